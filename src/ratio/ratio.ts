import { reject } from '../errors.ts';
import { nearestDouble, type Rational, toNumber } from '../exact/index.ts';

/** A rate that can be audited: `value` is `numerator / denominator`, null when the denominator is 0. */
export interface Ratio {
  readonly value: number | null;
  readonly numerator: number;
  readonly denominator: number;
}

/** The ratio of two counts. */
export function ratio(numerator: number, denominator: number): Ratio {
  return { value: denominator === 0 ? null : numerator / denominator, numerator, denominator };
}

/** The ratio of two exact amounts; value, numerator and denominator are each the double nearest to the exact one. */
export function ratioOf(numerator: Rational, denominator: Rational): Ratio {
  const sign = denominator.n < 0n ? -1n : 1n;
  const quotient = { n: sign * numerator.n * denominator.d, d: sign * numerator.d * denominator.n };
  const [over, under] = [toNumber(numerator), toNumber(denominator)];
  const value = denominator.n === 0n ? null : nearestDouble(quotient);
  if (value !== null && !Number.isFinite(value)) {
    reject('INVALID_NUMBER', 'ratio', 'be within the range of numbers', `${over} / ${under}`);
  }
  return { value, numerator: over, denominator: under };
}
