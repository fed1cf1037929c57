import { reject } from '../errors.ts';
import { checkKeys, isRecord } from '../read/index.ts';
import type { ScoreCounts } from './responses.ts';
import type { SurveyScale } from './scale.ts';

/** How many answers each score of the scale has, from the lowest on. */
export function countScores(responses: unknown, scale: SurveyScale): number[] {
  const [first, last] = scale;
  const counts = new Array<number>(last - first + 1).fill(0);
  if (!Array.isArray(responses)) {
    const keys = counts.map((_, slot) => `${first + slot}`);
    return readCounts(responses, keys, 0);
  }
  for (let index = 0; index < responses.length; index += 1) {
    const slot = slotOf(responses[index], scale);
    const count = counts[slot];
    if (count === undefined) rejectScore(responses[index], index, scale);
    counts[slot] = count + 1;
  }
  return counts;
}

/** How many answers each group has, when they come counted by group; null when they come in another form. */
export function readGroups(responses: unknown, groups: readonly string[]): number[] | null {
  return isRecord(responses) && groups.some((group) => group in responses) ? readCounts(responses, groups) : null;
}

function readCounts(responses: unknown, keys: readonly string[], missing?: number): number[] {
  if (!isRecord(responses)) reject('INVALID_TYPE', 'responses', 'be an array, or counts', responses);
  checkKeys(responses, keys, 'responses');
  return keys.map((key) => readCount(key in responses ? responses[key] : missing, `responses.${key}`));
}

/** Where the score of an answer stands among the counters; a place without a counter for what is no score of the scale. */
export function slotOf(response: unknown, scale: SurveyScale): number {
  const score = typeof response === 'number' ? response : (response as { score?: unknown } | null | undefined)?.score;
  return typeof score === 'number' ? score - scale[0] : -1;
}

export function rejectScore(response: unknown, index: number, [first, last]: SurveyScale): never {
  const rule = `be a whole number from ${first} to ${last}`;
  if (isRecord(response)) reject('INVALID_NUMBER', `responses[${index}].score`, rule, response.score);
  reject('INVALID_NUMBER', `responses[${index}]`, rule, response);
}

export function readCount(value: unknown, path: string): number {
  if (!Number.isSafeInteger(value) || (value as number) < 0) {
    reject('INVALID_NUMBER', path, 'be a whole number >= 0', value);
  }
  return value as number;
}

/** How many answers the counters hold, from one slot to before another. */
export function total(counts: readonly number[], from?: number, end?: number): number {
  return counts.slice(from, end).reduce((sum, count) => sum + count, 0);
}

export function meanScore(counts: readonly number[], [first]: SurveyScale): number | null {
  const answers = total(counts);
  return answers === 0 ? null : total(counts.map((count, slot) => count * (first + slot))) / answers;
}

export function distributionOf(counts: readonly number[], [first]: SurveyScale): ScoreCounts {
  return Object.fromEntries(counts.map((count, slot) => [first + slot, count]));
}
