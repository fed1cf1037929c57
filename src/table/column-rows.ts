import { pathTo, reject } from '../errors.ts';
import { isMissing, isRecord } from '../read/index.ts';

/** Epoch milliseconds. */
export type InstantColumn = Float64Array | BigInt64Array | BigUint64Array;

/** Columns as rows: one object, filled again for each row, so whoever reads it must not keep it. */
export interface ColumnRows {
  readonly length: number;
  rowAt(index: number): Readonly<Record<string, unknown>>;
}

/**
 * Checks columns, all of one length. `required` ones must be columns, any other of the `known` ones can be one value for all rows. Other
 * columns are refused, or with `others: 'keep'` are the caller's own, whose values are handed on as they are, like those of `ids`.
 */
export function columnRows(
  columns: unknown,
  known: readonly string[],
  required: readonly string[],
  others: 'keep' | 'refuse' = 'refuse',
  ids: readonly string[] = [],
): ColumnRows {
  if (!isRecord(columns)) reject('INVALID_TYPE', 'columns', 'be an object of columns', columns);
  const [first = ''] = required;
  const leading: unknown = columns[first];
  if (!isColumn(leading)) reject('INVALID_TYPE', `columns.${first}`, 'be an array or a typed array', leading);
  const { length } = leading;
  const row: Record<string, unknown> = {};
  const readers: { readonly field: string; readonly valueAt: (index: number) => unknown }[] = [];
  for (const [field, column] of Object.entries(columns)) {
    const path = pathTo('columns', field);
    const isOwn = !known.includes(field);
    if (isOwn && others === 'refuse') reject('UNKNOWN_KEY', path, `be one of ${known.join(', ')}`, column);
    if (isMissing(column)) continue;
    row[field] = undefined;
    if (isOwn) {
      if (!isColumn(column)) reject('INVALID_TYPE', path, 'be an array or a typed array', column);
      checkLength(column, length, path);
      readers.push({ field, valueAt: (index) => column[index] });
    } else if (isColumn(column)) {
      checkColumn(column, length, path);
      readers.push({ field, valueAt: readerOf(column, ids.includes(field)) });
    } else if (required.includes(field)) reject('INVALID_TYPE', path, 'be an array or a typed array', column);
    else row[field] = column;
  }
  return {
    length,
    rowAt(index) {
      for (const { field, valueAt } of readers) row[field] = valueAt(index);
      return row;
    },
  };
}

function isColumn(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && 'length' in value);
}

function checkColumn(column: ArrayLike<unknown>, length: number, path: string): void {
  if (column instanceof Float32Array) {
    reject('INVALID_TYPE', path, 'be a Float64Array: 32 bits lose the cents of most amounts', column);
  }
  checkLength(column, length, path);
}

function checkLength(column: ArrayLike<unknown>, length: number, path: string): void {
  if (column.length !== length) reject('INVALID_TYPE', path, `have one value per row, ${length} in all`, column.length);
}

function readerOf(column: ArrayLike<unknown>, isId: boolean): (index: number) => unknown {
  if (Array.isArray(column)) return (index) => column[index] ?? undefined;
  return (index) => {
    const value = column[index];
    if (typeof value !== 'bigint') return Number.isNaN(value) ? undefined : value;
    if (isId) return value;
    // Instants are numbers; what is longer than a number is exact is for their reader to refuse.
    return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  };
}
