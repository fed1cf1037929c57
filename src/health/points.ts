import { reject } from '../errors.ts';
import { isFiniteNumber } from '../read/index.ts';

/** A score, or a part of one. */
export function readPoints(value: unknown, path: string): number {
  if (!isFiniteNumber(value) || value < 0 || value > 100) {
    reject('INVALID_NUMBER', path, 'be a number from 0 to 100', value);
  }
  return value + 0;
}
