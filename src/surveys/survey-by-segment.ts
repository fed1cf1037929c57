import { reject } from '../errors.ts';
import { checkMeasured } from './check-measured.ts';

/**
 * A survey by segment, channel or whatever else an answer tells: any of its measures for each key.
 *
 * Formula: the measure of the answers with each key. Every answer is in one segment, so that the counts of all segments add up to those of
 * all answers.
 *
 * @param responses - Answers, as the measure takes them.
 * @param keyOf - The key of an answer, called once for each: `(response) => response.segment`; any value, compared as keys of a Map are.
 * @param measure - What to measure: `netPromoterScore`, or a function of your own. It is called once with all answers, so that one it
 * refuses is named by its place among them, and once for each key.
 * @returns A Map from key to what was measured, in the order in which the answers gave the keys; empty when there are no answers.
 * @throws MetricsError as the measure does; `INVALID_TYPE` when `responses` is no array, or `keyOf` or `measure` no function.
 *
 * Cost: O(responses), and the measure twice. Source: the definition of the measure.
 *
 * @example
 * ```ts
 * const responses = [
 *   { score: 10, segment: 'small' },
 *   { score: 9, segment: 'small' },
 *   { score: 2, segment: 'large' },
 * ]
 * const bySize = surveyBySegment(responses, (response) => response.segment, netPromoterScore)
 * bySize.get('small')?.score // => 100
 * bySize.get('large')?.score // => -100
 * ```
 */
export function surveyBySegment<Response, Key, Measure>(
  responses: readonly Response[],
  keyOf: (response: Response) => Key,
  measure: (responses: readonly Response[]) => Measure,
): Map<Key, Measure> {
  if (typeof keyOf !== 'function') reject('INVALID_TYPE', 'keyOf', 'be a function from an answer to its key', keyOf);
  checkMeasured(responses, measure);
  const segments = new Map<Key, Response[]>();
  for (const response of responses as readonly Response[]) {
    const key = keyOf(response);
    const segment = segments.get(key);
    if (segment === undefined) segments.set(key, [response]);
    else segment.push(response);
  }
  return new Map([...segments].map(([key, segment]) => [key, measure(segment)]));
}
