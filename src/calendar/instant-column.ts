import type { CodedInstants, Column, InstantUnit, MaskedColumn } from '../table/index.ts';
import { halfRange, halvesOf, integerMemo, isBigIntegers, isPresent, lowHalf, valueReader } from '../table/index.ts';
import { dayLabel, msPerDay, widestEpoch } from './civil.ts';
import {
  type Instant,
  isEpoch,
  isWholeBetween,
  mostMilliseconds,
  mostSeconds,
  parseDay,
  startOfExistingDay,
  textOf,
  toEpoch,
} from './instant.ts';
import type { Zone } from './zone.ts';

/** Instants one by one; epoch milliseconds, with NaN for a missing one; or numbers in a stated unit. */
export type InstantColumn =
  | ArrayLike<Instant | null | undefined>
  | Float64Array
  | BigInt64Array
  | BigUint64Array
  | CodedInstants
  | MaskedColumn<ArrayLike<Instant | null | undefined> | Float64Array | BigInt64Array>;

/** The epoch milliseconds of a column: Infinity where nothing is, NaN where what stands is no instant. */
export function epochsOf(
  column: Column | undefined,
  length: number,
  zone: Zone,
  startOfDay: StartOfDay = dayStarts(zone),
): Float64Array {
  const epochs = new Float64Array(length);
  if (column === undefined) return epochs.fill(Number.POSITIVE_INFINITY);
  if (column.form === 'one') return epochs.fill(epochOf(column.value, zone));
  const days = daysOf(column);
  if (days !== undefined) return readDays(epochs, days, startOfDay);
  if (column.form === 'epochs') readNumbers(epochs, column.epochs, column.unit);
  else if (column.form === 'list') readList(epochs, column.values, zone, startOfDay);
  const { valid } = column;
  if (valid === undefined) return epochs;
  for (let row = 0; row < length; row += 1) if (!isPresent(valid, row)) epochs[row] = Number.POSITIVE_INFINITY;
  return epochs;
}

/**
 * A copy of a column that is epoch milliseconds, looked through once, and whether they are in order of time, as most logs bring them. Null
 * where a value is none, for `epochsOf` to see.
 */
export function plainEpochs(
  column: Column | undefined,
): { readonly epochs: Float64Array; readonly isRising: boolean } | null {
  if (column?.form !== 'list' || !(column.values instanceof Float64Array) || column.valid) return null;
  const { values } = column;
  const { length } = values;
  const epochs = new Float64Array(length);
  let before = mostSeconds + 1;
  let row = 0;
  for (; row < length; row += 1) {
    const epoch = values[row] as number;
    if (!(before <= epoch && Math.floor(epoch) === epoch)) break;
    epochs[row] = epoch;
    before = epoch;
  }
  const isRising = row === length;
  for (; row < length; row += 1) {
    const epoch = values[row] as number;
    if (!(epoch > mostSeconds && epoch <= mostMilliseconds && Math.floor(epoch) === epoch)) return null;
    epochs[row] = epoch;
  }
  return before <= mostMilliseconds ? { epochs, isRising } : null;
}

function epochOf(value: unknown, zone: Zone): number {
  return value === null || value === undefined ? Number.POSITIVE_INFINITY : toEpoch(value, zone);
}

function readList(into: Float64Array, values: ArrayLike<unknown>, zone: Zone, startOfDay: StartOfDay): void {
  if (values instanceof Float64Array || isBigIntegers(values)) {
    readNumbers(into, values, undefined);
    return;
  }
  // Rows bring the same days again and again, and a zone is slow to ask.
  for (let row = 0; row < into.length; row += 1) {
    const value = values[row];
    const text = typeof value === 'string' ? value : textOf(value);
    const day = text === undefined ? Number.NaN : parseDay(text);
    into[row] = Number.isNaN(day) ? epochOf(value, zone) : startOfDay(day);
  }
}

/** Without a unit they are milliseconds, and refused where they do not look like it. */
function readNumbers(into: Float64Array, values: CodedInstants['epochs'], unit: InstantUnit | undefined): void {
  if (isBigIntegers(values)) readBigIntegers(into, values, unit);
  else if (unit === undefined || unit === 'ms') into.set(values);
  else {
    const partsPerMs = unit === 'us' ? 1000 : 1_000_000;
    for (let row = 0; row < into.length; row += 1) {
      const value = values[row] as number;
      into[row] = unit === 's' ? Math.round(value * 1000) : Math.floor(value / partsPerMs);
    }
  }
  const [least, most] = unit === undefined ? ([mostSeconds, mostMilliseconds] as const) : ([0, widestEpoch] as const);
  const { length } = into;
  // NaN stands for a missing number, and from here on for what is no instant.
  for (let row = 0; row < length; row += 1) {
    const epoch = into[row] as number;
    if (!isWholeBetween(epoch, least, most)) into[row] = Number.isNaN(epoch) ? Number.POSITIVE_INFINITY : Number.NaN;
  }
}

function readBigIntegers(
  into: Float64Array,
  values: BigInt64Array | BigUint64Array,
  unit: InstantUnit | undefined,
): void {
  const { lows, highs } = halvesOf(values);
  const partsPerMs = unit === 'us' ? 1000 : unit === 'ns' ? 1_000_000 : 1;
  const msPerUnit = unit === 's' ? 1000 : 1;
  const partsOfHigh = Math.floor(halfRange / partsPerMs);
  const rest = halfRange % partsPerMs;
  for (let row = 0; row < into.length; row += 1) {
    const low = lows[row * 2 + lowHalf] as number;
    const high = highs[row * 2 + 1 - lowHalf] as number;
    into[row] = (high * partsOfHigh + Math.floor((high * rest + low) / partsPerMs)) * msPerUnit;
  }
}

