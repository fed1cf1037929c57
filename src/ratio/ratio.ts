import { reject } from '../errors.ts';
import { nearestDouble, type Rational, toNumber } from '../exact/index.ts';

/** A rate that can be audited: `value` is `numerator / denominator`, null when the denominator is 0. */
export interface Ratio {
  readonly value: number | null;
  readonly numerator: number;
  readonly denominator: number;
}

export function ratio(numerator: number, denominator: number): Ratio {
  return audited(denominator === 0 ? null : numerator / denominator, numerator, denominator);
}

/** The ratio of two exact amounts: each of the three is the double nearest to its own exact value. */
export function ratioOf(numerator: Rational, denominator: Rational): Ratio {
  return audited(quotient(numerator, denominator), toNumber(numerator), toNumber(denominator));
}

/** Not a quotient of doubles, which would be rounded twice. */
function quotient(a: Rational, b: Rational): number | null {
  if (b.n === 0n) return null;
  return nearestDouble(b.n < 0n ? { n: -a.n * b.d, d: -a.d * b.n } : { n: a.n * b.d, d: a.d * b.n });
}

function audited(value: number | null, numerator: number, denominator: number): Ratio {
  if (value !== null && !Number.isFinite(value)) {
    reject('INVALID_NUMBER', 'ratio', 'lie within the range of numbers', `${numerator} / ${denominator}`);
  }
  return { value, numerator, denominator };
}
