import { pathTo, reject, tagOf } from '../errors.ts';
import { type Id, idText } from '../read/index.ts';
import { compareKeys, getOrAdd, groupByKey, type KeyOf, readSegmentKey, type SegmentKey } from '../table/index.ts';
import type { Summary } from './question.ts';

/**
 * How rows are split: by a key of each row, or by a Map from customers to keys. A customer that is missing in the Map gets the key null.
 */
export type SegmentBy<Row, Key extends SegmentKey> = ((row: Row) => Key) | ReadonlyMap<Id, Key>;

/**
 * A result or, with the option `by`, a list with the result of each key, sorted by key. If a result is itself a list, each of its rows has
 * the key.
 */
export type BySegment<Key extends SegmentKey, Result> = [Key] extends [never]
  ? Result
  : Result extends readonly (infer Row)[]
    ? ({
        /** The key, as the option `by` gives it. */
        readonly key: KeyOf<Key>;
      } & Row)[]
    : ({
        /** The key, as the option `by` gives it. */
        readonly key: KeyOf<Key>;
      } & Result)[];

export type Keyed<Result> = { readonly key: SegmentKey } & Result;

/** The key of a row, by its number. A callback is asked each time. */
export type RowKey = (row: number) => SegmentKey;

/** Reads the option `by`; undefined where it was left out. */
export function readSegments(
  by: unknown,
  rowAt: (row: number) => unknown,
  customerAt: (row: number) => unknown = (row) => (rowAt(row) as { readonly customerId?: unknown }).customerId,
): RowKey | undefined {
  if (by === undefined) return undefined;
  if (typeof by === 'function') return (row) => readSegmentKey(by(rowAt(row)), `options.by(row ${row})`);
  const refuse = (received: unknown) =>
    reject('INVALID_TYPE', 'options.by', 'be (row) => key, or a Map from customer ids to keys', received);
  if (tagOf(by) !== 'Map') refuse(by);
  // Ids of a Map are compared by their text, as those of rows are.
  const keys = new Map<string, SegmentKey>();
  for (const [id, value] of by as ReadonlyMap<unknown, unknown>) {
    const text = idText(id) ?? refuse(id);
    const path = pathTo('options.by', text);
    const key = readSegmentKey(value, path);
    if (getOrAdd(keys, text, () => key) !== key) {
      reject('INVALID_OPTION', path, 'be one key: ids are compared by their text', value);
    }
  }
  return (row) => keys.get(idText(customerAt(row)) ?? '') ?? null;
}

/** The same, but a callback is asked once per row, however many periods a row is in. */
export function askedOnce(keyOf: RowKey): RowKey {
  const keys = new Map<number, SegmentKey>();
  return (row) => getOrAdd(keys, row, () => keyOf(row));
}

/** A result with its key; of a list each of its rows with the key. */
function withKey<Result extends object>(key: SegmentKey, result: Result | readonly Result[]): Keyed<Result>[] {
  return [result].flat().map((row) => ({ key, ...(row as Result) }));
}

/** The result of what was counted, or of what was counted for each key. */
export function eachSegment<Counts extends object, Result extends object>(
  counts: Counts | readonly Keyed<Counts>[],
  resultOf: (counts: Counts) => Result | readonly Result[],
): unknown {
  if (!Array.isArray(counts)) return resultOf(counts as Counts);
  return counts.flatMap(({ key, ...own }) => withKey(key, resultOf(own as Counts)));
}

/** `{ key, ...result }` of what each key has, sorted by key. */
export function resultsByKey<Own, Result extends object>(
  byKey: Iterable<readonly [key: SegmentKey, own: Own]>,
  resultOf: (own: Own) => Result | readonly Result[],
): Keyed<Result>[] {
  return [...byKey].sort(([a], [b]) => compareKeys(a, b)).flatMap(([key, own]) => withKey(key, resultOf(own)));
}

/** The result of cases, or that of the cases with each key. */
export function splitBySegment<Case, Result extends object>(
  keyOf: ((one: Case) => SegmentKey) | undefined,
  cases: readonly Case[],
  resultOf: (cases: readonly Case[]) => Result,
): Result | Keyed<Result extends readonly (infer Row)[] ? Row : Result>[] {
  return keyOf === undefined ? resultOf(cases) : (resultsByKey(groupByKey(cases, keyOf), resultOf) as never);
}

/** The summary of rows, or those of the rows with each key that occurs among them. */
export function summarizeSegments<Result extends object>(
  keyOf: RowKey | undefined,
  summary: Summary<Result>,
): Summary<Result | Keyed<Result>[]> {
  if (keyOf === undefined) return summary;
  return (rows, period) => resultsByKey(groupByKey(rows, keyOf), (own) => summary(Uint32Array.from(own), period));
}

/** What is counted case by case, all together or, where cases have keys, for each of them. */
export interface SegmentCounts<Counts> {
  /** The counts for a case, by its key if cases are split. */
  of(key: SegmentKey): Counts;
  list(): Counts | Keyed<Counts>[];
}

export function segmentCounts<Counts extends object>(isSplit: boolean, make: () => Counts): SegmentCounts<Counts> {
  const byKey = new Map<SegmentKey, Counts>();
  const of = (key: SegmentKey) => getOrAdd(byKey, key, make);
  return { of, list: () => (isSplit ? resultsByKey(byKey, (counts) => counts) : of(undefined)) };
}

/** Of rows at one instant, which are in no order, the least key. */
export function entryKey(keyOf: RowKey, rows: Iterable<number>): SegmentKey {
  let least: SegmentKey;
  for (const row of rows) {
    const key = keyOf(row);
    if (least === undefined || compareKeys(key, least) < 0) least = key;
  }
  return least;
}
