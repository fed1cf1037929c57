import { reject } from '../errors.ts';
import type { Ratio } from '../ratio/open.ts';
import { checkKeys, isRecord } from '../read/index.ts';
import { defaultConfidence, standardErrorsAt } from './confidence.ts';
import { wilsonBounds } from './wilson.ts';

/** The range in which the true rate behind a share of counts lies with the given confidence. */
export interface RatioInterval {
  /** The lower bound as a fraction, 0..1; null when the denominator is 0. */
  readonly lower: number | null;
  /** The upper bound as a fraction, 0..1; null when the denominator is 0. */
  readonly upper: number | null;
  /** The confidence of the interval as a fraction: 0.95 is 95 %. */
  readonly confidence: number;
}

/**
 * The Wilson score interval of a share of counts. With 5 of 100 customers lost, the churn rate is 5 % and lies between 2.2 % and
 * 11.2 % with 95 % confidence. Unlike the textbook p +- z * error, the interval stays within 0..1 and holds for small counts and
 * rare events.
 *
 * Formula: (p + z^2/2n +- z sqrt(p(1 - p)/n + z^2/4n^2)) / (1 + z^2/n), with p = numerator / denominator, n = denominator, z the
 * normal quantile of the confidence.
 *
 * @param ratio - A `Ratio` of counts, such as one from `customerChurnRate` or `customerRetentionRate`. Do not pass ratios of money,
 * which have no such interval. They throw, unless their amounts happen to look like counts.
 * @param options - The confidence.
 * @returns Two bounds and the confidence, as fractions. Both bounds are null when the denominator is 0.
 * @throws MetricsError `INVALID_NUMBER` when the numerator or denominator is not a count, when the numerator exceeds the
 * denominator, or for the confidence; `UNKNOWN_KEY`.
 *
 * Cost: O(1). Source: E. B. Wilson (1927), Probable inference, the law of succession, and statistical inference, JASA 22, 209-212;
 * normal quantile by Newton's method.
 *
 * @see docs/metrics/ratio-interval.md
 *
 * @example
 * ```ts
 * const { lower, upper } = ratioInterval(customerChurnRate({ opening: 100, churned: 5 }))
 * lower // => 0.02154367915436796 (to 12 digits)
 * upper // => 0.11175046923191913 (to 12 digits)
 * ```
 */
export function ratioInterval(
  ratio: Ratio,
  options: {
    /** The confidence as a fraction between 0 and 1. Default 0.95. */
    readonly confidence?: number | undefined;
  } = {},
): RatioInterval {
  return intervalOf(ratio, options, 'ratio');
}

/** The same, of a ratio that stands at a path. */
export function intervalOf(
  ratio: Ratio,
  options: { readonly confidence?: number | undefined },
  path: string,
): RatioInterval {
  if (!isRecord(ratio)) reject('INVALID_TYPE', path, 'be a ratio', ratio);
  const n = readCount(ratio.denominator, `${path}.denominator`);
  const hits = readCount(ratio.numerator, `${path}.numerator`);
  if (hits > n) reject('INVALID_NUMBER', `${path}.numerator`, `not exceed the denominator, ${n}`, hits);
  checkKeys(options, ['confidence'], 'options');
  const { confidence = defaultConfidence } = options;
  const z = standardErrorsAt(confidence);
  return n === 0 ? { lower: null, upper: null, confidence } : { ...wilsonBounds(hits, n, z), confidence };
}

function readCount(value: unknown, path: string): number {
  if (!Number.isSafeInteger(value) || (value as number) < 0) {
    reject('INVALID_NUMBER', path, 'be a whole number >= 0: the interval is for counts, not for money', value);
  }
  return value as number;
}
