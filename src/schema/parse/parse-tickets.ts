import type { Ticket } from '../../service/open.ts';
import type { ExtraColumns } from '../fields/record-reader.ts';
import { ticketKind } from '../rows/ticket.ts';
import { type ParsedRows, type ParseOptions, parseRows, type WithExtra } from './parse-rows.ts';

/**
 * Separates valid tickets from invalid ones, with reasons. No row is dropped, and an invalid row does not stop the others.
 *
 * In: rows that meet every rule of `resolutionTime`.
 *
 * @param rows - Rows with the fields of `Ticket`; the options say how numbers, dates and missing values are written. With a `numberFormat`,
 * the texts 'true' and 'false' are accepted in `reopened`.
 * @param options - `numberFormat`, `dateOrder`, `localTimes`, `missing`, `timeZone`, `extraColumns`.
 * @returns `rows`: new objects for the functions; `rejected`: the others, each with its index, its issues and the row as given.
 * @throws MetricsError for the options: `UNKNOWN_KEY`, `INVALID_OPTION`, `INVALID_TYPE`, `INVALID_TIME_ZONE`; `INVALID_TYPE` when rows are not
 * an array. Never for a row.
 *
 * Cost: O(rows), plus a run of zod for each rejected row. Source: the rules of `resolutionTime`.
 *
 * @example
 * ```ts
 * const cells = [
 *   { customerId: 'ada', openedAt: '2026-03-01 09:00', resolvedAt: '2026-03-01 10:30', priority: 'high' },
 *   { customerId: 'ben', openedAt: '2026-03-02 09:00', resolvedAt: '2026-03-01 10:30', priority: 'low' },
 * ];
 * const { rows, rejected } = parseTickets(cells, { localTimes: true, extraColumns: 'keep' });
 * resolutionTime(rows, month('2026-03'), { unit: 'hour', by: ({ priority }) => priority })[0].mean; // => 1.5
 * rejected[0].issues[0].path; // => ['resolvedAt']
 * ```
 */
export function parseTickets<Given, Extra extends ExtraColumns = 'strip'>(
  rows: readonly Given[],
  options: ParseOptions<Extra> = {},
): ParsedRows<WithExtra<Ticket, Given, Extra>, Given> {
  const parsed = parseRows<Ticket, Given>(rows, options, [], ticketKind);
  return parsed as ParsedRows<WithExtra<Ticket, Given, Extra>, Given>;
}
