import { zoneOf } from '../calendar/open.ts';
import { reject } from '../errors.ts';
import { checkKeys } from '../read/index.ts';
import { checkMeasured } from './check-measured.ts';
import { readInstants } from './read-instants.ts';
import type { SurveyResponse } from './responses.ts';

/**
 * A survey in which only the latest answer of each customer counts, so that whoever answers often has no more weight than others.
 *
 * Formula: the measure of, for each customer, the answer with the greatest `at`; of several at that instant the one with the lowest score,
 * and of these the first by `segment` and `themes` as text, so that the order of the answers decides nothing. Out: all earlier answers,
 * which are checked all the same.
 *
 * @param responses - Answers, each with `customerId` and `at`.
 * @param measure - What to measure: `netPromoterScore`, or a function of your own. It is called once with all answers, so that one it
 * refuses is named by its place among them, and once with the latest ones.
 * @param options - `timeZone` of dates without a time: an IANA name, 'UTC' by default.
 * @returns What was measured of the latest answers.
 * @throws MetricsError as the measure does; `INVALID_TYPE` for anything but an array of objects with a `customerId`, or when `measure` is no
 * function, `INVALID_INSTANT` or `SKIPPED_DAY` for an answer without a valid `at`, `INVALID_TIME_ZONE`, `UNKNOWN_KEY`.
 *
 * Cost: O(responses), and the measure twice. Source: one answer a customer, the latest, as survey tools report a score of customers.
 *
 * @example
 * ```ts
 * const responses = [
 *   { customerId: 'ada', score: 3, at: '2026-01-10' },
 *   { customerId: 'ada', score: 9, at: '2026-03-10' },
 *   { customerId: 'ben', score: 7, at: '2026-02-10' },
 * ]
 * latestPerCustomer(responses, netPromoterScore).score // => 50
 * ```
 */
export function latestPerCustomer<Response extends SurveyResponse, Measure>(
  responses: readonly Response[],
  measure: (responses: readonly Response[]) => Measure,
  options: { readonly timeZone?: string | undefined } = {},
): Measure {
  const { timeZone = 'UTC' } = checkKeys(options, ['timeZone'], 'options');
  const zone = zoneOf(timeZone, 'options.timeZone');
  checkMeasured(responses, measure);
  const instants = readInstants(responses, zone);
  const latest = new Map<string, number>();
  for (let index = 0; index < instants.length; index += 1) {
    const response = responses[index] as Response;
    const { customerId } = response;
    if (typeof customerId !== 'string' || customerId === '') {
      reject('INVALID_TYPE', `responses[${index}].customerId`, 'be a string that is not empty', customerId);
    }
    const held = latest.get(customerId);
    const later = held === undefined ? 1 : (instants[index] as number) - (instants[held] as number);
    if (later < 0 || (later === 0 && !isBefore(response, responses[held as number] as Response))) continue;
    latest.set(customerId, index);
  }
  return measure(Array.from(latest.values(), (index) => responses[index] as Response));
}

/** Which of two answers of one customer at one instant counts. */
function isBefore(a: SurveyResponse, b: SurveyResponse): boolean {
  return a.score === b.score ? textOf(a) < textOf(b) : a.score < b.score;
}

function textOf({ segment, themes }: SurveyResponse): string {
  return JSON.stringify([segment, themes]);
}
