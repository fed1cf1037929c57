import { reject } from '../errors.ts';

/** A rate or a share as a number from 0 to 1; a percent is refused with the fraction that it stands for. */
export function readFraction(value: unknown, path: string): number {
  if (typeof value !== 'number' || !(value >= 0 && value <= 1)) {
    const hint = typeof value === 'number' && value > 1 && value <= 100 ? ` (for ${value} % give ${value / 100})` : '';
    reject('INVALID_NUMBER', path, `be a fraction from 0 to 1${hint}`, value);
  }
  return value;
}
