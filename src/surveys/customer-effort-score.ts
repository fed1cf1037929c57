import type { BySegment } from '../activity/open.ts';
import type { Period, PerPeriod } from '../calendar/open.ts';
import { reject } from '../errors.ts';
import { checkKeys } from '../read/index.ts';
import type { SegmentKey } from '../table/index.ts';
import {
  meanScore,
  measureScores,
  needsAnswers,
  percentInterval,
  readGroups,
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

/** The number of answers per group: whether customers agree that the company made it easy. */
export interface CustomerEffortCounts {
  /** Answers that disagree: it was not easy. */
  readonly disagree: number;
  /** Answers that neither agree nor disagree. */
  readonly neutral: number;
  /** Answers that agree: it was easy. */
  readonly agree: number;
}

/** A version of the survey, or a scale of agreement with the lowest score that agrees, and the confidence of the bounds. */
export type CustomerEffortOptions = ScoreOptions & {
  /** The confidence of the bounds, between 0 and 1. Default 0.95. */
  readonly confidence?: number | undefined;
} & (
    | {
        /** 2: agreement that it was easy, 1..7; 5 to 7 agree. 1: effort, 1..5; 1 and 2 are low, which is good. Default 2. */
        readonly version?: 1 | 2 | undefined;
        readonly scale?: undefined;
        readonly agreeFrom?: undefined;
      }
    | {
        readonly version?: undefined;
        /** The lowest and the highest score of the survey. Default `[1, 7]`. */
        readonly scale?: SurveyScale | undefined;
        /** The lowest score that agrees. Default 5; required on a scale other than 1..7. */
        readonly agreeFrom?: number | undefined;
      }
  );

/** A customer effort score and what it is made of. */
export interface CustomerEffortScore {
  /** The mean answer, on the scale of the survey; null without answers, or if only the groups were given. */
  readonly score: number | null;
  /** The share of answers that agree it was easy (version 1: of low effort), 0..100; null without answers. */
  readonly share: number | null;
  /** The number of answers. */
  readonly responses: number;
  /** The number of answers with each score of the scale; null if only the groups were given. */
  readonly distribution: ScoreCounts | null;
  /** The lower bound of the share, 0..100; null without answers. */
  readonly lower: number | null;
  /** The upper bound of the share, 0..100; null without answers. */
  readonly upper: number | null;
  /** The confidence of the bounds, 0..1. */
  readonly confidence: number;
  /** With `skipped: 'count'`: the answers without a score. */
  readonly skipped?: number;
  /** With `weights: 'field'`: the sum of the weights, which `distribution` adds up to. */
  readonly weight?: number;
  /** With `weights: 'field'`: the number of unweighted answers with the same information; the bounds use it. */
  readonly effectiveResponses?: number;
}

const groups = ['disagree', 'neutral', 'agree'];

/**
 * Customer effort score (CES): how easy it was for customers to reach their goal.
 *
 * Formula: score = mean answer; share = 100 x answers that agree / responses. 5 to 7 of 1..7 agree (version 2), or 1 and 2 of 1..5 (version
 * 1, where low effort is good), or scores of at least `agreeFrom` on a `scale` of your own. Bounds of the share: Wilson. Every answer
 * counts once; for one answer per customer, see `latestPerCustomer`.
 *
 * @param responses - Answers on the scale, as numbers (also in a typed array) or as objects with a `score` (and `survey: 'ces'`, if they name a
 * survey); or counts, by score or as `disagree`, `neutral`, `agree`.
 * @param options - `version` 2 or 1; or `scale` and `agreeFrom`; `confidence`. `skipped`, `weights`, `period`, `by` and `timeZone` as in
 * `netPromoterScore`.
 * @returns The mean on the scale, the share and its bounds in 0..100, counts and `distribution`: the number of answers with each score.
 * Score, share and bounds are null without answers.
 * @throws MetricsError `INVALID_NUMBER` for an answer that is not a score of the scale, for a count or for the confidence, `INVALID_OPTION`
 * for an answer to another survey, for the version (also beside `scale` or `agreeFrom`), for the scale, or for a threshold outside it,
 * `INVALID_TYPE` when the answers are neither an array nor counts, `UNKNOWN_KEY`; for periods and keys as `netPromoterScore` does.
 *
 * Cost: as for `netPromoterScore`. Source: M. Dixon, K. Freeman, N. Toman (2010), Stop trying to delight your customers, Harvard Business
 * Review 88(7/8), for version 1; M. Dixon, N. Toman, R. DeLisi (2013), The Effortless Experience, for version 2.
 *
 * @see docs/metrics/customer-effort-score.md
 *
 * @example
 * ```ts
 * const { score, share } = customerEffortScore([7, 6, 5, 2])
 * score // => 5
 * share // => 75
 * customerEffortScore([1, 2, 4, 5], { version: 1 }).share // => 50
 * customerEffortScore({ disagree: 5, neutral: 5, agree: 10 }).share // => 50
 * ```
 */
export function customerEffortScore<
  Row extends ScoredRow,
  P extends Period | readonly Period[] = Period,
  Key extends SegmentKey = never,
>(
  responses: readonly Row[],
  options: CustomerEffortOptions & SurveySplit<Row, P, Key>,
): PerPeriod<P, BySegment<Key, CustomerEffortScore>>;
export function customerEffortScore(
  responses: SurveyScores | CustomerEffortCounts,
  options?: CustomerEffortOptions,
): CustomerEffortScore;
export function customerEffortScore(responses: unknown, options: object = {}): unknown {
  const measure = effortMeasure(options);
  const { options: given } = measure;
  // In version 1 nobody agrees to anything: effort is low or high.
  const grouped = needsAnswers(given) || given.version === 1 ? null : readGroups(responses, groups);
  return grouped ? measure.ofGroups(total(grouped, 2), total(grouped)) : measureScores(responses, measure);
}

interface EffortMeasure extends ScoreMeasure<CustomerEffortScore> {
  /** Of answers counted by group: how many found it easy, among how many. */
  readonly ofGroups: (easy: number, answers: number) => CustomerEffortScore;
}

export function effortMeasure(options: unknown): EffortMeasure {
  const given = checkKeys(options, ['version', 'scale', 'agreeFrom', 'confidence', ...scoreKeys], 'options');
  const { scale, from, to } = readEasy(given);
  const shareOf = percentInterval(given.confidence);
  const resultOf = (easy: number, answers: number, counts: readonly number[] | null, weighting?: Weighting) => {
    const { percent, ...bounds } = shareOf(easy, answers, weighting?.effectiveResponses);
    return {
      score: counts && meanScore(counts, scale),
      share: percent,
      responses: answers,
      ...weighting,
      distribution: counts && scoreCounts(counts, scale),
      ...bounds,
    };
  };
  return {
    scale,
    survey: 'ces',
    options: given,
    resultOf: (counts, weighting) =>
      resultOf(total(counts, from - scale[0], to - scale[0] + 1), total(counts), counts, weighting),
    ofGroups: (easy, answers) => resultOf(easy, answers, null),
  };
}

/** The scale, and the scores of easy answers. */
function readEasy(options: Readonly<Record<string, unknown>>): { scale: SurveyScale; from: number; to: number } {
  const { version } = options;
  const { scale, from } = readScaleAndThreshold(options, 'agreeFrom', [1, 7], 5);
  if (version === undefined) return { scale, from, to: scale[1] };
  if (options.scale !== undefined || options.agreeFrom !== undefined) {
    reject('INVALID_OPTION', 'options.version', 'be left out if scale or agreeFrom is given', version);
  }
  if (version !== 1 && version !== 2) reject('INVALID_OPTION', 'options.version', 'be 1 or 2', version);
  return version === 1 ? { scale: [1, 5], from: 1, to: 2 } : { scale, from, to: scale[1] };
}
