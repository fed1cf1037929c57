import { perPeriod } from '../activity/open.ts';
import { reject } from '../errors.ts';
import {
  checkKeys,
  isFiniteNumber,
  isKeyed,
  isMissing,
  isRecord,
  readCount,
  readOptionalChoice,
} from '../read/index.ts';
import { defaultConfidence, standardErrorsAt, wilsonBounds } from '../statistics/open.ts';
import { checkSpelling, type ScoreCounts, type SurveyKind } from './responses.ts';
import type { SurveyScale } from './scale.ts';
import { isSplit, placeResponses, splitKeys, splitResponses } from './split-responses.ts';

/** Whether answers came as a list: an array, or a typed array of scores. */
function isScoreList(responses: unknown): responses is ArrayLike<unknown> {
  return Array.isArray(responses) || (ArrayBuffer.isView(responses) && 'length' in responses);
}

/** A score with all that the options of a call say of it. */
export interface ScoreMeasure<Result extends object> {
  readonly scale: SurveyScale;
  readonly survey: SurveyKind;
  readonly options: Readonly<Record<string, unknown>>;
  /** Of the counts by score, from the lowest on; of sums of weights, with what they are made of. */
  readonly resultOf: (counts: readonly number[], weighting?: Weighting) => Result;
}

/** What weighted answers come to, beside their sums of weights by score. */
export interface Weighting {
  readonly responses: number;
  /** The sum of the weights. */
  readonly weight: number;
  /** As how many answers without weights they tell: weight^2 / sum of the squared weights (Kish). */
  readonly effectiveResponses: number;
}

/** Options of every survey score. */
export interface ScoreOptions {
  /** Whether answers without a score throw, or are counted as `skipped` and left out. Default 'refuse'. */
  readonly skipped?: 'refuse' | 'count' | undefined;
  /** The weight of an answer: 'field' is its `weight`, or 1 if it has none. Default 'none': each counts once. */
  readonly weights?: 'none' | 'field' | undefined;
}

/** Whether only single answers will do, as counts are neither split, skipped nor weighted. */
export function needsAnswers(options: Readonly<Record<string, unknown>>): boolean {
  return isSplit(options) || options.skipped !== undefined || options.weights !== undefined;
}

/** The names of the options that every survey score has. */
export const scoreKeys = ['skipped', 'weights', ...splitKeys] as const;

/** The weights of answers to one question: of those with each score, and how many were skipped. */
export interface ScoreWeights {
  readonly bySlot: readonly number[][];
  readonly skipped: number;
}

/** The result of a measure; in parts where the options ask for periods or keys. */
export function measureScores<Result extends object>(
  responses: unknown,
  { scale, survey, options, resultOf }: ScoreMeasure<Result>,
): unknown {
  const width = scale[1] - scale[0] + 1;
  const isCounting = readOptionalChoice(options.skipped, 'options.skipped', ['refuse', 'count']) === 'count';
  const isWeighted = readOptionalChoice(options.weights, 'options.weights', ['none', 'field']) === 'field';
  if (isCounting || isWeighted) {
    return measureWeights(responses, { scale, survey, options }, (weights) =>
      resultOfWeights(weights, isWeighted, isCounting, resultOf),
    );
  }
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

/** The same of answers that may be skipped, or have weights: in parts of any kind, an answer costs once per period that contains it. */
export function measureWeights<Result extends object>(
  responses: unknown,
  { scale, survey, options }: Omit<ScoreMeasure<Result>, 'resultOf'>,
  resultOf: (weights: ScoreWeights) => Result,
): unknown {
  if (!isScoreList(responses)) reject('INVALID_TYPE', 'responses', 'be an array of answers', responses);
  const isWeighted = options.weights === 'field';
  const width = scale[1] - scale[0] + 1;
  const slots = new Uint16Array(responses.length);
  const weights = new Float64Array(responses.length).fill(1);
  for (let index = 0; index < slots.length; index += 1) {
    const response = responses[index];
    const isSkipped = options.skipped === 'count' && isMissing(isRecord(response) ? response.score : response);
    slots[index] = isSkipped ? width : readSlot(response, index, scale, survey);
    if (isWeighted && isRecord(response)) weights[index] = readWeight(response.weight, index);
  }
  return splitResponses(responses, options, (rows) => {
    const bySlot = Array.from({ length: width }, (): number[] => []);
    let skipped = 0;
    for (const row of rows) {
      const own = bySlot[slots[row] as number];
      if (own === undefined) skipped += 1;
      else own.push(weights[row] as number);
    }
    return resultOf({ bySlot, skipped });
  });
}

function readWeight(value: unknown, index: number): number {
  if (isMissing(value)) return 1;
  if (isFiniteNumber(value) && value >= 0) return value + 0;
  return reject('INVALID_NUMBER', `responses[${index}].weight`, 'be a finite number >= 0', value);
}

/** The result over the weights of answers, each in order, so that sums do not depend on the order of the answers. */
export function resultOfWeights<Result extends object>(
  { bySlot, skipped }: ScoreWeights,
  isWeighted: boolean,
  isCounting: boolean,
  resultOf: ScoreMeasure<Result>['resultOf'],
): Result {
  const counts = bySlot.map((own) => sumSorted(own));
  const weight = total(counts);
  const squares = sumSorted(bySlot.flat().map((own) => own * own));
  const weighting = {
    responses: bySlot.reduce((sum, own) => sum + own.length, 0),
    weight,
    effectiveResponses: squares === 0 ? 0 : (weight * weight) / squares,
  };
  const result = resultOf(counts, isWeighted ? weighting : undefined);
  return isCounting ? { ...result, skipped } : result;
}

function sumSorted(values: readonly number[]): number {
  return Float64Array.from(values)
    .sort()
    .reduce((sum, value) => sum + value, 0);
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
    const answer = (response ?? {}) as {
      readonly score?: unknown;
      readonly survey?: unknown;
      readonly weight?: unknown;
    };
    checkSpelling(answer, 'responses', index);
    score = answer.score;
    readWeight(answer.weight, index);
    if (!isMissing(answer.survey) && answer.survey !== survey) {
      const rule = `be '${survey}' or be left out: answers to different surveys are not measured together`;
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
  return (hits: number, answers: number, size = answers) => {
    if (answers === 0) return { percent: null, lower: null, upper: null, confidence };
    const { lower, upper } = wilsonBounds(hits, answers, z, size);
    return { percent: (100 * hits) / answers, lower: 100 * lower, upper: 100 * upper, confidence };
  };
}
