import { reject } from '../errors.ts';

export function checkList(value: unknown, path: string, rule: string): readonly unknown[] {
  if (!Array.isArray(value)) reject('INVALID_TYPE', path, rule, value);
  // A hole would be passed over; now it is refused as undefined is.
  return Array.from(value);
}

/** The same of a list that must not be empty. */
export function checkFilledList(value: unknown, path: string, rule: string): readonly unknown[] {
  const list = checkList(value, path, rule);
  if (list.length === 0) reject('INVALID_OPTION', path, `${rule} that is not empty`, value);
  return list;
}

export function isFiniteNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** -0 comes back as 0, so that it is not printed. */
export function checkNumber(value: unknown, path: string): number {
  if (!isFiniteNumber(value)) reject('INVALID_NUMBER', path, 'be a finite number', value);
  return value + 0;
}

export function checkAboveZero(value: unknown, path: string): number {
  if (!isFiniteNumber(value) || value <= 0) reject('INVALID_NUMBER', path, 'be a finite number above 0', value);
  return value;
}

/** The same of points. */
export function readPoints(value: unknown, path: string): number {
  if (!isFiniteNumber(value) || value < 0 || value > 100) {
    reject('INVALID_NUMBER', path, 'be a number from 0 to 100', value);
  }
  return value + 0;
}

/** Refuses a name that stands for two things. */
export function checkUnique(name: string, seen: Set<string>, path: string): void {
  if (seen.has(name)) reject('INVALID_OPTION', path, 'not be used twice', name);
  seen.add(name);
}
