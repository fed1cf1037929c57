import { pathTo, reject } from '../errors.ts';
import { type Id, idText, readId } from '../read/index.ts';
import { compareKeys, getOrAdd, groupByKey, type KeyOf, readSegmentKey, type SegmentKey } from '../table/index.ts';
import type { Summary } from './question.ts';
import { outside } from './slots.ts';
import { rowSplitter } from './split-rows.ts';

/** What rows are split by: a key of each row, or a key of each customer. A customer that the Map does not have is under null. */
export type SegmentBy<Row, Key extends SegmentKey> = ((row: Row) => Key) | ReadonlyMap<Id, Key>;

/** A result, or with a key (option `by`) a list with the result of each key, sorted by key; of a list each of its rows has the key. */
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

/** A result with its key; of a list each of its rows with the key. */
function withKey<Result extends object>(key: SegmentKey, result: Result | readonly Result[]): Keyed<Result>[] {
  return (Array.isArray(result) ? result : [result]).map((row) => ({ key, ...row }));
}

/** The result of what was counted, or of what was counted for each key. */
export function eachSegment<Counts extends object, Result extends object>(
  counts: Counts | readonly Keyed<Counts>[],
  resultOf: (counts: Counts) => Result | readonly Result[],
): unknown {
  if (!Array.isArray(counts)) return resultOf(counts as Counts);
  return counts.flatMap(({ key, ...own }) => withKey(key, resultOf(own as Counts)));
}

/** The keys of rows. */
export interface Segments {
  /** By code, in order of first sight. */
  readonly keys: readonly SegmentKey[];
  /** By row, of those whose code was asked for. */
  readonly codes: Uint32Array;
  /** The code of a row's key. A callback is asked for it once. */
  codeOf(row: number): number;
  /** Of rows at one instant, which are in no order, that of the least key. */
  entryOf(rows: readonly number[]): number;
  /** `{ key, ...result }` for some codes, sorted by key. */
  list<Result extends object>(
    codes: readonly number[],
    resultOf: (code: number, place: number) => Result | readonly Result[],
  ): Keyed<Result>[];
}

/** Reads the option `by`; undefined where it was left out. `rows` says how many there are, and what they are unless `rowAt` does. */
export function readSegments(
  by: unknown,
  rows: ArrayLike<unknown>,
  rowAt: (row: number) => unknown = (row) => rows[row],
  customerAt: (row: number) => unknown = (row) => (rowAt(row) as { readonly customerId?: unknown }).customerId,
): Segments | undefined {
  if (by === undefined) return undefined;
  const keyOf = readKeys(by, rowAt, customerAt);
  const keys: SegmentKey[] = [];
  const known = new Map<SegmentKey, number>();
  const codes = new Uint32Array(rows.length).fill(outside);
  const list: Segments['list'] = (own, resultOf) =>
    own
      .map((code, place) => ({ key: keys[code], code, place }))
      .sort((a, b) => compareKeys(a.key, b.key))
      .flatMap(({ key, code, place }) => withKey(key, resultOf(code, place)));
  const codeOf = (row: number): number => {
    if (codes[row] === outside) {
      const key = keyOf(row);
      codes[row] = getOrAdd(known, key, () => keys.push(key) - 1);
    }
    return codes[row] as number;
  };
  return {
    keys,
    codes,
    codeOf,
    entryOf(entries) {
      const own = entries.map(codeOf);
      return own.reduce((least, code) => (compareKeys(keys[code], keys[least]) < 0 ? code : least));
    },
    list,
  };
}

/** The result of cases, or that of the cases with each key; a case has the key of one row. */
export function splitBySegment<Case, Result extends object>(
  segments: Segments | undefined,
  cases: readonly Case[],
  rowOf: (one: Case) => number,
  resultOf: (cases: readonly Case[]) => Result,
): Result | Keyed<Result extends readonly (infer Row)[] ? Row : Result>[] {
  if (segments === undefined) return resultOf(cases);
  const groups = groupByKey(cases, (one) => segments.codeOf(rowOf(one)));
  return segments.list([...groups.keys()], (code) => resultOf(groups.get(code) as Case[])) as never;
}

/** The summaries of the rows with each key that occurs among them. Only for rows whose code was asked for. */
export function summarizeSegments<Result extends object>(
  { codes, keys, list }: Segments,
  summary: Summary<Result>,
): Summary<Keyed<Result>[]> {
  const split = rowSplitter(codes, keys.length);
  return (rowsOfPeriod, period) => {
    const { codes: own, offsets, rows: together } = split(rowsOfPeriod);
    return list(own, (_, place) => summary(together.subarray(offsets[place], offsets[place + 1]), period));
  };
}

function readKeys(
  by: unknown,
  rowAt: (row: number) => unknown,
  customerAt: (row: number) => unknown,
): (row: number) => SegmentKey {
  if (typeof by === 'function') return (row) => readSegmentKey(by(rowAt(row)), `options.by(row ${row})`);
  const customers = keysOfCustomers(by);
  return (row) => customers.get(idText(customerAt(row)) ?? '') ?? null;
}

/** Ids of a Map are compared by their text, as those of rows are. */
function keysOfCustomers(by: unknown): ReadonlyMap<string, SegmentKey> {
  // A Map of another realm is no instance of ours.
  if (
    (by as Partial<ReadonlyMap<unknown, unknown>> & { [Symbol.toStringTag]?: unknown })?.[Symbol.toStringTag] !== 'Map'
  ) {
    reject('INVALID_TYPE', 'options.by', 'be a function from a row to its key, or a Map from customers to keys', by);
  }
  const keys = new Map<string, SegmentKey>();
  for (const [id, value] of by as unknown as ReadonlyMap<unknown, unknown>) {
    const text = readId(id, 'options.by');
    const key = readSegmentKey(value, pathTo('options.by', text));
    if (getOrAdd(keys, text, () => key) !== key) {
      reject('INVALID_OPTION', pathTo('options.by', text), 'be one key: ids are compared by their text', value);
    }
  }
  return keys;
}
