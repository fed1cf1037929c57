import { transformSync } from 'esbuild';
import * as tenure from 'tenure';
import { pageExamples } from '../find-examples.ts';

/**
 * What the constants of an example hold once it has run. A picture drawn from them shows the numbers of its page, and changes with them.
 * `place`: 0 for the first example of the page.
 */
export function valuesOf<Values extends object>(page: string, place: number, names: readonly (keyof Values)[]): Values {
  const example = pageExamples(page)[place];
  if (example === undefined) throw new RangeError(`${page} has no example ${place}`);
  const { code } = transformSync(example.code, { loader: 'ts', target: 'es2022' });
  const run = new Function(...Object.keys(tenure), `'use strict'; { ${code}\nreturn { ${names.join(', ')} }; }`);
  return run(...Object.values(tenure));
}
