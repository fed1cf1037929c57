import { standardErrorsAt } from './confidence.ts';
import { type Placements, placementsOf, type RankedOutcomes, varianceOf } from './placements.ts';

/** How well a score separates two kinds: 0.5 is no better than chance, 1 is perfect. */
export interface AreaUnderCurve {
  /** The chance that a positive ranks above a negative; ties count half. Null without positives or without negatives. */
  readonly value: number | null;
  /**
   * The standard error of the area; null with fewer than two of either kind, if the two kinds do not overlap, or if all values are equal.
   */
  readonly standardError: number | null;
  /** The lower bound, 0..1; null without a standard error. */
  readonly lower: number | null;
  /** The upper bound, 0..1; null without a standard error. */
  readonly upper: number | null;
  /** The share of such intervals that contain the true value, 0..1. */
  readonly confidence: number;
}

/**
 * The area under the receiver operating characteristic curve, with its error by DeLong and an interval on the scale of
 * ln(area / (1 - area)), where it cannot leave 0..1. O(n log n).
 *
 * Source: D. Bamber (1975), The area above the ordinal dominance graph and the area below the receiver operating characteristic graph,
 * Journal of Mathematical Psychology 12, 387-415: the area is the statistic of Mann and Whitney over the number of pairs. The logit
 * interval: M. S. Pepe (2003), The Statistical Evaluation of Medical Tests for Classification and Prediction, 5.2.
 */
export function areaUnderCurve(outcomes: RankedOutcomes, confidence: number): AreaUnderCurve {
  const nothing = { ...unknown, confidence };
  const placements = placementsOf(outcomes);
  if (placements.positives === 0 || placements.negatives === 0) return nothing;
  const { area: value } = placements;
  const variance = varianceOf(placements);
  if (variance === null || value === 0 || value === 1) return { ...nothing, value };
  const standardError = Math.sqrt(variance);
  const middle = Math.log(value / (1 - value));
  const reach = (standardErrorsAt(confidence) * standardError) / (value * (1 - value));
  return { value, standardError, lower: logistic(middle - reach), upper: logistic(middle + reach), confidence };
}

const unknown = { value: null, standardError: null, lower: null, upper: null };

/**
 * How much larger the area of one score is than that of another over the same rows, with a plain interval: the two err together, so that
 * the difference is known better than either. `values` are those of the one score.
 */
export function areaDifference(
  outcomes: RankedOutcomes,
  others: ArrayLike<number>,
  confidence: number,
): AreaUnderCurve {
  const nothing = { ...unknown, confidence };
  const first = placementsOf(outcomes);
  if (first.positives === 0 || first.negatives === 0) return nothing;
  const second = placementsOf({ ...outcomes, values: others });
  const value = first.area - second.area;
  const variance = varianceOf(less(first, second));
  if (variance === null) return { ...nothing, value };
  const standardError = Math.sqrt(variance);
  const reach = standardErrorsAt(confidence) * standardError;
  return { value, standardError, lower: value - reach, upper: value + reach, confidence };
}

function less(a: Placements, b: Placements): Placements {
  return {
    ...a,
    ofPositives: a.ofPositives.map((value, owner) => value - (b.ofPositives[owner] as number)),
    ofNegatives: a.ofNegatives.map((value, owner) => value - (b.ofNegatives[owner] as number)),
  };
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
