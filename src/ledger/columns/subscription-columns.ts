import { encodeInstants } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import { isDecimal } from '../../money/index.ts';
import { isKeyed, isMissing, isRecord } from '../../read/index.ts';
import { type CodedTexts, type ColumnKind, encodeNumbers, encodeOwn, encodeTexts } from '../../table/index.ts';
import { checkRows } from '../open-source.ts';
import { pathOf } from '../rows/row-path.ts';
import type { Subscription } from '../rows/subscription.ts';
import { kindsOfColumns, type SubscriptionColumns } from './column-fields.ts';
import { ownValue } from './column-rows.ts';

/** Rows as columns, with a column for each of your own fields. */
export type ColumnsOf<Row extends Subscription> = SubscriptionColumns & {
  readonly [name in Exclude<keyof Row, keyof Subscription>]: CodedTexts | ArrayLike<Row[name]>;
};

/**
 * Subscription rows as columns that travel: typed arrays, texts as codes, and plain values, which `structuredClone`, `postMessage` and a
 * cache take, and `ledgerFromColumns` and `addColumns` compile in less time than the rows.
 *
 * The columns are a copy, and stand for exactly these rows: a ledger of them is the ledger of the rows, to the bit. Dates without a time stay
 * days, so that the time zone of the ledger still decides when they begin; amounts that are Decimals become texts. Fields that no row has are
 * left out. Values that a ledger would refuse are handed on for it to refuse.
 *
 * @param rows - As for `ledger`, with fields of your own or without.
 * @returns An object of columns, each as long as `rows`.
 * @throws MetricsError `INVALID_TYPE` where `rows` is no array, or a row no object.
 *
 * Cost: O(rows). Source: the definition of `ledgerFromColumns`.
 *
 * @see docs/concepts/workers.md
 *
 * @example
 * ```ts
 * const columns = subscriptionColumns([
 *   { customerId: 'ada', start: '2026-01-15', amount: 100, interval: 'year' },
 *   { customerId: 'ben', start: '2026-02-01', amount: 20, interval: 'month' },
 * ]);
 * arr(ledgerFromColumns(structuredClone(columns)), '2026-03-01'); // => 340
 * ```
 */
export function subscriptionColumns<Row extends Subscription>(rows: readonly Row[]): ColumnsOf<Row> {
  checkRows(rows, 'be an array of subscriptions');
  const names = new Set(['customerId', 'start', 'amount', 'interval']);
  for (const [index, row] of rows.entries()) {
    if (!isRecord(row)) reject('INVALID_TYPE', pathOf(index), 'be an object', row);
    for (const name in row) names.add(name);
    // As a column it would be a discount, which it is not in a row.
    const split = ['discountPercent', 'discountAmount'].find((name) => name in row);
    if (split !== undefined) reject('UNKNOWN_KEY', `${pathOf(index)}.${split}`, 'be given as discount', row);
  }
  const columns: Record<string, unknown> = {};
  for (const name of names) {
    const kind = Object.hasOwn(kindsOfColumns, name) ? kindsOfColumns[name] : undefined;
    const values = rows.map((row) => (row as unknown as Record<string, unknown>)[name]);
    if (kind === undefined) columns[name] = encodeOwn(values);
    else if (rows.length === 0 || !values.every(isMissing)) columns[name] = encode(values, kind);
  }
  return columns as unknown as ColumnsOf<Row>;
}

function encode(values: readonly unknown[], kind: ColumnKind): unknown {
  if (kind === 'id' || kind === 'text') return encodeTexts(values);
  if (kind === 'instant') return copied(encodeInstants(values));
  return kind === 'object' ? values.map(plainValue) : copied(encodeNumbers(values));
}

function copied(column: unknown): unknown {
  return Array.isArray(column) ? column.map(plainValue) : column;
}

/** A Decimal, alone or in a discount, as its text: the methods of an object do not travel. */
function plainValue(value: unknown): unknown {
  if (isDecimal(value)) return String(value);
  const own = ownValue(value);
  if (!isKeyed(own) || own === value) return own;
  return Object.fromEntries(Object.entries(own).map(([name, part]) => [name, isDecimal(part) ? String(part) : part]));
}
