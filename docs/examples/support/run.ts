import { InputError } from './input-error.ts';

interface Example<Flags> {
  readonly help: string;
  readonly readFlags: (args: readonly string[]) => Flags;
  readonly main: (flags: Flags) => Promise<void>;
}

/** Runs an example on its command line: what the person at the keyboard can put right is one line on stderr, and exit code 1. */
export async function run<Flags extends { readonly help: boolean }>(example: Example<Flags>): Promise<void> {
  // Whoever reads the output may stop early, as `head` does; that is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  try {
    const flags = example.readFlags(process.argv.slice(2));
    if (flags.help) console.log(example.help);
    else await example.main(flags);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
