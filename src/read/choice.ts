import { reject } from '../errors.ts';

/** One of a few words. */
export function readChoice<T extends string>(value: unknown, path: string, choices: readonly T[]): T {
  if (!choices.includes(value as T)) {
    reject('INVALID_OPTION', path, `be one of ${choices.map((choice) => `'${choice}'`).join(', ')}`, value);
  }
  return value as T;
}

/** One of a few words; left out, the first one, which is the default. */
export function readOptionalChoice<T extends string>(value: unknown, path: string, choices: readonly [T, ...T[]]): T {
  return value === undefined ? choices[0] : readChoice(value, path, choices);
}
