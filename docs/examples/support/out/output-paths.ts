import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { InputError } from '../input-error.ts';
import type { Outputs } from './outputs.ts';

/** The same with full paths, none of which is over what is read, which is named here, or over another. */
export function outputsOf(inputs: Readonly<Record<string, string>>, flags: Outputs): Outputs {
  const out = resolve(flags.out);
  const html = flags.html === undefined ? undefined : resolve(flags.html);
  for (const [name, file] of Object.entries(inputs)) {
    if (realPath(file) === realPath(out)) throw new InputError(`--out ${out} is ${name} itself`);
    if (html !== undefined && realPath(file) === realPath(html))
      throw new InputError(`--html ${html} is ${name} itself`);
  }
  if (html !== undefined && realPath(out) === realPath(html)) throw new InputError(`--html ${html} is also --out`);
  return { ...flags, out, html };
}

function realPath(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return resolve(file);
  }
}
