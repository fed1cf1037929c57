import { reject } from '../errors.ts';

/** A list as an array without holes: a hole would be passed over, and is now refused as undefined is. */
export function readList(value: unknown, path: string, rule: string): readonly unknown[] {
  if (!Array.isArray(value)) reject('INVALID_TYPE', path, rule, value);
  return Array.from(value);
}

/** The same of a list that must not be empty. */
export function readFilledList(value: unknown, path: string, rule: string): readonly unknown[] {
  const list = readList(value, path, rule);
  if (list.length === 0) reject('EMPTY', path, rule.replace(/^be an? /, 'be a non-empty '), value);
  return list;
}

/** Refuses a name that stands for two things. */
export function checkUnique(name: string, seen: Set<string>, path: string): void {
  if (seen.has(name)) reject('INVALID_OPTION', path, 'not repeat an earlier one', name);
  seen.add(name);
}
