import type { Money } from '../../money/index.ts';
import type { Ledger } from '../open-source.ts';
import type { Policy } from '../policy/policy.ts';
import type { Subscription } from '../rows/subscription.ts';
import type { RowOfColumns, SubscriptionColumns, UnpricedColumns } from './column-fields.ts';
import { ledgerBuilder } from './ledger-builder.ts';

/**
 * A ledger from columns: arrays and typed arrays, as readers of Arrow and Parquet give them, without an object for each row. Columns with
 * other names than the fields of `Subscription` are yours: callbacks see their values in the rows.
 *
 * The ledger equals the one that `ledger` compiles from the rows that the columns stand for, bit for bit. `customerId` and `start` are
 * columns; any other field can be a column or one value for all rows (`interval: 'month'`). Null and undefined, NaN in a typed array, a
 * code below 0, and values that a validity bitmap marks as missing are missing values. Your own columns are passed on unchanged.
 *
 * @param columns - One column per field of `Subscription`, all of equal length: an array or a typed array; texts as `{ codes, values }` or
 * `{ bytes, offsets }`, instants as `{ epochs, unit }` (without a unit a Float64Array or BigInt64Array has epoch milliseconds), amounts as
 * `{ unscaled, scale }`, each with an optional bitmap `valid`. `discountPercent` and `discountAmount` can stand for `discount`.
 * @param policy - As for `ledger`.
 * @returns An opaque, immutable ledger. It copies what it needs from the columns.
 * @throws MetricsError as `ledger` does, with the path of a row's field such as `subscriptions[17].amount`; `INVALID_TYPE` for a column
 * that is missing, of another length, or of a type that cannot hold its values; `INVALID_NUMBER` for a code past its dictionary or offsets
 * that decrease or pass the bytes.
 *
 * Cost: O(rows). Source: the definition of `ledger`.
 *
 * @see docs/data/columns.md
 *
 * @example
 * ```ts
 * const book = ledgerFromColumns({
 *   customerId: ['ada', 'ben'],
 *   start: ['2026-01-15', '2026-02-01'],
 *   end: Float64Array.of(Number.NaN, Date.UTC(2026, 2, 1)),
 *   amount: Float64Array.of(100, 20),
 *   interval: 'month',
 * });
 * mrr(book, '2026-02-15'); // => 120
 * mrr(book, '2026-03-01'); // => 100
 * ```
 */
export function ledgerFromColumns(
  columns: UnpricedColumns & { readonly [own: string]: unknown },
  policy: Policy<Money> & { readonly amounts: 'none' },
): Ledger<Subscription>;
export function ledgerFromColumns<Columns extends SubscriptionColumns, K extends Money = 'number'>(
  columns: Columns,
  policy?: Policy<K>,
): Ledger<RowOfColumns<Columns>, K>;
export function ledgerFromColumns(columns: unknown, policy: unknown = {}): unknown {
  return ledgerBuilder(policy as Policy)
    .addColumns(columns as SubscriptionColumns)
    .build();
}
