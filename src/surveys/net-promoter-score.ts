import { checkKeys } from '../read/index.ts';
import { standardErrorsAt } from '../statistics/open.ts';
import { countScores, readGroups, total } from './count-scores.ts';
import type { ScoreCounts, SurveyScores } from './responses.ts';

/** Answers counted by group. */
export interface NetPromoterCounts {
  /** 9 and 10. */
  readonly promoters: number;
  /** 7 and 8. */
  readonly passives: number;
  /** 0 to 6. */
  readonly detractors: number;
}

/** A Net Promoter Score and what it is made of. */
export interface NetPromoterScore extends NetPromoterCounts {
  /** -100..100. */
  readonly score: number | null;
  readonly responses: number;
  /** The mean answer, 0..10; null when nobody answered, or when only the groups were given. */
  readonly mean: number | null;
  /** How many answers each score from 0 to 10 has; null when only the groups were given. */
  readonly distribution: ScoreCounts | null;
  /** In points of the score, on either side of it. */
  readonly marginOfError: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

const groups = ['promoters', 'passives', 'detractors'];

/**
 * Net Promoter Score (NPS): how many more customers would recommend you than warn against you.
 *
 * Formula: 100 x (promoters - detractors) / responses; promoters answer 9 or 10, passives 7 or 8, detractors 0 to 6. Margin of error:
 * z x 100 x sqrt(((promoters + detractors) / n - (score / 100)^2) / n), the closed form for an answer worth 1, 0 or -1. Every answer counts
 * once: see `latestPerCustomer` for one answer a customer, `surveyByPeriod` and `surveyBySegment` for series and segments.
 *
 * @param responses - Answers 0..10, as numbers or as objects with a `score`; or counts, by score or by group.
 * @param options - `confidence` of the margin: between 0 and 1, 0.95 by default.
 * @returns The score and its bounds in -100..100, the margin in points, counts, mean and distribution. Score, margin, bounds and mean
 * are null when nobody answered.
 * @throws MetricsError `INVALID_NUMBER` for an answer that is not a whole number from 0 to 10, for a count or for the confidence,
 * `INVALID_TYPE` when the answers are neither an array nor counts, `UNKNOWN_KEY`.
 *
 * Cost: O(responses). Source: F. F. Reichheld (2003), The one number you need to grow, Harvard Business Review 81(12).
 *
 * @example
 * ```ts
 * netPromoterScore([10, 9, 9, 7, 3]).score // => 40
 * const { score, marginOfError } = netPromoterScore({ promoters: 291, passives: 476, detractors: 395 })
 * score // => -8.950086058519794
 * marginOfError // => 4.38770534874398 (to 12 digits)
 * netPromoterScore([{ score: 6.5 }]) // throws INVALID_NUMBER: responses[0].score must be a whole number from 0 to 10; received 6.5
 * ```
 */
export function netPromoterScore(
  responses: SurveyScores | NetPromoterCounts,
  options: { readonly confidence?: number | undefined } = {},
): NetPromoterScore {
  const z = standardErrorsAt(checkKeys(options, ['confidence'], 'options').confidence);
  const given = readGroups(responses, groups);
  const counts = given ? [] : countScores(responses, [0, 10]);
  const [promoters = 0, passives = 0, detractors = 0] = given ?? [
    total(counts, 9),
    total(counts, 7, 9),
    total(counts, 0, 7),
  ];
  const n = promoters + passives + detractors;
  const known = (value: number) => (n ? value : null);
  const score = (100 * (promoters - detractors)) / n;
  // The variance times n^2, multiplied out: sums of counts alone, so that nothing cancels.
  const spread = 4 * promoters * detractors + passives * (promoters + detractors);
  const margin = (100 * z * Math.sqrt(spread / n)) / n;
  return {
    score: known(score),
    promoters,
    passives,
    detractors,
    responses: n,
    mean: given ? null : known(counts.reduce((sum, count, answer) => sum + count * answer, 0) / n),
    distribution: given ? null : { ...counts },
    marginOfError: known(margin),
    lower: known(Math.max(-100, score - margin)),
    upper: known(Math.min(100, score + margin)),
  };
}
