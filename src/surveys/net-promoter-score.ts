import type { BySegment } from '../activity/open.ts';
import type { Period, PerPeriod } from '../calendar/open.ts';
import { reject } from '../errors.ts';
import { checkKeys, readOptionalChoice } from '../read/index.ts';
import { defaultConfidence, standardErrorsAt } from '../statistics/open.ts';
import type { SegmentKey } from '../table/index.ts';
import {
  measureScores,
  needsAnswers,
  readGroups,
  type ScoreMeasure,
  type ScoreOptions,
  scoreCounts,
  scoreKeys,
  total,
  type Weighting,
} from './count-scores.ts';
import type { ScoreCounts, ScoredRow, SurveyScores } from './responses.ts';
import { readThreshold } from './scale.ts';
import type { SurveySplit } from './split-responses.ts';

/** The number of answers per group. */
export interface NetPromoterCounts {
  /** Answers of 9 and 10, unless `promotersFrom` says otherwise. */
  readonly promoters: number;
  /** Answers of 7 and 8, unless the thresholds say otherwise. */
  readonly passives: number;
  /** Answers of 0 to 6, unless `passivesFrom` says otherwise. */
  readonly detractors: number;
}

/** The thresholds of the groups, and the confidence and type of the interval. */
export interface NetPromoterOptions extends ScoreOptions {
  /** The lowest score of a promoter. Default 9. */
  readonly promotersFrom?: number | undefined;
  /** The lowest score of a passive; detractors are below it. Default 7. */
  readonly passivesFrom?: number | undefined;
  /** The confidence of the interval, between 0 and 1. Default 0.95. */
  readonly confidence?: number | undefined;
  /** How the interval is computed; 'adjustedWald' also holds for few answers and for answers that are all alike. Default 'adjustedWald'. */
  readonly intervalType?: 'adjustedWald' | 'wald' | undefined;
}

/** A Net Promoter Score and what it is made of. */
export interface NetPromoterScore extends NetPromoterCounts {
  /** The share of promoters less that of detractors, in percentage points, -100..100; null without answers. */
  readonly score: number | null;
  /** The number of answers. */
  readonly responses: number;
  /** The mean answer, 0..10; null without answers, or if only the groups were given. */
  readonly mean: number | null;
  /** The number of answers with each score from 0 to 10; null if only the groups were given. */
  readonly distribution: ScoreCounts | null;
  /** Half the width of the interval, in points of the score; null without answers. */
  readonly marginOfError: number | null;
  /** The lower bound of the score; null without answers. */
  readonly lower: number | null;
  /** The upper bound of the score; null without answers. */
  readonly upper: number | null;
  /** The confidence of the interval, 0..1. */
  readonly confidence: number;
  /** With `skipped: 'count'`: the answers without a score. */
  readonly skipped?: number;
  /** With `weights: 'field'`: the sum of the weights, which `distribution` adds up to. */
  readonly weight?: number;
  /** With `weights: 'field'`: the number of unweighted answers with the same information; the interval uses it. */
  readonly effectiveResponses?: number;
}

const groups = ['promoters', 'passives', 'detractors'];

/**
 * Net Promoter Score (NPS): how many more customers would recommend you than warn against you.
 *
 * Formula: 100 x (promoters - detractors) / responses; promoters answer 9 or 10, passives 7 or 8, detractors 0 to 6. Interval:
 * adjusted Wald, the closed form with 3/4 of a promoter, 3/4 of a detractor and 3/2 passives added: score +- z x 100 x sqrt(((promoters +
 * detractors) / n - (score / 100)^2) / n), from these sums, limited to -100..100; `intervalType: 'wald'` adds nothing. Every answer counts
 * once; for one answer per customer, see `latestPerCustomer`.
 *
 * @param responses - Answers 0..10, as numbers (also in a typed array) or as objects with a `score` (and `survey: 'nps'`, if they name a
 * survey); or counts, by score or by group.
 * @param options - `confidence`: between 0 and 1, 0.95 by default. `intervalType`: 'adjustedWald' (the default) or 'wald'. `promotersFrom`
 * and `passivesFrom`: thresholds of your own. `skipped`: 'count' counts answers without a score separately. `weights`: 'field' weights each
 * answer by its `weight`; the interval is then that of `effectiveResponses` answers, (sum of weights)^2 / sum of squared weights. `period`:
 * only answers given in a period count, by their `at`; a list of periods gives a list. `by`: a key of each answer; the result is then a
 * list of `{ key, ... }`, sorted by key. `timeZone`: by default the period's.
 * @returns The score and its bounds in -100..100, half the distance between the bounds as `marginOfError`, counts, mean and `distribution`:
 * the number of answers with each score. Score, margin, bounds and mean are null without answers.
 * @throws MetricsError `INVALID_NUMBER` for an answer that is not a whole number from 0 to 10, for a count or for the confidence,
 * `INVALID_TYPE` when the answers are neither an array nor counts, or counts with `period` or `by`; `INVALID_INSTANT`, `SKIPPED_DAY` for an
 * `at`, `INVALID_PERIOD`, `END_BEFORE_START`, `CONFLICTING_TIME_ZONES` for periods, `INVALID_OPTION` (also for an answer to another survey),
 * `UNKNOWN_KEY`.
 *
 * Cost: O(responses + periods), however the periods overlap; with `by`, O(responses x periods that contain them). Source: F. F. Reichheld
 * (2003), The one number you need to grow, Harvard Business Review 81(12); B. Rocks (2016), Interval estimation for the Net Promoter Score,
 * The American Statistician 70(4).
 *
 * @see docs/metrics/net-promoter-score.md
 *
 * @example
 * ```ts
 * netPromoterScore([10, 9, 9, 7, 3]).score // => 40
 * const { score, lower, upper } = netPromoterScore({ promoters: 291, passives: 476, detractors: 395 })
 * score // => -8.950086058519794
 * lower // => -13.308370 (to 8 digits)
 * upper // => -4.5457068 (to 8 digits)
 * const answers = [{ score: 10, at: '2026-01-10' }, { score: 3, at: '2026-02-10' }]
 * netPromoterScore(answers, { period: months('2026-01', '2026-03') }).map((nps) => nps.score) // => [100, -100, null]
 * netPromoterScore([{ score: 6.5 }]) // throws INVALID_NUMBER: responses[0].score must be a whole number from 0 to 10; received 6.5
 * ```
 */
