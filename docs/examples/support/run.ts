import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { InputError } from './input-error.ts';
import { type Io, terminal } from './io.ts';
import { inLanguage, type Language } from './language/language.ts';

interface Example<Flags> {
  readonly help: string;
  readonly readFlags: (args: readonly string[]) => Flags;
  readonly run: (flags: Flags, io: Io) => Promise<void>;
}

/** What a command line does: the exit code is 1 where the person at the keyboard can put something right, and one line says what. */
export type Program = (args: readonly string[], io: Io) => Promise<0 | 1>;

export function programOf<Flags extends { readonly help: boolean; readonly language: Language }>(
  example: Example<Flags>,
): Program {
  return async (args, io) => {
    try {
      const flags = example.readFlags(args);
      if (flags.help) io.out.write(`${example.help}\n`);
      else await inLanguage(flags.language, () => example.run(flags, io));
      return 0;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      io.err.write(`${error.message}\n`);
      return 1;
    }
  };
}

/** Runs the program if Node was started with the file of this address, and not if a test imports it. */
export async function start(program: Program, url: string): Promise<void> {
  const [, script] = process.argv;
  if (script === undefined || realpathSync(script) !== fileURLToPath(url)) return;
  // Whoever reads the output may stop early, as `head` does; that is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  process.exitCode = await program(process.argv.slice(2), terminal);
}
