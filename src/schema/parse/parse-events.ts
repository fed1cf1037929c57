import type { UsageEvent } from '../../usage/open.ts';
import type { ExtraColumns } from '../fields/record-reader.ts';
import { usageEventKind } from '../rows/usage-event.ts';
import { type ParsedRows, type ParseOptions, parseRows, type WithExtra } from './parse-rows.ts';

/**
 * Separates valid usage events from invalid ones, with reasons. No row is dropped, and an invalid row does not stop the others.
 *
 * In: rows that meet every rule of `activeCustomers`. Functions that count users also require a `userId`.
 *
 * @param rows - Rows with the fields of `UsageEvent`; the options say how numbers, dates and missing values are written.
 * @param options - `numberFormat`, `dateOrder`, `localTimes`, `missing`, `timeZone`, `extraColumns`.
 * @returns `rows`: new objects for the functions; `rejected`: the others, each with its index, its issues and the row as given.
 * @throws MetricsError for the options: `UNKNOWN_KEY`, `INVALID_OPTION`, `INVALID_TYPE`, `INVALID_TIME_ZONE`; `INVALID_TYPE` when rows are not
 * an array. Never for a row.
 *
 * Cost: O(rows), plus a run of zod for each rejected row. Source: the rules of the usage functions.
 *
 * @example
 * ```ts
 * const cells = [
 *   { customerId: 'ada', at: '2026-03-01T09:30:00Z', feature: 'export', durationSeconds: '90' },
 *   { customerId: '', at: '2026-03-01T09:31:00Z', feature: '', durationSeconds: '' },
 * ];
 * const { rows, rejected } = parseEvents(cells, { numberFormat: '1,234.56', missing: [''] });
 * rows; // => [{ customerId: 'ada', at: '2026-03-01T09:30:00Z', feature: 'export', durationSeconds: 90 }]
 * rejected[0].issues[0].message; // => 'must be a non-empty string, a safe integer or a bigint; received undefined'
 * ```
 */
export function parseEvents<Given, Extra extends ExtraColumns = 'strip'>(
  rows: readonly Given[],
  options: ParseOptions<Extra> = {},
): ParsedRows<WithExtra<UsageEvent, Given, Extra>, Given> {
  const parsed = parseRows<UsageEvent, Given>(rows, options, [], usageEventKind);
  return parsed as ParsedRows<WithExtra<UsageEvent, Given, Extra>, Given>;
}
