import { compareKeys } from '../../table/index.ts';
import type { PartKey } from './part.ts';

/** Keys in order, each once; `leads` are their first parts where those are numbers, and NaN. */
export interface SortedKeys {
  readonly keys: readonly PartKey[];
  readonly leads: Float64Array;
}

/** Two lists of keys as one, and where the keys of each list are in it. */
export interface MergedKeys extends SortedKeys {
  /** Null where the first list holds all keys of the second. */
  readonly ofOld: Uint32Array | null;
  readonly ofNew: Uint32Array;
}

export function leadsOf(keys: readonly PartKey[]): Float64Array {
  const leads = new Float64Array(keys.length);
  for (let row = 0; row < keys.length; row += 1) {
    const lead = (keys[row] as PartKey)[0];
    leads[row] = typeof lead === 'number' ? lead : Number.NaN;
  }
  return leads;
}

/** The places of keys in their order; null where they are in it, and each there once. */
export function orderOfKeys(given: SortedKeys): number[] | null {
  const { length } = given.keys;
  let row = 1;
  while (row < length && compareAt(given, row - 1, given, row) < 0) row += 1;
  return row >= length ? null : [...given.keys.keys()].sort((a, b) => compareAt(given, a, given, b));
}

/** Merges two lists in one walk. */
export function mergeKeys(old: SortedKeys, given: SortedKeys): MergedKeys {
  const [olds, news] = [old.keys.length, given.keys.length];
  const [ofOld, ofNew] = [new Uint32Array(olds), new Uint32Array(news)];
  let [rows, one, other] = [0, 0, 0];
  for (; one < olds || other < news; rows += 1) {
    const order = one === olds ? 1 : other === news ? -1 : compareAt(old, one, given, other);
    if (order <= 0) {
      ofOld[one] = rows;
      one += 1;
    }
    if (order >= 0) {
      ofNew[other] = rows;
      other += 1;
    }
  }
  if (rows === olds) return { keys: old.keys, leads: old.leads, ofOld: null, ofNew };
  const keys = new Array<PartKey>(rows);
  const leads = new Float64Array(rows);
  const place = (list: SortedKeys, places: Uint32Array) => {
    for (let row = 0; row < places.length; row += 1) {
      keys[places[row] as number] = list.keys[row] as PartKey;
      leads[places[row] as number] = list.leads[row] as number;
    }
  };
  place(given, ofNew);
  place(old, ofOld);
  return { keys, leads, ofOld, ofNew };
}

/** Nearly all keys begin with numbers, and differ in them: these stand side by side, keys all over the memory. */
function compareAt(a: SortedKeys, row: number, b: SortedKeys, other: number): number {
  const order = (a.leads[row] as number) - (b.leads[other] as number);
  return order || comparePartKeys(a.keys[row] as PartKey, b.keys[other] as PartKey);
}

export function comparePartKeys(a: PartKey, b: PartKey): number {
  const shared = Math.min(a.length, b.length);
  for (let place = 0; place < shared; place += 1) {
    const [one, other] = [a[place], b[place]];
    const order = typeof one === 'number' && typeof other === 'number' ? one - other : compareKeys(one, other);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** One text for each key; that of numbers alone, of which most are, takes less time and begins as no other does. */
export function textOf(key: PartKey): string {
  return key.length > 0 && key.every((part) => typeof part === 'number') ? key.join() : JSON.stringify(key);
}
