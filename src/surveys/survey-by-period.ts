import { type Period, readPeriod, zoneOfPeriods } from '../calendar/open.ts';
import { reject } from '../errors.ts';
import { isKeyed } from '../read/index.ts';
import { checkMeasured } from './check-measured.ts';
import { readInstants } from './read-instants.ts';
import type { SurveyResponse } from './responses.ts';

/**
 * A survey over time: any of its measures for each of a list of periods.
 *
 * Formula: the measure of the answers given in each period, `period.start <= at < period.end`. In: every answer with its `at` in a period;
 * in each of them, where periods overlap. Out: answers given outside of all periods, which are checked all the same.
 *
 * @param responses - Answers with `at`. A date without a time is that day's start in the time zone of the periods.
 * @param periods - The periods, in any order; all of one time zone.
 * @param measure - What to measure: `netPromoterScore`, or a function of your own from answers to an object. It is called once with all
 * answers, so that one it refuses is named by its place among them, and once for each period.
 * @returns A row a period, in the order of the periods: the period and what was measured; a period without answers has the nulls of the measure.
 * @throws MetricsError as the measure does; `INVALID_TYPE` when `responses` or `periods` is no array or `measure` no function, or one
 * that gives no object (a number, a Map, an array); `INVALID_INSTANT` or `SKIPPED_DAY` for an answer without a valid `at`,
 * `INVALID_PERIOD`, `CONFLICTING_TIME_ZONES`.
 *
 * Cost: O(responses x log periods), and the measure twice. Source: the definition of the measure.
 *
 * @example
 * ```ts
 * const responses = [
 *   { score: 10, at: '2026-01-10' },
 *   { score: 3, at: '2026-01-31' },
 *   { score: 9, at: '2026-02-01' },
 * ]
 * const rows = surveyByPeriod(responses, months('2026-01', '2026-03'), netPromoterScore)
 * rows.map((row) => [row.period.label, row.score]) // => [['2026-01', 0], ['2026-02', 100], ['2026-03', null]]
 * ```
 */
export function surveyByPeriod<
  Response extends Pick<SurveyResponse, 'at'>,
  // The entries of a Map or an array would be lost beside a period in one row.
  Measure extends object & { readonly [Symbol.iterator]?: never },
>(
  responses: readonly Response[],
  periods: readonly Period[],
  measure: (responses: readonly Response[]) => Measure,
): ({ readonly period: Period } & Measure)[] {
  if (!Array.isArray(periods)) reject('INVALID_TYPE', 'periods', 'be an array of periods', periods);
  // By index, since a hole in the list would be passed over otherwise.
  const spans = Array.from(periods, (period, index) => readPeriod(period, `periods[${index}]`));
  const zone = zoneOfPeriods(spans);
  const measured = checkMeasured(responses, measure);
  if (!isKeyed(measured)) reject('INVALID_TYPE', 'measure', 'give an object, whose fields join the period', measured);
  if (zone === undefined) return [];
  const bounds = [...new Set(spans.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  const between: Response[][] = bounds.map(() => []);
  const instants = readInstants(responses, zone);
  for (let index = 0; index < instants.length; index += 1) {
    between[boundAtOrBefore(bounds, instants[index] as number)]?.push(responses[index] as Response);
  }
  return spans.map(({ period, start, end }) => {
    const parts = between.slice(bounds.indexOf(start), bounds.indexOf(end));
    return { period, ...measure(parts.length === 1 ? (parts[0] as Response[]) : parts.flat()) };
  });
}

/** The place of the last bound that is not after an instant, or -1. */
function boundAtOrBefore(bounds: readonly number[], instant: number): number {
  let [low, high] = [0, bounds.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bounds[middle] as number) <= instant) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