/** A column, where it is one of calendar days. */
export function daysOf(column: Column | undefined): CodedInstants | undefined {
  return column?.form === 'epochs' && column.unit === 'day' ? column : undefined;
}

/**
 * Writes what becomes of each day of a column; one that is missing is NaN. Many rows have few days: each is then asked for once, and in order
 * of time, for whoever numbers what is asked for.
 */
export function readDays<Into extends Float64Array | Uint32Array>(
  into: Into,
  { epochs, valid }: CodedInstants,
  ofDay: (day: number) => number,
): Into {
  const { length } = into;
  let first = 0;
  while (first < length && !isPresent(valid, first)) first += 1;
  if (epochs instanceof Int32Array && first < length) {
    const some = epochs[first] as number;
    let [least, most] = [some, some];
    for (let row = 0; row < length; row += 1) {
      const mask = presence(valid, row);
      const day = ((epochs[row] as number) & mask) | (some & ~mask);
      if (day < least) least = day;
      if (day > most) most = day;
    }
    const width = most - least + 1;
    if (width <= length) {
      const isMet = new Uint8Array(width + 1);
      for (let row = 0; row < length; row += 1) {
        const mask = presence(valid, row);
        const place = (((epochs[row] as number) - least) & mask) | (width & ~mask);
        into[row] = place;
        isMet[place] = 1;
      }
      const known = new (into.constructor as new (length: number) => Into)(width + 1);
      for (let place = 0; place < width; place += 1) if (isMet[place] === 1) known[place] = ofDay(place + least);
      known[width] = ofDay(Number.NaN);
      for (let row = 0; row < length; row += 1) into[row] = known[into[row] as number] as number;
      return into;
    }
  }
  const missing = ofDay(Number.NaN);
  for (let row = 0; row < length; row += 1) {
    into[row] = isPresent(valid, row) ? ofDay(Number(epochs[row])) : missing;
  }
  return into;
}

/** All bits where a value is there, and none where it is not. In place of a branch, which would be guessed wrong for every other row. */
function presence(valid: Uint8Array | null | undefined, row: number): number {
  return valid ? -(((valid[row >> 3] as number) >> (row & 7)) & 1) : -1;
}

/** The epoch milliseconds at which a day starts: Infinity for NaN, which is no day, and NaN for one that does not exist. */
type StartOfDay = (day: number) => number;

/** About a thousand years around 1970: what is further out is asked for each time. */
const nearDays = 400_000;

/** Asks the zone once per day, however many rows have it. `of` is what is to be known of the start. */
export function dayStarts(zone: Zone, of: (epoch: number) => number = (epoch) => epoch): StartOfDay {
  return integerMemo(-nearDays, nearDays, (day) =>
    of(Number.isNaN(day) ? Number.POSITIVE_INFINITY : startOf(day, zone)),
  );
}

function startOf(day: number, zone: Zone): number {
  if (!Number.isInteger(day) || Math.abs(day) > widestEpoch / msPerDay) return Number.NaN;
  return startOfExistingDay(day, zone);
}

/** What a row has in a column of instants, as a row of its own would have it: a day is text, which the time zone in force makes an instant. */
export function instantValues(column: Column, epochAt: (row: number) => number): (row: number) => unknown {
  if (column.form !== 'epochs') return valueReader(column, 'instant');
  const { epochs: values, unit, valid } = column;
  return (row) => {
    if ((valid !== undefined && !isPresent(valid, row)) || Number.isNaN(values[row])) return undefined;
    if (unit === 'day') return Number.isInteger(Number(values[row])) ? dayLabel(Number(values[row])) : values[row];
    // Of the unit that was said, which a number alone would lose.
    const epoch = epochAt(row);
    return Number.isNaN(epoch) ? `${values[row]} ${unit}` : new Date(epoch);
  };
}

/**
 * Instants as numbers: days where all are dates without a time, so that the time zone in force still decides when they start, else epoch
 * milliseconds, with their unit where one would be taken for another. Where some are the one and some the other, or one is none at all, the
 * list stays as it is, but for objects, which become texts.
 */
export function encodeInstants<T>(given: readonly T[]): CodedInstants | Float64Array | (T | string)[] {
  const values = given.map((value) => textOf(value) ?? value);
  const days = values.map((value) => (typeof value === 'string' ? parseDay(value) : Number.NaN));
  const isDay = (row: number) => !Number.isNaN(days[row]);
  const isMissing = (value: T | string) => value === null || value === undefined;
  if (values.every((value, row) => isMissing(value) || isDay(row))) {
    const valid = new Uint8Array(Math.ceil(values.length / 8));
    for (const row of values.keys()) if (isDay(row)) valid[row >> 3] = (valid[row >> 3] as number) | (1 << (row & 7));
    return { epochs: Int32Array.from(days, (day) => (Number.isNaN(day) ? 0 : day)), unit: 'day', valid };
  }
  // The zone is asked only for dates without a time, and there is none.
  const epochs = Float64Array.from(values, (value, row) => (isDay(row) ? Number.NaN : toEpoch(value, {} as Zone)));
  if (!values.every((value, row) => isMissing(value) || !Number.isNaN(epochs[row]))) return values;
  return encodeEpochs(epochs);
}

/** Epoch milliseconds as a column, which says its unit where one of them would be taken for another. */
export function encodeEpochs(epochs: Float64Array): CodedInstants | Float64Array {
  return epochs.every((epoch) => Number.isNaN(epoch) || isEpoch(epoch)) ? epochs : { epochs, unit: 'ms' };
}
