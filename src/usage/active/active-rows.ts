import { inOrderOf, type Timeline } from '../events/timeline.ts';
import type { UsageEntity } from '../events/usage-event.ts';

/** Who is active in a stretch of time: those with so many events in it, of this feature where one is named. */
export interface ActiveRule {
  readonly of: UsageEntity;
  readonly feature: string | null;
  readonly minimumEvents: number;
}

/** The rows that count as activity, in order of time. */
export interface ActiveRows {
  readonly at: Float64Array;
  /** Customers or users. */
  readonly count: number;
  readonly codes: Uint32Array;
  /** How many events a row stands for; no rows at all where each is one. */
  readonly counts: Float64Array;
}

export function activeRows(timeline: Timeline, { of, feature }: ActiveRule, bounds?: Iterable<number>): ActiveRows {
  const columns = timeline.columns(bounds);
  const { codes, count } = timeline.entities(of, bounds);
  const { at, counts } = columns;
  if (feature === null) return { at, count, codes, counts };
  const { feature: own, features } = columns;
  // Of a feature that no row names it is -1, which no row has.
  const wanted = features.indexOf(feature);
  const rows = new Uint32Array(own.length);
  let length = 0;
  for (let row = 0; row < own.length; row += 1) {
    if (own[row] !== wanted) continue;
    rows[length] = row;
    length += 1;
  }
  const kept = rows.subarray(0, length);
  return { at: inOrderOf(at, kept), count, codes: inOrderOf(codes, kept), counts: inOrderOf(counts, kept) };
}

const mostStamps = 255;

/** Who is active in the rows from one to before another, each once; what is given back holds until the next call. */
export function activeIn(
  { codes, count, counts }: ActiveRows,
  minimumEvents: number,
): (first: number, next: number) => Uint32Array {
  // In bytes, of which a cache holds four times as many; after the last stamp they begin anew.
  const stamps = new Uint8Array(count);
  const active = new Uint32Array(count + 1);
  const events = new Float64Array(minimumEvents > 1 ? count : 0);
  let stamp = 0;
  return (first, next) => {
    stamp = (stamp % mostStamps) + 1;
    if (stamp === 1) stamps.fill(0);
    const own = codes.subarray(first, next);
    if (minimumEvents === 1) return active.subarray(0, distinct(own, stamps, stamp, active));
    const weights = counts.subarray(first, next);
    return active.subarray(0, distinctOfMany(own, weights, minimumEvents, stamps, stamp, events, active));
  };
}

/** Who was seen already is no special case, because a branch that half of the rows take costs more than all else. */
function distinct(codes: Uint32Array, stamps: Uint8Array, stamp: number, into: Uint32Array): number {
  let length = 0;
  for (let row = 0; row < codes.length; row += 1) {
    const code = codes[row] as number;
    const difference = (stamps[code] as number) ^ stamp;
    stamps[code] = stamp;
    into[length] = code;
    length += (difference | -difference) >>> 31;
  }
  return length;
}

function distinctOfMany(
  codes: Uint32Array,
  weights: Float64Array,
  least: number,
  stamps: Uint8Array,
  stamp: number,
  sums: Float64Array,
  into: Uint32Array,
): number {
  let length = 0;
  for (let row = 0; row < codes.length; row += 1) {
    const code = codes[row] as number;
    const before = stamps[code] === stamp ? (sums[code] as number) : 0;
    const sum = before + (weights.length > 0 ? (weights[row] as number) : 1);
    stamps[code] = stamp;
    sums[code] = sum;
    if (before >= least || sum < least) continue;
    into[length] = code;
    length += 1;
  }
  return length;
}
