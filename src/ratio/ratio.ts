import { reject } from '../errors.ts';
import { type Rational, toNumber } from '../exact/index.ts';

/** A rate that can be audited: `value` is `numerator / denominator`, null when the denominator is 0. */
export interface Ratio {
  readonly value: number | null;
  readonly numerator: number;
  readonly denominator: number;
}

export function ratio(numerator: number, denominator: number): Ratio {
  const value = denominator === 0 ? null : numerator / denominator;
  if (value !== null && !Number.isFinite(value)) {
    reject('INVALID_NUMBER', 'ratio', 'lie within the range of numbers', `${numerator} / ${denominator}`);
  }
  return { value, numerator, denominator };
}

/** The ratio of two exact amounts, each rounded once. */
export function ratioOf(numerator: Rational, denominator: Rational): Ratio {
  return ratio(toNumber(numerator), toNumber(denominator));
}
