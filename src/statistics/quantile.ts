import { compare, nearestDouble, ofNumber, type Rational } from '../exact/index.ts';
import { lowerBound } from '../table/index.ts';

/** Values from the lowest to the highest, each of them exact. */
export interface SortedValues {
  readonly count: number;
  at(index: number): Rational;
}

/** Sorted numbers, as the decimals they print as, in a larger unit: of milliseconds in seconds with `perUnit` 1000. */
export function sortedNumbers(sorted: ArrayLike<number>, perUnit = 1): SortedValues {
  const at = (index: number) => {
    const { n, d } = ofNumber(sorted[index] as number);
    return { n, d: d * BigInt(perUnit) };
  };
  return { count: sorted.length, at };
}

/** Exact values in any order, sorted; doubles tell most of them apart. */
export function sortedRationals(values: readonly Rational[]): SortedValues {
  const sorted = values.map((exact) => ({ exact, double: nearestDouble(exact) }));
  sorted.sort((a, b) => a.double - b.double || compare(a.exact, b.exact));
  return { count: sorted.length, at: (index) => (sorted[index] as { readonly exact: Rational }).exact };
}

/** An exact value, the double nearest to it, and how often it is there. */
export interface CountedValue {
  readonly exact: Rational;
  readonly double: number;
  readonly count: number;
}

/** Exact values that occur several times, in any order, sorted. */
export function sortedCounted(values: readonly CountedValue[]): SortedValues {
  const sorted = values.slice().sort((a, b) => a.double - b.double || compare(a.exact, b.exact));
  const ends = new Float64Array(sorted.length);
  let count = 0;
  for (const [place, value] of sorted.entries()) {
    count += value.count;
    ends[place] = count;
  }
  const placeOf = (index: number) => lowerBound(ends, index + 1, 0, ends.length);
  return { count, at: (index) => (sorted[placeOf(index)] as CountedValue).exact };
}

/** The middle of exact values in any order; of an even number of them the mean of the middle two. Null when there are no values. */
export function medianOf(values: readonly Rational[]): Rational | null {
  return quantileOf(sortedRationals(values), 0.5);
}

/** The double nearest to a quantile of sorted numbers, as `quantileOf` and `sortedNumbers` say. */
export function quantile(sorted: ArrayLike<number>, p: number, perUnit = 1): number | null {
  const value = quantileOf(sortedNumbers(sorted, perUnit), p);
  return value === null ? null : nearestDouble(value);
}

/**
 * The value below which a share `p` of sorted values lies, by type 7 of Hyndman and Fan: linear interpolation between the two values
 * around place (n - 1)p, counted from 0. It is the default of R, NumPy and spreadsheets (PERCENTILE.INC). Exact, `p` too as the decimal
 * it prints as. Null when there are no values.
 *
 * Source: R. J. Hyndman, Y. Fan (1996), Sample quantiles in statistical packages, The American Statistician 50(4), 361-365.
 */
export function quantileOf({ count, at }: SortedValues, p: number): Rational | null {
  if (count === 0) return null;
  const share = ofNumber(p);
  const place = BigInt(count - 1) * share.n;
  const below = Number(place / share.d);
  const rest = place % share.d;
  const lower = at(below);
  // Without the shortcut the last place would ask for a value behind the end.
  if (rest === 0n) return lower;
  const upper = at(below + 1);
  const n = lower.n * upper.d * (share.d - rest) + upper.n * lower.d * rest;
  return { n, d: lower.d * upper.d * share.d };
}
