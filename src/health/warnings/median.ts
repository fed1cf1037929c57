import { add, compare, divide, type Rational } from '../../exact/index.ts';

const two: Rational = { n: 2n, d: 1n };

/** The middle of exact values, of which there is at least one; of an even number of them the mean of the middle two. */
export function medianOf(values: readonly Rational[]): Rational {
  const sorted = [...values].sort(compare);
  const upper = sorted[sorted.length >> 1] as Rational;
  if (sorted.length % 2 === 1) return upper;
  return divide(add(sorted[(sorted.length >> 1) - 1] as Rational, upper), two);
}
