import { instantValues } from '../../calendar/open.ts';
import { isDate } from '../../errors.ts';
import { isMissing, isRecord } from '../../read/index.ts';
import { type Column, type Columns, ownColumn, valueReader } from '../../table/index.ts';
import type { Interruption, Subscription } from '../rows/subscription.ts';
import { kindsOfColumns } from './column-fields.ts';

type Fields = Record<string, unknown>;
type Readers = readonly (readonly [name: string, valueAt: (row: number) => unknown])[];

/** The epoch milliseconds of each row by field; Infinity where it has none. */
export type EpochsByField = ReadonlyMap<string, Float64Array>;

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
export function keptRows({ byName }: Columns, epochs: EpochsByField): (row: number) => Subscription {
  const readers: Readers = Array.from(byName, ([name, column]) => {
    const instants = name === 'start' || name === 'end' ? epochs.get(name) : undefined;
    if (instants !== undefined) return [name, (row) => dateOf(instants[row] as number)];
    return [name, readerOf(name, kept(name, column), epochs)];
  });
  return (row) => {
    const fields: Fields = {};
    for (const [name, valueAt] of readers) {
      const value = valueAt(row);
      if (!isMissing(value) || !Object.hasOwn(kindsOfColumns, name)) fields[name] = value;
    }
    return joined(fields);
  };
}

function readerOf(name: string, column: Column, epochs: EpochsByField): (row: number) => unknown {
  const instants = epochs.get(name);
  if (instants !== undefined) return instantValues(column, instants);
  const kind = Object.hasOwn(kindsOfColumns, name) ? kindsOfColumns[name] : undefined;
  return valueReader(column as Exclude<Column, { form: 'epochs' }>, kind);
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
