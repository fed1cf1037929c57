import { isMissing } from '../../read/index.ts';
import { textOfUnits } from '../texts/read-utf8.ts';
import {
  type CodedTexts,
  type Column,
  type ColumnKind,
  isBigIntegers,
  isPresent,
  type ScaledNumbers,
} from './columns.ts';

/**
 * What a row has in a column: undefined where nothing is. `epochs` say nothing of a row without a time zone, so their reader is the
 * caller's.
 */
export function valueReader(
  column: Exclude<Column, { form: 'epochs' }>,
  kind: ColumnKind | undefined,
): (row: number) => unknown {
  if (column.form === 'one') return () => column.value;
  const { valid } = column;
  const read = readerOf(column, kind);
  return valid === undefined ? read : (row) => (isPresent(valid, row) ? read(row) : undefined);
}

function readerOf(
  column: Exclude<Column, { form: 'epochs' | 'one' }>,
  kind: ColumnKind | undefined,
): (row: number) => unknown {
  if (column.form === 'coded') {
    const { codes, values } = column;
    return (row) => values[codes[row] as number];
  }
  if (column.form === 'units') {
    const { units, offsets } = column;
    return (row) => textOfUnits(units, offsets[row] as number, offsets[row + 1] as number);
  }
  if (column.form === 'scaled') {
    const { unscaled, scale } = column;
    return (row) => decimalOf(unscaled[row] as number | bigint, scale);
  }
  const { values } = column;
  if (kind === undefined) return (row) => values[row];
  if (Array.isArray(values)) return (row) => values[row] ?? undefined;
  if (kind === 'number' && isBigIntegers(values)) return (row) => decimalOf(values[row] as bigint, 0);
  return (row) => (Number.isNaN(values[row]) ? undefined : values[row]);
}

// Doubles tell decimals of 15 digits apart, and 10 ** 22 is the largest power of ten that is one.
const mostWhole = 1e15;
const largestScale = 22;

/** The first one tells of all rows where they have the same. */
export function rowsToRead(column: Column, length: number): number {
  return column.form === 'one' ? Math.min(1, length) : length;
}

/** Stands for what is no number, as all numbers below 0 do. */
const noNumber = -1;

/** The numbers of a column that are 0 or more, or the one of all rows: NaN where nothing stands, below 0 where anything else does. */
export function numbersOf(column: Exclude<Column, { form: 'epochs' }>, length: number): Float64Array {
  if (column.form === 'scaled') return decimalsOf(column);
  if (column.form === 'list' && column.values instanceof Float64Array && !column.valid) return column.values;
  const numbers = new Float64Array(rowsToRead(column, length));
  if (column.form === 'list' && !isBigIntegers(column.values)) {
    const { values, valid } = column;
    // In a list of the caller's own NaN is no missing value but a wrong one.
    const notNumber = Array.isArray(values) ? noNumber : Number.NaN;
    for (let row = 0; row < numbers.length; row += 1) {
      const value = isPresent(valid, row) ? values[row] : undefined;
      if (typeof value === 'number') numbers[row] = value >= 0 ? value : value < 0 ? noNumber : notNumber;
      else numbers[row] = isMissing(value) ? Number.NaN : noNumber;
    }
    return numbers;
  }
  const valueAt = valueReader(column, 'number');
  for (let row = 0; row < numbers.length; row += 1) {
    const value = valueAt(row);
    numbers[row] = isMissing(value) ? Number.NaN : typeof value === 'number' && value >= 0 ? value : noNumber;
  }
  return numbers;
}

/** Decimals as the numbers that print as them. */
function decimalsOf({ unscaled, scale, valid }: ScaledNumbers): Float64Array {
  const decimals = new Float64Array(unscaled.length).fill(noNumber);
  const factor = 10 ** scale;
  if (isBigIntegers(unscaled)) {
    const { lows, highs } = halvesOf(unscaled);
    for (let row = 0; row < decimals.length; row += 1) {
      const whole = (highs[row * 2 + 1 - lowHalf] as number) * halfRange + (lows[row * 2 + lowHalf] as number);
      if (Math.abs(whole) < mostWhole && scale <= largestScale) decimals[row] = whole / factor;
    }
  } else if (scale <= largestScale) {
    for (let row = 0; row < decimals.length; row += 1) decimals[row] = (unscaled[row] as number) / factor;
  }
  if (valid) for (let row = 0; row < decimals.length; row += 1) if (!isPresent(valid, row)) decimals[row] = Number.NaN;
  return decimals;
}

export const halfRange = 4_294_967_296;
/** Which half of 64 bits comes first is the machine's choice. */
export const lowHalf = /* @__PURE__ */ (() => (new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? 0 : 1))();

/** By halves of 32 bits, which are exact in doubles, because what is done with bigints takes twenty times as long. */
export function halvesOf(values: BigInt64Array | BigUint64Array): {
  lows: Uint32Array;
  highs: Int32Array | Uint32Array;
} {
  const halves = [values.buffer, values.byteOffset, values.length * 2] as const;
  const lows = new Uint32Array(...halves);
  return { lows, highs: values instanceof BigInt64Array ? new Int32Array(...halves) : lows };
}

/** The number that prints as the decimal, or the decimal as text where no double does. */
function decimalOf(unscaled: number | bigint, scale: number): number | string {
  const whole = Number(unscaled);
  if (Math.abs(whole) < mostWhole && scale <= largestScale) return whole / 10 ** scale;
  const digits = String(unscaled)
    .replace('-', '')
    .padStart(scale + 1, '0');
  const sign = whole < 0 ? '-' : '';
  const point = digits.length - scale;
  return `${sign}${digits.slice(0, point)}${scale === 0 ? '' : `.${digits.slice(point)}`}`;
}

/** A column that whoever gave it can no longer change, save for objects of their own among its values. */
export function ownColumn(column: Column): Column {
  const valid = column.form === 'one' ? undefined : column.valid?.slice();
  if (column.form === 'coded') {
    // Chunks share a dictionary that is longer than they are: each keeps what it has of it.
    if (column.values.length > column.codes.length) {
      const valueAt = valueReader(column, 'text');
      return { form: 'list', values: Array.from(column.codes, (_, row) => valueAt(row)), valid: undefined };
    }
    const codes = column.values.length < noByte ? bytesOf(column.codes) : column.codes.slice();
    return { ...column, codes, values: column.values.slice(), valid };
  }
  if (column.form === 'units') {
    const [first, last] = [column.offsets[0] ?? 0, column.offsets.at(-1) ?? 0];
    const offsets = Uint32Array.from(column.offsets, (offset) => offset - first);
    return { form: 'units', units: column.units.slice(first, last), offsets, valid };
  }
  if (column.form === 'scaled') return { ...column, unscaled: column.unscaled.slice(), valid };
  if (column.form === 'epochs') return { ...column, epochs: column.epochs.slice(), valid };
  return column.form === 'list' ? { ...column, values: copyOf(column.values), valid } : column;
}

/** Of few values no code is as large. */
const noByte = 255;

function bytesOf(codes: CodedTexts['codes']): Uint8Array {
  const bytes = new Uint8Array(codes.length);
  for (let row = 0; row < bytes.length; row += 1) {
    const code = codes[row] as number;
    bytes[row] = code < 0 ? noByte : code;
  }
  return bytes;
}

function copyOf(values: ArrayLike<unknown>): ArrayLike<unknown> {
  return (values as unknown[] | Float64Array).slice();
}
