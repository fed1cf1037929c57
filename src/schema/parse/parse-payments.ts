import type { Payment } from '../../service/open.ts';
import type { ExtraColumns } from '../fields/record-reader.ts';
import { paymentKind } from '../rows/payment.ts';
import { type ParsedRows, type ParseOptions, parseRows, type WithExtra } from './parse-rows.ts';

/**
 * Separates valid payments from invalid ones, with reasons. No row is dropped, and an invalid row does not stop the others.
 *
 * In: rows that meet every rule of `paymentSuccessRate`. Out: rules between rows, such as the order of attempts.
 *
 * @param rows - Rows with the fields of `Payment`; the options say how numbers, dates and missing values are written.
 * @param options - `numberFormat`, `dateOrder`, `localTimes`, `missing`, `timeZone`, `extraColumns`.
 * @returns `rows`: new objects for the functions; `rejected`: the others, each with its index, its issues and the row as given.
 * @throws MetricsError for the options: `UNKNOWN_KEY`, `INVALID_OPTION`, `INVALID_TYPE`, `INVALID_TIME_ZONE`; `INVALID_TYPE` when rows are not
 * an array. Never for a row.
 *
 * Cost: O(rows), plus a run of zod for each rejected row. Source: the rules of `paymentSuccessRate`.
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
