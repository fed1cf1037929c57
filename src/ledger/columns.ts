import type { Rational } from '../exact/index.ts';
import { openEnd, type PaidSpans } from './read-rows.ts';

/**
 * The levels of many entities over time, one beside the other. The steps of entity e stand from `offsets[e]` to `offsets[e + 1]`,
 * oldest first; each says from which instant on (its place among the ledger's instants) which level holds. Before its first step
 * an entity is at 0, and no step repeats the level before it, so the first step is always to a level above 0. Entities that are kept
 * elsewhere have no steps here; where all are, `offsets` is a single 0.
 */
export interface Steps {
  readonly offsets: Uint32Array;
  readonly places: Uint32Array;
  readonly levels: Float64Array;
  /** 1 for a step from 0 that is labelled new; null where only the first step of an entity is. */
  readonly isNew: Uint8Array | null;
}

/** Steps whose exact levels are BigInt: `levels` holds their ranks within the entity, which compare as the levels do. */
export interface OddSteps extends Steps {
  /** The exact level of each step, in multiples of 1/`denominators.get(entity)`. */
  readonly exact: readonly bigint[];
  readonly denominators: ReadonlyMap<number, bigint>;
}

/** Steps in several currencies: `levels` holds numbers that tell the levels of one entity apart, 0 for 0. */
export interface MixedSteps extends Steps {
  /** The exact level of each step by currency code; null for 0. */
  readonly exact: readonly (Rational | null)[][];
}

/** What begins and ends, in order of time within each entity: change 2i is the start of span i, change 2i + 1 its end. */
export interface Changes {
  readonly offsets: Uint32Array;
  readonly order: Uint32Array;
  placeOf(change: number): number;
}

/** `spans.start` and `spans.end` are places here. */
export function sortChanges(spans: PaidSpans, instants: number, entities: number): Changes {
  const placeOf = (change: number) => ((change & 1) === 0 ? spans.start : spans.end)[change >>> 1] as number;
  let changes = new Uint32Array(spans.length * 2);
  let count = 0;
  for (let span = 0; span < spans.length; span += 1) {
    changes[count++] = span * 2;
    if (spans.end[span] !== openEnd) changes[count++] = span * 2 + 1;
  }
  changes = changes.subarray(0, count);
  // Two counting sorts, the second one stable: linear, and with nothing compared.
  const byTime = countingSort(changes, instants, placeOf).order;
  const { order, offsets } = countingSort(byTime, entities, (change) => spans.entity[change >>> 1] as number);
  return { order, offsets, placeOf };
}

/** The spans with places for provisional codes, without the room that was kept for more of them. */
export function placeSpans({ length, ...columns }: PaidSpans, places: Uint32Array): PaidSpans {
  const placed = (codes: Uint32Array) =>
    codes.slice(0, length).map((code) => (code === openEnd ? openEnd : (places[code] as number)));
  const cut = <T extends Uint32Array | Uint8Array>(column: T) => column.slice(0, length) as T;
  return {
    length,
    row: cut(columns.row),
    entity: cut(columns.entity),
    rowStart: placed(columns.rowStart),
    start: placed(columns.start),
    end: placed(columns.end),
    rate: cut(columns.rate),
    endedBy: cut(columns.endedBy),
    isInvoluntary: cut(columns.isInvoluntary),
  };
}

export function countingSort(items: Uint32Array, keys: number, keyOf: (item: number) => number) {
  const offsets = new Uint32Array(keys + 1);
  for (let i = 0; i < items.length; i += 1) {
    const next = keyOf(items[i] as number) + 1;
    offsets[next] = (offsets[next] as number) + 1;
  }
  for (let key = 0; key < keys; key += 1) offsets[key + 1] = (offsets[key + 1] as number) + (offsets[key] as number);
  const cursor = offsets.slice(0, keys);
  const order = new Uint32Array(items.length);
  for (let i = 0; i < items.length; i += 1) {
    const item = items[i] as number;
    const key = keyOf(item);
    const at = cursor[key] as number;
    order[at] = item;
    cursor[key] = at + 1;
  }
  return { order, offsets };
}
