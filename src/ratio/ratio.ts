import { reject } from '../errors.ts';
import { nearestDouble, type Rational, toNumber } from '../exact/index.ts';

/** A rate with its parts, so that you can check and merge it. */
export interface Ratio {
  /** `numerator / denominator`: 0.05 is 5 %. Null when the denominator is 0. */
  readonly value: number | null;
  /** A count, a mean of counts, or an amount in major currency units. */
  readonly numerator: number;
  /** A count, a mean of counts, or an amount in the same currency. */
  readonly denominator: number;
}

/** The ratio of two counts. */
export function ratio(numerator: number, denominator: number): Ratio {
  return { value: denominator === 0 ? null : numerator / denominator, numerator, denominator };
}

/** The ratio of two exact amounts; value, numerator and denominator are each the double nearest to the exact one. */
export function ratioOf(numerator: Rational, denominator: Rational): Ratio {
  const value = quotientOf(numerator, denominator);
  return { value, numerator: toNumber(numerator), denominator: toNumber(denominator) };
}

/** The value of a ratio alone. */
export function quotientOf(numerator: Rational, denominator: Rational): number | null {
  if (denominator.n === 0n) return null;
  const sign = denominator.n < 0n ? -1n : 1n;
  // Of amounts in one unit the numbers stay small, and quick to divide.
  const isOneUnit = numerator.d === denominator.d;
  const [over, under] = isOneUnit
    ? [numerator.n, denominator.n]
    : [numerator.n * denominator.d, numerator.d * denominator.n];
  const value = nearestDouble({ n: sign * over, d: sign * under });
  if (!Number.isFinite(value)) {
    const received = `${toNumber(numerator)} / ${toNumber(denominator)}`;
    reject('INVALID_NUMBER', 'ratio', 'be within the range of numbers', received);
  }
  return value;
}
