import type { SignUp } from '../../usage/open.ts';
import type { ExtraColumns } from '../fields/record-reader.ts';
import { signUpKind } from '../rows/usage-event.ts';
import { type ParsedRows, type ParseOptions, parseRows, type WithExtra } from './parse-rows.ts';

/**
 * Separates valid sign-ups from invalid ones, with reasons. No row is dropped, and an invalid row does not stop the others.
 *
 * In: rows that meet every rule of `activationRate`.
 *
 * @param rows - Rows with the fields of `SignUp`; the options say how dates and missing values are written.
 * @param options - `dateOrder`, `localTimes`, `missing`, `timeZone`, `extraColumns`; `numberFormat` has no effect here.
 * @returns `rows`: new objects for the functions; `rejected`: the others, each with its index, its issues and the row as given.
 * @throws MetricsError for the options: `UNKNOWN_KEY`, `INVALID_OPTION`, `INVALID_TYPE`, `INVALID_TIME_ZONE`; `INVALID_TYPE` when rows are not
 * an array. Never for a row.
 *
 * Cost: O(rows), plus a run of zod for each rejected row. Source: the rules of `activationRate`.
 *
 * @example
 * ```ts
 * const { rows, rejected } = parseSignUps([{ customerId: 'ada', at: '1/3/2026' }, { customerId: 'ben' }], { dateOrder: 'dayFirst' });
 * rows; // => [{ customerId: 'ada', at: '2026-03-01' }]
 * rejected.map(({ index, issues: [issue] }) => [index, issue.path]); // => [[1, ['at']]]
 * ```
 */
export function parseSignUps<Given, Extra extends ExtraColumns = 'strip'>(
  rows: readonly Given[],
  options: ParseOptions<Extra> = {},
): ParsedRows<WithExtra<SignUp, Given, Extra>, Given> {
  const parsed = parseRows<SignUp, Given>(rows, options, [], signUpKind);
  return parsed as ParsedRows<WithExtra<SignUp, Given, Extra>, Given>;
}
