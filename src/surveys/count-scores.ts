import { perPeriod } from '../activity/open.ts';
import { reject } from '../errors.ts';
import { checkKeys, isKeyed, isMissing, isRecord, readCount } from '../read/index.ts';
import { defaultConfidence, standardErrorsAt, wilsonBounds } from '../statistics/open.ts';
import { checkSpelling, type ScoreCounts, type SurveyKind } from './responses.ts';
import type { SurveyScale } from './scale.ts';
import { isSplit, placeResponses, splitResponses } from './split-responses.ts';

/** Whether answers came as a list: an array, or a typed array of scores. */
function isScoreList(responses: unknown): responses is ArrayLike<unknown> {
  return Array.isArray(responses) || (ArrayBuffer.isView(responses) && 'length' in responses);
}

/** A score with all that the options of a call say of it. */
export interface ScoreMeasure<Result extends object> {
  readonly scale: SurveyScale;
  readonly survey: SurveyKind;
  readonly options: Readonly<Record<string, unknown>>;
  /** Of the counts by score, from the lowest on. */
  readonly resultOf: (counts: readonly number[]) => Result;
}

/** The result of a measure; in parts where the options ask for periods or keys. */
export function measureScores<Result extends object>(
  responses: unknown,
  { scale, survey, options, resultOf }: ScoreMeasure<Result>,
): unknown {
  const width = scale[1] - scale[0] + 1;
  if (!isSplit(options)) return resultOf(countScores(responses, scale, survey));
  if (!isScoreList(responses)) reject('INVALID_TYPE', 'responses', 'be an array of answers', responses);
  const scores = new Uint16Array(responses.length);
  for (let index = 0; index < scores.length; index += 1)
    scores[index] = readSlot(responses[index], index, scale, survey);
  if (options.by !== undefined) {
    return splitResponses(responses, options, (rows) => {
      const counts = new Array<number>(width).fill(0);
      for (const row of rows) counts[scores[row] as number] = (counts[scores[row] as number] as number) + 1;
      return resultOf(counts);
    });
  }
  // Running counts, so that an answer costs the same in one period and in many that overlap.
  const { question, slots } = placeResponses(responses, options);
  const upTo = new Float64Array((question.slotCount + 1) * width);
  for (let row = 0; row < scores.length; row += 1) {
    const cell = ((slots[row] as number) + 1) * width + (scores[row] as number);
    // A cell of an answer outside of all periods lies behind the last one.
    if (cell < upTo.length) upTo[cell] = (upTo[cell] as number) + 1;
  }
  for (let cell = width; cell < upTo.length; cell += 1)
    upTo[cell] = (upTo[cell] as number) + (upTo[cell - width] as number);
  return perPeriod(question, new Uint32Array(0), (_, place) => {
    const { first, next } = question.ranges[place] as { readonly first: number; readonly next: number };
    const counts = Array.from({ length: width }, (_, score) => {
      return (upTo[next * width + score] as number) - (upTo[first * width + score] as number);
    });
    return resultOf(counts);
  });
}

/** How many answers each score of the scale has, from the lowest on. */
function countScores(responses: unknown, scale: SurveyScale, survey: SurveyKind): number[] {
  const [first, last] = scale;
  const counts = new Array<number>(last - first + 1).fill(0);
  if (!isScoreList(responses)) {
    const keys = counts.map((_, slot) => `${first + slot}`);
    return readCounts(responses, keys, 0);
  }
  for (let index = 0; index < responses.length; index += 1) {
    const slot = readSlot(responses[index], index, scale, survey);
    counts[slot] = (counts[slot] as number) + 1;
  }
  return counts;
}

/** How many answers each group has, when they come counted by group; null when they come in another form. */
export function readGroups(responses: unknown, groups: readonly string[]): number[] | null {
  return isCounts(responses) && groups.some((group) => group in responses) ? readCounts(responses, groups) : null;
}

function readCounts(responses: unknown, keys: readonly string[], missing?: number): number[] {
  if (!isCounts(responses)) reject('INVALID_TYPE', 'responses', 'be an array, or counts', responses);
  checkKeys(responses, keys, 'responses');
  return keys.map((key) => readCount(key in responses ? responses[key] : missing, `responses.${key}`, 0));
}

/** Anything without keys, a Promise of answers among them, would be counts of nobody. */
function isCounts(value: unknown): value is Record<string, unknown> {
  return isKeyed(value) && Object.prototype.toString.call(value) === '[object Object]';
}

/** Where the score of an answer stands on the scale, counted from 0. An answer that names its survey must name the one that is measured. */
export function readSlot(
  response: unknown,
  index: number,
  [first, last]: SurveyScale,
  survey: SurveyKind | undefined,
): number {
  let score = response;
  if (typeof response !== 'number') {
    const answer = (response ?? {}) as { readonly score?: unknown; readonly survey?: unknown };
    checkSpelling(answer, 'responses', index);
    score = answer.score;
    if (!isMissing(answer.survey) && answer.survey !== survey) {
      const rule = `be '${survey}' or left out: the answers of one survey are measured at a time`;
      reject('INVALID_OPTION', `responses[${index}].survey`, rule, answer.survey);
    }
  }
  if (Number.isInteger(score) && (score as number) >= first && (score as number) <= last)
    return (score as number) - first;
  const rule = `be a whole number from ${first} to ${last}`;
  if (isRecord(response)) reject('INVALID_NUMBER', `responses[${index}].score`, rule, response.score);
  return reject('INVALID_NUMBER', `responses[${index}]`, rule, response);
}

/** How many answers the counters hold, from one score to before another. */
export function total(counts: readonly number[], from?: number, end?: number): number {
  return counts.slice(from, end).reduce((sum, count) => sum + count, 0);
}

export function meanScore(counts: readonly number[], [first]: SurveyScale): number | null {
  const answers = total(counts);
  return answers === 0 ? null : total(counts.map((count, slot) => count * (first + slot))) / answers;
}

/** The counts by score. */
export function scoreCounts(counts: readonly number[], [first]: SurveyScale): ScoreCounts {
  return Object.fromEntries(counts.map((count, slot) => [first + slot, count]));
}

/** A share of answers as surveys quote it, 0..100, with Wilson's bounds; all null when nobody answered. */
export function percentInterval(given: unknown = defaultConfidence) {
  const z = standardErrorsAt(given);
  const confidence = given as number;
  return (hits: number, answers: number) => {
    if (answers === 0) return { percent: null, lower: null, upper: null, confidence };
    const { lower, upper } = wilsonBounds(hits, answers, z);
    return { percent: (100 * hits) / answers, lower: 100 * lower, upper: 100 * upper, confidence };
  };
}
