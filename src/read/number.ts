import { reject } from '../errors.ts';
import { readList } from './list.ts';

export function isFiniteNumber(value: unknown): value is number {
  return Number.isFinite(value);
}

/** -0 comes back as 0, so that it is not printed. */
export function readNumber(value: unknown, path: string): number {
  if (!isFiniteNumber(value)) reject('INVALID_NUMBER', path, 'be a finite number', value);
  return value + 0;
}

export function readNumberAboveZero(value: unknown, path: string): number {
  if (!isFiniteNumber(value) || value <= 0) reject('INVALID_NUMBER', path, 'be a finite number above 0', value);
  return value;
}

/** A whole number of things, at least `fewest`, at most `most`. */
export function readCount(value: unknown, path: string, fewest = 1, most = Number.POSITIVE_INFINITY): number {
  if (!Number.isSafeInteger(value) || (value as number) < fewest || (value as number) > most) {
    const range = most === Number.POSITIVE_INFINITY ? `>= ${fewest}` : `from ${fewest} to ${most}`;
    reject('INVALID_NUMBER', path, `be a whole number ${range}`, value);
  }
  return (value as number) + 0;
}

/** More than any calendar of a company has: whoever gives more gives another unit. */
const mostDays = 36_600;

/** A length of time in whole days, at least `fewest`. */
export function readDays(value: unknown, path: string, fewest = 1): number {
  if (!Number.isInteger(value) || (value as number) < fewest || (value as number) > mostDays) {
    reject('INVALID_NUMBER', path, `be a whole number of days from ${fewest} to ${mostDays}`, value);
  }
  return (value as number) + 0;
}

const usualShares: readonly number[] = [0.1, 0.25, 0.5, 0.75, 0.9];

/** The shares that quantiles are wanted of. */
export function readShares(value: unknown, path: string): readonly number[] {
  if (value === undefined) return usualShares;
  const shares = readList(value, path, 'be an array of shares from 0 to 1');
  return shares.map((share, index) => {
    if (isFiniteNumber(share) && share >= 0 && share <= 1) return share + 0;
    return reject('INVALID_NUMBER', `${path}[${index}]`, 'be a share from 0 to 1', share);
  });
}
