import { type BuildOptions, build } from 'esbuild';
import { here } from './paths.ts';

/** Left to the runtime to find, where they were installed. */
const external = ['tenure', 'zod', 'decimal.js', './program.mjs'];

/** Brings a program of this folder to one file of JavaScript, which imports the package or requires it. */
export async function compile(contents: string, outfile: string, options: BuildOptions): Promise<void> {
  const stdin = { contents, resolveDir: here, loader: 'ts' } as const;
  await build({ stdin, outfile, bundle: true, external, loader: { '.csv': 'text' }, target: 'es2022', ...options });
}