export function netPromoterScore<
  Row extends ScoredRow,
  P extends Period | readonly Period[] = Period,
  Key extends SegmentKey = never,
>(
  responses: readonly Row[],
  options: NetPromoterOptions & SurveySplit<Row, P, Key>,
): PerPeriod<P, BySegment<Key, NetPromoterScore>>;
export function netPromoterScore(
  responses: SurveyScores | NetPromoterCounts,
  options?: NetPromoterOptions,
): NetPromoterScore;
export function netPromoterScore(responses: unknown, options: object = {}): unknown {
  const measure = promoterMeasure(options);
  const grouped = needsAnswers(measure.options) ? null : readGroups(responses, groups);
  return grouped ? measure.ofGroups(grouped) : measureScores(responses, measure);
}

interface PromoterMeasure extends ScoreMeasure<NetPromoterScore> {
  /** Of answers counted by group: promoters, passives, detractors. */
  readonly ofGroups: (counts: readonly number[]) => NetPromoterScore;
}

export function promoterMeasure(options: unknown): PromoterMeasure {
  const given = checkKeys(
    options,
    ['confidence', 'intervalType', 'promotersFrom', 'passivesFrom', ...scoreKeys],
    'options',
  );
  const top = readThreshold(given, 'promotersFrom', scale, 9);
  const middle = readThreshold(given, 'passivesFrom', scale, 7);
  if (middle > top) reject('INVALID_OPTION', 'options.passivesFrom', `not exceed promotersFrom, ${top}`, middle);
  const { confidence = defaultConfidence } = given;
  const z = standardErrorsAt(confidence);
  const added =
    readOptionalChoice(given.intervalType, 'options.intervalType', ['adjustedWald', 'wald']) === 'wald' ? 0 : 1;
  const resultOf = (
    promoters: number,
    passives: number,
    detractors: number,
    counts: readonly number[] | null,
    weighting?: Weighting,
  ) => {
    const n = promoters + passives + detractors;
    // Weighted answers in as many as they tell.
    const each = weighting === undefined || n === 0 ? 1 : weighting.effectiveResponses / n;
    const within = (count: number, more: number) => count * each + added * more;
    const known = (value: number) => (n ? value : null);
    return {
      score: known((100 * (promoters - detractors)) / n),
      promoters,
      passives,
      detractors,
      responses: n,
      ...weighting,
      mean: counts && known(counts.reduce((sum, count, slot) => sum + count * slot, 0) / n),
      distribution: counts && scoreCounts(counts, scale),
      ...(n ? interval(within(promoters, 0.75), within(passives, 1.5), within(detractors, 0.75), z) : noInterval),
      confidence: confidence as number,
    };
  };
  return {
    scale,
    survey: 'nps',
    options: given,
    resultOf: (counts, weighting) => {
      const [promoters, passives] = [total(counts, top), total(counts, middle, top)];
      return resultOf(promoters, passives, total(counts, 0, middle), counts, weighting);
    },
    ofGroups: ([promoters = 0, passives = 0, detractors = 0]) => resultOf(promoters, passives, detractors, null),
  };
}

const scale = [0, 10] as const;
const noInterval = { marginOfError: null, lower: null, upper: null };

/** The closed form for an answer worth 1, 0 or -1. */
function interval(promoters: number, passives: number, detractors: number, z: number) {
  const n = promoters + passives + detractors;
  const score = (100 * (promoters - detractors)) / n;
  // The variance times n^2, multiplied out: sums of counts alone, so that nothing cancels.
  const spread = 4 * promoters * detractors + passives * (promoters + detractors);
  const margin = (100 * z * Math.sqrt(spread / n)) / n;
  const [lower, upper] = [Math.max(-100, score - margin), Math.min(100, score + margin)];
  const isClamped = lower > score - margin || upper < score + margin;
  return { marginOfError: isClamped ? (upper - lower) / 2 : margin, lower, upper };
}
