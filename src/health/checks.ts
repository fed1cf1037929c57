import { reject } from '../errors.ts';
import { ofNumber, type Rational } from '../exact/index.ts';

/** The highest score, and the most points of a signal. */
export const highest: Rational = { n: 100n, d: 1n };

export function checkList(value: unknown, path: string, rule: string): readonly unknown[] {
  if (!Array.isArray(value)) reject('INVALID_TYPE', path, rule, value);
  return value;
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

/** The decimal that a number prints as. */
export function readExact(value: unknown, path: string): Rational {
  if (!isFiniteNumber(value)) reject('INVALID_NUMBER', path, 'be a finite number', value);
  return ofNumber(value);
}

export function checkAboveZero(value: unknown, path: string): number {
  if (!isFiniteNumber(value) || value <= 0) reject('INVALID_NUMBER', path, 'be a finite number above 0', value);
  return value;
}

export function readPoints(value: unknown, path: string): Rational {
  if (!isFiniteNumber(value) || value < 0 || value > 100) {
    reject('INVALID_NUMBER', path, 'be a number from 0 to 100', value);
  }
  return ofNumber(value);
}

/** Refuses a name that stands for two things. */
export function checkUnique(name: string, seen: Set<string>, path: string): void {
  if (seen.has(name)) reject('INVALID_OPTION', path, 'not be used twice', name);
  seen.add(name);
}
