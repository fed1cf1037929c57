import type { Subscription } from '../../ledger/query.ts';
import type { ExtraColumns } from '../fields/record-reader.ts';
import { strictSubscriptionKind, subscriptionKind } from '../rows/subscription.ts';
import { checkFlag, type ParsedRows, type ParseOptions, parseRows, type WithExtra } from './parse-rows.ts';

/** How subscription rows are written. */
export interface ParseSubscriptionsOptions<Extra extends ExtraColumns = 'strip'> extends ParseOptions<Extra> {
  /**
   * Whether `end` is the last day that is served: the row then ends where the next day of the time zone begins, also for a last day
   * given with a time of day such as 23:59:59. Ends of pauses and of times past due stay as they are. Default false.
   */
  readonly endInclusive?: boolean | undefined;
}

/**
 * Separates valid subscription rows from invalid ones, with reasons. No row is dropped, and none stops the others.
 *
 * In: rows that meet every rule of `ledger`. Out: rules between rows, such as one currency for all.
 *
 * @param rows - Rows with the fields of `Subscription`; the options say how numbers, dates and missing values are written. Rename
 * other columns first.
 * @param options - `numberFormat`, `dateOrder`, `localTimes`, `missing`, `endInclusive`, `timeZone`, `extraColumns`; without
 * options a row is read exactly as `ledger` reads it.
 * @returns `rows`: new objects for the functions; `rejected`: the others, each with its index, its issues and the row as given.
 * Amounts in texts stay texts, so that no digit is lost.
 * @throws MetricsError for the options: `UNKNOWN_KEY`, `INVALID_OPTION`, `INVALID_TYPE`, `INVALID_TIME_ZONE`; `INVALID_TYPE` when rows are not
 * an array. Never for a row.
 *
 * Cost: O(rows), and a run of zod for each rejected one. Source: the rules of `ledger`.
 *
 * @see docs/data/validation.md
 *
 * @example
 * ```ts
 * const { rows, rejected } = parseSubscriptions(
 *   [
 *     { customerId: 'ada', start: '01.01.2026', end: '', amount: '1.200,00', interval: 'year' },
 *     { customerId: 'ben', start: '31.02.2026', end: '', amount: '49,99', interval: 'month' },
 *   ],
 *   { numberFormat: '1.234,56', dateOrder: 'dayFirst', missing: [''] },
 * );
 * rows; // => [{ customerId: 'ada', start: '2026-01-01', amount: '1200.00', interval: 'year' }]
 * rejected.map(({ index, issues: [issue] }) => [index, issue.path, issue.message]);
 * // => [[1, ['start'], "must be a date with the day first, or in ISO 8601; received '31.02.2026'"]]
 * mrr(rows, '2026-02-01'); // => 100
 * ```
 */
export function parseSubscriptions<Given, Extra extends ExtraColumns = 'strip'>(
  rows: readonly Given[],
  options: ParseSubscriptionsOptions<Extra> = {},
): ParsedRows<WithExtra<Subscription, Given, Extra>, Given> {
  checkFlag(options?.endInclusive, 'options.endInclusive');
  const kindIn = options?.extraColumns === 'reject' ? strictSubscriptionKind : subscriptionKind;
  const parsed = parseRows<Subscription, Given>(rows, options, ['endInclusive'], kindIn);
  return parsed as ParsedRows<WithExtra<Subscription, Given, Extra>, Given>;
}
