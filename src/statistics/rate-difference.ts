import { nearestDouble } from '../exact/index.ts';
import type { Ratio } from '../ratio/open.ts';
import { differenceOf } from './difference.ts';
import { intervalOf } from './ratio-interval.ts';

/** The difference of two values, with its interval. */
export interface Difference {
  /** The second value less the first; null if either is null. */
  readonly value: number | null;
  /** The lower bound of the difference; null if either value is null. */
  readonly lower: number | null;
  /** The upper bound of the difference; null if either value is null. */
  readonly upper: number | null;
  /** The share of such intervals that contain the true difference, 0..1. */
  readonly confidence: number;
}

/**
 * The difference of two shares of counts with its interval: whether churn, conversion or adoption has changed from one quarter to the next,
 * or differs between segments, by more than chance. The difference exceeds chance if 0 lies outside the bounds.
 *
 * Formula: second - first; with the Wilson interval (l, u) of each share p, lower = d - sqrt((p2 - l2)^2 + (u1 - p1)^2), upper = d +
 * sqrt((u2 - p2)^2 + (p1 - l1)^2). In: two independent groups of customers. Out: the same customers twice, whose outcomes vary together.
 *
 * @param first - A `Ratio` of counts, as for `ratioInterval`.
 * @param second - Another `Ratio` of counts.
 * @param options - `confidence`: between 0 and 1, 0.95 by default.
 * @returns `value`, `lower` and `upper` in -1..1, all null if a denominator is 0; and the confidence.
 * @throws MetricsError as `ratioInterval` does, with the paths `first` and `second`.
 *
 * Cost: O(1). Source: R. G. Newcombe (1998), Interval estimation for the difference between independent proportions: comparison of eleven methods,
 * Statistics in Medicine 17, 873-890, method 10.
 *
 * @see docs/metrics/rate-difference.md
 *
 * @example
 * ```ts
 * const { value, lower, upper } = rateDifference(
 *   { value: 0.6, numerator: 48, denominator: 80 },
 *   { value: 0.8, numerator: 56, denominator: 70 },
 * )
 * value // => 0.2
 * lower // => 0.0524 (to 3 digits)
 * upper // => 0.3339 (to 4 digits)
 * ```
 */
export function rateDifference(
  first: Ratio,
  second: Ratio,
  options: {
    /** The confidence of the interval, between 0 and 1. Default 0.95. */
    readonly confidence?: number | undefined;
  } = {},
): Difference {
  const [a, b] = [estimateOf(first, options, 'first'), estimateOf(second, options, 'second')];
  const { confidence } = a;
  if (a.lower === null || b.lower === null) return { value: null, lower: null, upper: null, confidence };
  // Over the common denominator, so that it is rounded once.
  const [over, under] = [
    BigInt(second.numerator) * BigInt(first.denominator) - BigInt(first.numerator) * BigInt(second.denominator),
    BigInt(first.denominator) * BigInt(second.denominator),
  ];
  return { ...differenceOf(b, a), value: nearestDouble({ n: over, d: under }), confidence };
}

function estimateOf(ratio: Ratio, options: object, path: string) {
  const { lower, upper, confidence } = intervalOf(ratio, options, path);
  return lower === null || upper === null
    ? { lower: null, confidence }
    : { value: ratio.numerator / ratio.denominator, lower, upper, confidence };
}
