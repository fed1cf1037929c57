import type { BySegment } from '../activity/open.ts';
import type { Period, PerPeriod } from '../calendar/open.ts';
import { checkKeys } from '../read/index.ts';
import type { SegmentKey } from '../table/index.ts';
import {
  meanScore,
  measureScores,
  percentInterval,
  type ScoreMeasure,
  type ScoreOptions,
  scoreCounts,
  scoreKeys,
  total,
  type Weighting,
} from './count-scores.ts';
import type { ScoreCounts, ScoredRow, SurveyScores } from './responses.ts';
import { readScaleAndThreshold, type SurveyScale } from './scale.ts';
import type { SurveySplit } from './split-responses.ts';

/** What the scores mean, and the confidence of the bounds. */
export interface CustomerSatisfactionOptions extends ScoreOptions {
  /** The lowest and the highest score of the survey. Default `[1, 5]`. */
  readonly scale?: SurveyScale | undefined;
  /** The lowest score of a satisfied customer. Default 4; required on a scale other than 1..5. */
  readonly satisfiedFrom?: number | undefined;
  /** The confidence of the bounds, between 0 and 1. Default 0.95. */
  readonly confidence?: number | undefined;
}

/** A customer satisfaction score and what it is made of. */
export interface CustomerSatisfactionScore {
  /** The share of satisfied answers, 0..100; null without answers. */
  readonly score: number | null;
  /** Answers of at least `satisfiedFrom`; with `weights: 'field'`, their weight. */
  readonly satisfied: number;
  /** The number of answers. */
  readonly responses: number;
  /** The mean answer, on the scale of the survey. */
  readonly mean: number | null;
  /** The number of answers with each score of the scale. */
  readonly distribution: ScoreCounts;
  /** The lower bound of the score, 0..100; null without answers. */
  readonly lower: number | null;
  /** The upper bound of the score, 0..100; null without answers. */
  readonly upper: number | null;
  /** The confidence of the bounds, 0..1. */
  readonly confidence: number;
  /** With `skipped: 'count'`: the answers without a score. */
  readonly skipped?: number;
  /** With `weights: 'field'`: the sum of the weights, which `distribution` adds up to and `satisfied` is part of. */
  readonly weight?: number;
  /** With `weights: 'field'`: the number of unweighted answers with the same information; the bounds use it. */
  readonly effectiveResponses?: number;
}

/**
 * Customer satisfaction score (CSAT): the share of satisfied answers.
 *
 * Formula: 100 x satisfied / responses; answers of at least `satisfiedFrom` are satisfied, 4 and 5 of 1..5 by default. Bounds: Wilson.
 * Every answer counts once; for one answer per customer, see `latestPerCustomer`.
 *
 * @param responses - Answers on the scale, as numbers (also in a typed array) or as objects with a `score` (and `survey: 'csat'`, if they name
 * a survey); or counts by score.
 * @param options - `scale`, `satisfiedFrom` (required on a scale other than 1..5) and `confidence`. `skipped`, `weights`,
 * `period`, `by` and `timeZone` as in `netPromoterScore`.
 * @returns The score and its bounds in 0..100, counts, mean and `distribution`: the number of answers with each score. Score, bounds and
 * mean are null without answers.
 * @throws MetricsError `INVALID_NUMBER` for an answer that is not a score of the scale, for a count or for the confidence, `INVALID_OPTION`
 * for an answer to another survey, for the scale or for a threshold outside it, `INVALID_TYPE` when the answers are neither an array nor
 * counts, `UNKNOWN_KEY`; for periods and keys as `netPromoterScore` does.
 *
 * Cost: as for `netPromoterScore`. Source: the top-two-box share, as in Delighted's help, How is CSAT calculated.
 *
 * @see docs/metrics/customer-satisfaction-score.md
 *
 * @example
 * ```ts
 * const { score, mean } = customerSatisfactionScore({ 5: 42, 4: 32, 3: 10, 2: 9, 1: 14 })
 * score // => 69.1588785046729
 * mean // => 3.7383177570093458
 * customerSatisfactionScore([7, 6, 3, 2], { scale: [1, 7], satisfiedFrom: 6 }).score // => 50
 * ```
 */
export function customerSatisfactionScore<
  Row extends ScoredRow,
  P extends Period | readonly Period[] = Period,
  Key extends SegmentKey = never,
>(
  responses: readonly Row[],
  options: CustomerSatisfactionOptions & SurveySplit<Row, P, Key>,
): PerPeriod<P, BySegment<Key, CustomerSatisfactionScore>>;
export function customerSatisfactionScore(
  responses: SurveyScores,
  options?: CustomerSatisfactionOptions,
): CustomerSatisfactionScore;
export function customerSatisfactionScore(responses: unknown, options: object = {}): unknown {
  return measureScores(responses, satisfactionMeasure(options));
}

export function satisfactionMeasure(options: unknown): ScoreMeasure<CustomerSatisfactionScore> {
  const given = checkKeys(options, ['scale', 'satisfiedFrom', 'confidence', ...scoreKeys], 'options');
  const { scale, from } = readScaleAndThreshold(given, 'satisfiedFrom', [1, 5], 4);
  const shareOf = percentInterval(given.confidence);
  const resultOf = (counts: readonly number[], weighting?: Weighting) => {
    const satisfied = total(counts, from - scale[0]);
    const answers = total(counts);
    const { percent, ...bounds } = shareOf(satisfied, answers, weighting?.effectiveResponses);
    return {
      score: percent,
      satisfied,
      responses: answers,
      ...weighting,
      mean: meanScore(counts, scale),
      distribution: scoreCounts(counts, scale),
      ...bounds,
    };
  };
  return { scale, survey: 'csat', options: given, resultOf };
}
