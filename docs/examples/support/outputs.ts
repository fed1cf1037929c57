import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { InputError } from './input-error.ts';

export interface Outputs {
  readonly out: string;
  readonly html: string;
}

/** Where the results go, as full paths: neither over what is read, which is named here, nor over each other. */
export function outputsOf(inputs: Readonly<Record<string, string>>, flags: Outputs): Outputs {
  const [out, html] = [resolve(flags.out), resolve(flags.html)];
  for (const [name, file] of Object.entries(inputs)) {
    if (realPath(file) === realPath(out)) throw new InputError(`--out ${out} is ${name} itself`);
    if (realPath(file) === realPath(html)) throw new InputError(`--html ${html} is ${name} itself`);
  }
  if (realPath(out) === realPath(html)) throw new InputError(`--html ${html} is also --out`);
  return { out, html };
}

function realPath(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return resolve(file);
  }
}
