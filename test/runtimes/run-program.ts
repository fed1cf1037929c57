import { spawn } from 'node:child_process';
import type { Runtime } from './find-runtimes.ts';

const longest = 120_000;

/** What a program printed, or why it did not end well. */
export type Outcome = { readonly text: string; readonly failure?: undefined } | { readonly failure: string };

// Two machines far from each other and from this one: nothing may depend on zone and language.
const machines = {
  import: { TZ: 'Asia/Kolkata', LC_ALL: 'ar_EG.UTF-8' },
  require: { TZ: 'America/St_Johns', LC_ALL: 'tr_TR.UTF-8' },
};

/** Runs a file of the folder in a runtime, as a program that imports or as one that requires. */
export function runProgram(runtime: Runtime, as: 'import' | 'require', file: string, cwd: string): Promise<Outcome> {
  return run(runtime.path ?? runtime.name, [...runtime.flags[as], file], cwd, machines[as]);
}

export async function versionOf(runtime: Runtime, cwd: string): Promise<string> {
  const outcome = await run(runtime.path ?? runtime.name, ['--version'], cwd, {});
  return /\d+\.\d+\.\d+/.exec(outcome.failure ?? outcome.text)?.[0] ?? '?';
}

function run(command: string, args: readonly string[], cwd: string, environment: object): Promise<Outcome> {
  return new Promise((resolve) => {
    const options = { cwd, env: { ...process.env, ...environment }, timeout: longest } as const;
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    const [printed, complaints] = [[] as Buffer[], [] as Buffer[]];
    child.stdout.on('data', (part: Buffer) => printed.push(part));
    child.stderr.on('data', (part: Buffer) => complaints.push(part));
    child.on('error', (error) => resolve({ failure: error.message }));
    child.on('close', (code, signal) => {
      if (code === 0) resolve({ text: Buffer.concat(printed).toString().trim() });
      else resolve({ failure: `ended with ${code ?? signal}: ${Buffer.concat(complaints).toString().trim()}` });
    });
  });
}
