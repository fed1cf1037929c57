import { reject } from '../errors.ts';
import { compareKeys, type KeyOf, readSegmentKey, type SegmentKey } from '../table/index.ts';
import type { Summary } from './question.ts';
import { rowSplitter } from './split-rows.ts';

/** The result, or with a key (option `by`) a list with the result of each key, sorted by key. */
export type BySegment<Key extends SegmentKey, Result> = [Key] extends [never]
  ? Result
  : ({ readonly key: KeyOf<Key> } & Result)[];

/** The keys of rows. */
export interface Segments {
  /** Asks the callback for the key of a row. */
  note(row: number): void;
  /** The summaries of the rows with each key that occurs among them. Only for rows that were noted. */
  summarize<Result extends object>(summary: Summary<Result>): Summary<({ readonly key: SegmentKey } & Result)[]>;
}

/** Reads the option `by`; undefined where it was left out. */
export function readSegments(by: unknown, rows: ArrayLike<unknown>): Segments | undefined {
  if (by === undefined) return undefined;
  if (typeof by !== 'function') reject('INVALID_TYPE', 'options.by', 'be a function from a row to its key', by);
  const keys: SegmentKey[] = [];
  const codeOf = new Map<SegmentKey, number>();
  const codes = new Uint32Array(rows.length);
  return {
    note(row) {
      const key = readSegmentKey(by(rows[row]), `options.by(row ${row})`);
      let code = codeOf.get(key);
      if (code === undefined) {
        code = keys.push(key) - 1;
        codeOf.set(key, code);
      }
      codes[row] = code;
    },
    summarize(summary) {
      const split = rowSplitter(codes, keys.length);
      return (rowsOfPeriod, period) => {
        const { codes: own, offsets, rows: together } = split(rowsOfPeriod);
        const results = own.map((code, place) => ({
          key: keys[code] as SegmentKey,
          ...summary(together.subarray(offsets[place], offsets[place + 1]), period),
        }));
        return results.sort((a, b) => compareKeys(a.key, b.key));
      };
    },
  };
}
