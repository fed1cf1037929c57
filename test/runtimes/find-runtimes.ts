import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { here } from './paths.ts';

/** How a runtime is called. */
export interface Runtime {
  readonly name: string;
  /** Where it is on this machine; undefined where it is not. */
  readonly path: string | undefined;
  /** What stands before the file of a program that imports, and of one that requires. */
  readonly flags: { readonly import: readonly string[]; readonly require: readonly string[] };
  /** How to name it, where it is not found. */
  readonly variable: string;
}

const modules = join(here, 'node_modules');
const plain = { import: [], require: [] };

// An import needs no permission at all; a program that requires must be allowed to read the files it asks for.
const deno = ['run', '--no-prompt', '--node-modules-dir=manual'];
const denoFlags = { import: deno, require: [...deno, '--allow-read'] };

/**
 * Bun and Deno by the packages of their binaries: the packages that choose one name all platforms, of which a registry may lack some, and then
 * `npm ci` refuses the lock file.
 */
export function findRuntimes(): Runtime[] {
  return [
    { name: 'this Node', path: process.execPath, flags: plain, variable: 'PATH' },
    found('Node 22', 'NODE_22', plain, [join(modules, 'node-22/bin/node')]),
    found('Node 24', 'NODE_24', plain, [join(modules, 'node-24/bin/node')]),
    found('Bun', 'BUN', plain, [join(modules, '@oven/bun-linux-x64/bin/bun'), ...onPath('bun')]),
    found('Deno', 'DENO', denoFlags, [join(modules, '@deno/linux-x64-glibc/deno'), ...onPath('deno')]),
  ];
}

/** Not installed here, since every browser is one for its machine. */
export function findChromium(): Runtime {
  return found('Chromium', 'CHROMIUM', plain, onPath('chromium', 'chromium-browser', 'google-chrome', 'chrome'));
}

/** The first of some places where there is something; one that the environment names comes before all. */
function found(name: string, variable: string, flags: Runtime['flags'], places: readonly string[]): Runtime {
  const path = [process.env[variable] ?? '', ...places].find((place) => place !== '' && existsSync(place));
  return { name, path, flags, variable };
}

function onPath(...names: string[]): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}
