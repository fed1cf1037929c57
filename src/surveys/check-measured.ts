import { reject } from '../errors.ts';

/**
 * Refuses whatever the measure refuses of all answers, before they are told apart: the error then names an answer by its place in what the
 * caller gave, and one that would be left out is refused too. Gives what it measures of all.
 */
export function checkMeasured(responses: unknown, measure: unknown): unknown {
  if (!Array.isArray(responses)) reject('INVALID_TYPE', 'responses', 'be an array of answers', responses);
  if (typeof measure !== 'function') reject('INVALID_TYPE', 'measure', 'be a function of answers', measure);
  return measure(responses);
}
