import type { Payment } from '../../service/open.ts';
import type { ExtraColumns } from '../fields/record-reader.ts';
import { paymentKind } from '../rows/payment.ts';
import { type ParsedRows, type ParseOptions, parseRows, type WithExtra } from './parse-rows.ts';

/**
 * Separates payments that the functions accept from those they refuse, with the reasons. No row is dropped, and none stops the others.
 *
 * In: whatever breaks no rule of `paymentSuccessRate`, row by row. Out: nothing is looked at between rows, as the order of attempts is.
 *
 * @param rows - Rows with the fields of `Payment`; the options say how numbers, dates and missing values are written.
 * @param options - `numberFormat`, `dateOrder`, `localTimes`, `missing`, `timeZone`, `extraColumns`.
 * @returns `rows`: new objects for the functions; `rejected`: the others, each with its place, its issues and the row as given.
 * @throws MetricsError for the options: `UNKNOWN_KEY`, `INVALID_OPTION`, `INVALID_TYPE`, `INVALID_TIME_ZONE`; `INVALID_TYPE` when rows are not
 * an array. Never for a row.
 *
 * Cost: O(rows), and a run of zod for each rejected one. Source: the rules of `paymentSuccessRate`.
 *
 * @example
 * ```ts
 * const cells = [
 *   { customerId: 'ada', at: '03/31/2026', status: 'failed', attempt: '1' },
 *   { customerId: 'ben', at: '03/31/2026', status: 'declined', attempt: '1' },
 * ];
 * const { rows, rejected } = parsePayments(cells, { numberFormat: '1,234.56', dateOrder: 'monthFirst' });
 * rows; // => [{ customerId: 'ada', at: '2026-03-31', status: 'failed', attempt: 1 }]
 * rejected[0].issues[0].message; // => "must be one of 'succeeded', 'failed', 'writtenOff'; received 'declined'"
 * ```
 */
export function parsePayments<Given, Extra extends ExtraColumns = 'strip'>(
  rows: readonly Given[],
  options: ParseOptions<Extra> = {},
): ParsedRows<WithExtra<Payment, Given, Extra>, Given> {
  const parsed = parseRows<Payment, Given>(rows, options, [], paymentKind);
  return parsed as ParsedRows<WithExtra<Payment, Given, Extra>, Given>;
}
