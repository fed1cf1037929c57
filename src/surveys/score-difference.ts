import { reject } from '../errors.ts';
import { isFiniteNumber, isMissing, isRecord } from '../read/index.ts';
import { type Difference, differenceOf } from '../statistics/open.ts';

/** A score with its interval: what `netPromoterScore`, `customerSatisfactionScore` and `customerEffortScore` give. */
export interface ScoreWithInterval {
  /** The score, in points; null without answers. */
  readonly score: number | null;
  /** Only for an effort score: its share, which the interval belongs to. Default: none. */
  readonly share?: number | null | undefined;
  /** The lower bound, in points; null without answers. */
  readonly lower: number | null;
  /** The upper bound, in points; null without answers. */
  readonly upper: number | null;
  /** The confidence of the interval, 0..1. */
  readonly confidence: number;
}

/**
 * The difference of two survey scores with its interval: whether NPS or CSAT has changed from one quarter to the next, or differs between
 * segments, by more than chance. The difference exceeds chance if 0 lies outside the bounds.
 *
 * Formula: second - first; with the interval (l, u) of each score s, lower = d - sqrt((s2 - l2)^2 + (u1 - s1)^2), upper = d + sqrt((u2 -
 * s2)^2 + (s1 - l1)^2). For satisfaction scores, with Wilson's bounds, this is Newcombe's interval. For Net Promoter Scores, s is the
 * middle of the interval, which is symmetric about a score with added answers, and d is the difference of these middles. For effort scores,
 * it is the difference of the shares. In: answers of two independent groups. Out: the same customers asked twice, whose answers vary
 * together; the true interval of their difference is narrower.
 *
 * @param first - The result of a survey score.
 * @param second - A result of the same score, at the same confidence.
 * @returns `value`, `lower` and `upper` in points, all null if one of the scores has no answers; and the confidence of the two bounds.
 * @throws MetricsError `INVALID_TYPE` for anything but such a result, `INVALID_NUMBER` for its numbers; `CONFLICTING_POLICY` for different
 * confidences, or for an effort score with another kind of score.
 *
 * Cost: O(1). Source: R. G. Newcombe (1998), method 10; G. Y. Zou and A. Donner (2008), Construction of confidence limits about effect measures,
 * Statistics in Medicine 27, 1693-1702.
 *
 * @see docs/metrics/score-difference.md
 *
 * @example
 * ```ts
 * const autumn = netPromoterScore({ promoters: 40, passives: 30, detractors: 30 })
 * const winter = netPromoterScore({ promoters: 60, passives: 25, detractors: 15 })
 * const { value, lower, upper } = scoreDifference(autumn, winter)
 * value // => 35
 * lower // => 12.5 (to 3 digits)
 * upper // => 55.5 (to 3 digits)
 * ```
 */
export function scoreDifference(first: ScoreWithInterval, second: ScoreWithInterval): Difference {
  const [a, b] = [readScore(first, 'first'), readScore(second, 'second')];
  if (a.confidence !== b.confidence) {
    reject('CONFLICTING_POLICY', 'second.confidence', `be that of the first, ${a.confidence}`, b.confidence);
  }
  if ('share' in first !== 'share' in second) {
    reject('CONFLICTING_POLICY', 'second', 'be a score of the same kind as the first', second);
  }
  const { confidence } = a;
  if (a.estimate === null || b.estimate === null) return { value: null, lower: null, upper: null, confidence };
  const { lower, upper } = differenceOf(b.estimate, a.estimate);
  return { value: b.score - a.score, lower, upper, confidence };
}

function readScore(given: unknown, path: string) {
  if (!isRecord(given)) reject('INVALID_TYPE', path, 'be a survey score with its interval', given);
  const { confidence, lower, upper } = given;
  const [name, value] = 'share' in given ? ['share', given.share] : ['score', given.score];
  if (!isFiniteNumber(confidence)) reject('INVALID_NUMBER', `${path}.confidence`, 'be a number', confidence);
  if (isMissing(value) && isMissing(lower) && isMissing(upper)) return { confidence, score: 0, estimate: null };
  if (!isFiniteNumber(value)) reject('INVALID_NUMBER', `${path}.${name}`, 'be a finite number', value);
  // The interval of few answers that are all alike may lie beside a Net Promoter Score.
  const isSymmetric = 'promoters' in given;
  if (!isFiniteNumber(lower) || (lower > value && !isSymmetric)) {
    reject('INVALID_NUMBER', `${path}.lower`, 'be a number at most the score', lower);
  }
  if (!isFiniteNumber(upper) || upper < (isSymmetric ? lower : value)) {
    reject('INVALID_NUMBER', `${path}.upper`, 'be a number at least the score', upper);
  }
  return { confidence, score: value, estimate: { value: isSymmetric ? (lower + upper) / 2 : value, lower, upper } };
}
