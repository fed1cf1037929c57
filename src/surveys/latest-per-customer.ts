import { perPeriod, readQuestion } from '../activity/open.ts';
import { type Period, type PerPeriod, zoneOf } from '../calendar/open.ts';
import { reject } from '../errors.ts';
import { checkKeys, readId } from '../read/index.ts';
import { idTable } from '../table/index.ts';
import type { SurveyResponse } from './responses.ts';
import { readInstants } from './split-responses.ts';

/**
 * A survey in which only the latest answer of each customer counts, so that a customer that answers often has no more weight than others.
 *
 * Formula: the measure of, for each customer, the answer with the greatest `at`. If a customer gave several answers at one
 * instant, the lowest score counts; ties are broken by `segment`, `themes`, then `survey`, so that the order of the answers decides
 * nothing. Out: all earlier answers, which are still checked. With a `period` the latest answer within it counts, whatever came
 * later.
 *
 * @param responses - Answers, each with `customerId` and `at`.
 * @param measure - What to measure: `netPromoterScore`, or a function of your own. It is called once with all answers, so that a
 * refused one is named by its index among them, and once per period with the latest ones.
 * @param options - `period`: a period, or a list of periods, which gives a list. `timeZone` of dates without a time: the period's, else
 * 'UTC' by default.
 * @returns The measure of the latest answers.
 * @throws MetricsError as the measure does; `INVALID_TYPE` for anything but an array of objects with a `customerId`, or when `measure` is no
 * function, `INVALID_INSTANT` or `SKIPPED_DAY` for an answer without a valid `at`, `INVALID_TIME_ZONE`, `UNKNOWN_KEY`.
 *
 * Cost: O(responses), and the measure of all answers; an answer costs once per period that contains it. Source: one answer per
 * customer, the latest, as survey tools report a score of customers.
 *
 * @see docs/concepts/surveys.md
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
export function latestPerCustomer<
  Response extends SurveyResponse,
  Measure,
  P extends Period | readonly Period[] = Period,
>(
  responses: readonly Response[],
  measure: (responses: readonly Response[]) => Measure,
  options: {
    /** The zone of dates without a time. Default: the period's, or 'UTC'. */
    readonly timeZone?: string | undefined;
    /** Only the answers given in it; a list gives a list. Default: all answers. */
    readonly period?: P | undefined;
  } = {},
): PerPeriod<P, Measure> {
  const { timeZone, period } = checkKeys(options, ['timeZone', 'period'], 'options');
  const question = period === undefined ? null : readQuestion(period, timeZone, 'options.period');
  if (!Array.isArray(responses)) reject('INVALID_TYPE', 'responses', 'be an array of answers', responses);
  if (typeof measure !== 'function') reject('INVALID_TYPE', 'measure', 'be a function of answers', measure);
  const zone = question?.zone ?? zoneOf(timeZone === undefined ? 'UTC' : timeZone, 'options.timeZone');
  // The measure refuses what it refuses of all answers, by their places in the list that was given.
  measure(responses);
  const instants = readInstants(responses, zone);
  const customers = idTable();
  const codes = Uint32Array.from(responses, ({ customerId }, index) =>
    customers.codeOf(readId(customerId, `responses[${index}].customerId`)),
  );
  const isLater = (index: number, held: number) => {
    const later = (instants[index] as number) - (instants[held] as number);
    return later === 0 ? isBefore(responses[index] as Response, responses[held] as Response) : later > 0;
  };
  const measureRows = (rows: Iterable<number>) => {
    const latest = new Map<number, number>();
    for (const index of rows) {
      const code = codes[index] as number;
      const held = latest.get(code);
      if (held === undefined || isLater(index, held)) latest.set(code, index);
    }
    return measure(Array.from(latest.values(), (index) => responses[index] as Response));
  };
  if (question === null) return measureRows(instants.keys()) as PerPeriod<P, Measure>;
  return perPeriod<P, Measure>(question, Uint32Array.from(instants, question.slotOf), measureRows);
}

/** Which of two answers of one customer at one instant counts. */
function isBefore(a: SurveyResponse, b: SurveyResponse): boolean {
  return a.score === b.score ? textOf(a) < textOf(b) : a.score < b.score;
}

function textOf({ segment, themes, survey }: SurveyResponse): string {
  return JSON.stringify([segment ?? null, themes ?? null, survey ?? null]);
}
