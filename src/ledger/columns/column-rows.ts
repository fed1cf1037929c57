import { instantValues } from '../../calendar/open.ts';
import { isDate } from '../../errors.ts';
import { isMissing, isRecord } from '../../read/index.ts';
import { type Column, type Columns, ownColumn, valueReader } from '../../table/index.ts';
import type { Interruption, Subscription } from '../rows/subscription.ts';
import { kindsOfColumns } from './column-fields.ts';

/** A column without values. */
export const none: Column = { form: 'one', value: undefined };

type Fields = Record<string, unknown>;
type Readers = readonly (readonly [name: string, valueAt: (row: number) => unknown])[];

/** The epoch milliseconds of a row by field; Infinity where it has none, NaN where it has no instant. */
export type EpochsByField = ReadonlyMap<string, (row: number) => number>;

/** Columns as rows, for whoever reads one at a time: one object, filled again for each row, so it must not be kept. */
export function rowFiller({ byName }: Columns, epochs: EpochsByField): (row: number) => Subscription {
  const readers: Readers = Array.from(byName, ([name, column]) => [name, readerOf(name, column, epochs)]);
  const fields: Fields = {};
  return (row) => {
    for (const [name, valueAt] of readers) fields[name] = valueAt(row);
    return joined(fields);
  };
}

/**
 * The rows to hand back, made when they are asked for, of columns that nobody else can change: `start` and `end` as Dates, and without
 * the fields that are missing.
 */
export function keptRows(
  own: ReadonlyMap<string, Column>,
  known: KnownColumns,
  epochs: EpochsByField,
): (row: number) => Subscription {
  let readers: Readers | undefined;
  const readersOf = (): Readers =>
    Array.from(own, ([name, column]) => {
      const epochAt = isDated(name) ? epochs.get(name) : undefined;
      if (epochAt !== undefined) return [name, (row) => dateOf(epochAt(row))];
      return [name, readerOf(name, known.get(name)?.() ?? column, epochs)];
    });
  return (row) => {
    readers ??= readersOf();
    const fields: Fields = {};
    for (const [name, valueAt] of readers) {
      const value = valueAt(row);
      if (!isMissing(value) || !Object.hasOwn(kindsOfColumns, name)) fields[name] = value;
    }
    return joined(fields);
  };
}

function readerOf(name: string, column: Column, epochs: EpochsByField): (row: number) => unknown {
  const epochAt = epochs.get(name);
  if (epochAt !== undefined) return instantValues(column, epochAt);
  const kind = Object.hasOwn(kindsOfColumns, name) ? kindsOfColumns[name] : undefined;
  return valueReader(column as Exclude<Column, { form: 'epochs' }>, kind);
}

/** Which rows have a value in a column, as a bitmap. */
export function presentRows(column: Column, length: number): Uint8Array {
  const hasBits = column.form === 'list' && column.values instanceof Int32Array && column.valid !== undefined;
  if (hasBits) return column.valid.slice();
  const valueAt = valueReader(column as Exclude<Column, { form: 'epochs' }>, 'number');
  const bits = new Uint8Array(Math.ceil(length / 8));
  for (let row = 0; row < length; row += 1) {
    if (!isMissing(valueAt(row))) bits[row >> 3] = (bits[row >> 3] as number) | (1 << (row & 7));
  }
  return bits;
}

/** A discount that came in two columns is one field of a row. */
function joined(fields: Fields): Subscription {
  const { discountPercent: percent, discountAmount: amount } = fields;
  if ('discountPercent' in fields || 'discountAmount' in fields) {
    const { discountPercent: _percent, discountAmount: _amount, ...row } = fields;
    if (!isMissing(percent)) row.discount = isMissing(amount) ? { percent } : { percent, amount };
    else if (!isMissing(amount)) row.discount = { amount };
    return row as unknown as Subscription;
  }
  return fields as unknown as Subscription;
}

/** Whether the rows to hand back have a Date for it, whatever was given. */
function isDated(name: string): boolean {
  return name === 'start' || name === 'end';
}

/** Columns that are ours already, made when a row is asked for. */
export type KnownColumns = ReadonlyMap<string, () => Column>;

/** Columns that nobody else can change, but for what is known. */
export function ownColumns({ byName }: Columns, known: KnownColumns): ReadonlyMap<string, Column> {
  return new Map(
    Array.from(byName, ([name, column]) => [name, known.has(name) || isDated(name) ? none : kept(name, column)]),
  );
}

/** A column of our own; its objects, which are dates, discounts and interruptions, are ours too. */
function kept(name: string, column: Column): Column {
  const own = ownColumn(column);
  const kind = Object.hasOwn(kindsOfColumns, name) ? kindsOfColumns[name] : undefined;
  if (own.form !== 'list' || !Array.isArray(own.values) || (kind !== 'instant' && kind !== 'object')) return own;
  const { values } = own;
  for (let row = 0; row < values.length; row += 1) {
    if (typeof values[row] === 'object') values[row] = ownValue(values[row]);
  }
  return own;
}

/** A value that its owner cannot change; Decimals never change. */
export function ownValue(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isDate(value)) return new Date(value);
  if (Array.isArray(value)) return value.map(spanCopy);
  return isRecord(value) && ('percent' in value || 'amount' in value || 'value' in value) ? { ...value } : value;
}

function spanCopy({ start, end }: Interruption): Interruption {
  const own = ownValue(start) as Interruption['start'];
  return { start: own, ...(end !== undefined && { end: ownValue(end) as Interruption['start'] | null }) };
}

function dateOf(epoch: number): Date | undefined {
  return epoch === Number.POSITIVE_INFINITY ? undefined : new Date(epoch);
}
