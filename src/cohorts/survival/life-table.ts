import { lowerBound } from '../../table/index.ts';
import { type DurationColumns, distinctTimes } from './read-durations.ts';

/** What happened at each distinct time of some rows, in customers or, where rows have weights, in their sums. */
export interface LifeTable {
  /** Ascending. */
  readonly times: Float64Array;
  readonly left: Float64Array;
  readonly running: Float64Array;
  /** Under observation just before each time. */
  readonly atRisk: Float64Array;
  /** Under observation from time 0 on. */
  readonly fromStart: number;
}

/** The life table of rows, by times of their own or, so that groups can be compared, by given ones that include those. */
export function lifeTable(
  { durations, entries, isEvent, counts, weights }: DurationColumns,
  rows: readonly number[],
  times: Float64Array = distinctTimes(rows.map((row) => durations[row] as number)),
): LifeTable {
  const empty = () => new Float64Array(times.length);
  const [left, running, joined, atRisk] = [empty(), empty(), empty(), empty()];
  let fromStart = 0;
  for (const row of rows) {
    const size = (counts[row] as number) * (weights[row] as number);
    const ended = isEvent[row] === 1 ? left : running;
    (ended[lowerBound(times, durations[row] as number, 0, times.length)] as number) += size;
    const entry = entries[row] as number;
    if (entry === 0) fromStart += size;
    else {
      const at = lowerBound(times, entry, 0, times.length);
      // Who enters at a time is at risk after it.
      (joined[times[at] === entry ? at + 1 : at] as number) += size;
    }
  }
  // From the end, so that sums of weights come to nothing where nobody is left.
  let still = 0;
  for (let place = times.length - 1; place >= 0; place -= 1) {
    still += (left[place] as number) + (running[place] as number);
    atRisk[place] = still;
    still -= joined[place] as number;
  }
  return { times, left, running, atRisk, fromStart };
}

/**
 * Rows that say the same put together, in an order that depends on nothing but what they say: sums of their weights, which are rounded, depend
 * neither on the order in which rows came nor on whether customers alike came as rows or as a count.
 */
export function withCounts(columns: DurationColumns, rows: readonly number[]): DurationColumns {
  const { durations, entries, isEvent, counts, weights } = columns;
  const keys = [durations, entries, isEvent, weights];
  const difference = (a: number, b: number) => {
    const key = keys.find((column) => column[a] !== column[b]);
    return key === undefined ? 0 : (key[a] as number) - (key[b] as number);
  };
  const sorted = rows.slice().sort(difference);
  const firsts = sorted.filter((row, place) => place === 0 || difference(sorted[place - 1] as number, row) !== 0);
  const summed = new Float64Array(firsts.length);
  let group = -1;
  for (const row of sorted) {
    if (row === firsts[group + 1]) group += 1;
    (summed[group] as number) += counts[row] as number;
  }
  const take = (column: ArrayLike<number>) => Float64Array.from(firsts, (row) => column[row] as number);
  return {
    durations: take(durations),
    entries: take(entries),
    isEvent: Uint8Array.from(take(isEvent)),
    counts: summed,
    weights: take(weights),
  };
}
