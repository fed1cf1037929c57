import { isRecord, reject } from '../errors.ts';
import type { Money } from '../money/money-out.ts';
import type { Ledger } from './ledger.ts';
import { ledgerBuilder } from './ledger-builder.ts';
import type { Policy } from './policy.ts';
import type { Subscription } from './subscription.ts';

/** Numbers as columnar readers give them: NaN, in a typed array, is a value that is missing. */
type NumberColumn = Float64Array | Int32Array | Uint32Array | Int16Array | Uint16Array | Int8Array | Uint8Array;
/** Epoch milliseconds, in typed arrays. */
type InstantColumn = Float64Array | BigInt64Array | BigUint64Array;

/** Subscription rows as columns, all of one length; a field of text, a date or a number can also be one value for all rows. */
export type SubscriptionColumns = {
  readonly [field in keyof Subscription]:
    | ArrayLike<Subscription[field]>
    | (field extends 'amount' | 'quantity' | 'intervalCount' ? NumberColumn : never)
    | (field extends 'start' | 'end' | 'trialEnd' | 'cancelRequestedAt' ? InstantColumn : never)
    | (field extends 'customerId' | 'start' | 'pauses' | 'pastDue' ? never : Subscription[field]);
};

const fieldNames: readonly (keyof Subscription)[] = [
  'customerId',
  'subscriptionId',
  'start',
  'end',
  'amount',
  'interval',
  'intervalCount',
  'quantity',
  'discount',
  'currency',
  'plan',
  'trialEnd',
  'cancelRequestedAt',
  'pauses',
  'pastDue',
  'churnType',
  'churnReason',
  'segment',
];

/**
 * A ledger from columns: arrays and typed arrays, as readers of Arrow and Parquet give them, without an object for each row.
 *
 * The ledger is the one that `ledger` compiles from the rows that the columns stand for, to the bit. `customerId` and `start` are columns; any
 * other field can be a column or one value for all rows (`interval: 'month'`). Null, undefined, and in a typed array NaN, are values that
 * are missing.
 *
 * @param columns - One array a field of `Subscription`, all of one length. Instants are what `Subscription` takes, or epoch milliseconds in a
 * Float64Array or BigInt64Array.
 * @param policy - As for `ledger`.
 * @returns An opaque, immutable ledger. The columns are not kept.
 * @throws MetricsError as `ledger` does, with the path of a row's field such as `subscriptions[17].amount`; `INVALID_TYPE` for a column
 * that is missing or of another length, `UNKNOWN_KEY` for one that is no field.
 *
 * Cost: O(rows). Source: the definition of `ledger`.
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
export function ledgerFromColumns<K extends Money = 'number'>(
  columns: SubscriptionColumns,
  policy: Policy<K> = {},
): Ledger<K> {
  const read = readColumns(columns);
  const builder = ledgerBuilder(policy);
  // One object for all rows: the builder keeps none.
  const row: Record<string, unknown> = {};
  for (const { field, valueAt } of read.fields) row[field] = read.length === 0 ? undefined : valueAt(0);
  for (let index = 0; index < read.length; index += 1) {
    for (const { field, valueAt } of read.fields) row[field] = valueAt(index);
    builder.add(row as unknown as Subscription);
  }
  return builder.build();
}

interface Field {
  readonly field: string;
  valueAt(index: number): unknown;
}

function readColumns(columns: SubscriptionColumns): { readonly length: number; readonly fields: Field[] } {
  if (!isRecord(columns)) reject('INVALID_TYPE', 'columns', 'be an object of columns', columns);
  const customers: unknown = columns.customerId;
  if (!isColumn(customers)) reject('INVALID_TYPE', 'columns.customerId', 'be an array or a typed array', customers);
  const { length } = customers;
  const fields: Field[] = [];
  for (const [field, column] of Object.entries(columns) as [string, unknown][]) {
    const path = `columns.${field}`;
    if (!fieldNames.includes(field as keyof Subscription)) {
      reject('UNKNOWN_KEY', path, `be a field of a subscription: ${fieldNames.join(', ')}`, column);
    }
    if (column === undefined) continue;
    if (!isColumn(column)) {
      if (needsColumn.includes(field)) reject('INVALID_TYPE', path, 'be an array or a typed array', column);
      fields.push({ field, valueAt: () => column });
      continue;
    }
    if (column instanceof Float32Array) {
      reject('INVALID_TYPE', path, 'be a Float64Array: in 32 bits the cents of most amounts are lost', column);
    }
    if (column.length !== length) {
      reject('INVALID_TYPE', path, `have one value a row, ${length} in all`, column.length);
    }
    fields.push({ field, valueAt: reader(column) });
  }
  return { length, fields };
}

const needsColumn = ['customerId', 'start', 'pauses', 'pastDue'];

function isColumn(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && 'length' in value);
}

function reader(column: ArrayLike<unknown>): (index: number) => unknown {
  if (Array.isArray(column)) return (index) => column[index] ?? undefined;
  return (index) => {
    const value = column[index];
    if (typeof value === 'bigint') return Number(value);
    return Number.isNaN(value) ? undefined : value;
  };
}
