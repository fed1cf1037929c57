import type { Span } from '../calendar/period.ts';

/** Stands for an instant that is in none of the periods. */
export const outside = -1;

/**
 * The time that the periods asked for cover, cut at each of their bounds. Periods may overlap, as trailing years do: each is a range of
 * cells, so that a row is placed once, whatever the number of periods.
 */
export interface Timeline {
  readonly cellCount: number;
  /** The cells of each period, `[first, next)`. */
  readonly ranges: readonly CellRange[];
  /** The cell of an instant, or `outside`. */
  cellOf(instant: number): number;
}

export interface CellRange {
  readonly first: number;
  readonly next: number;
}

export function timeline(spans: readonly Span[]): Timeline {
  const bounds = Float64Array.from(new Set(spans.flatMap(({ start, end }) => [start, end]))).sort();
  const cellCount = Math.max(bounds.length - 1, 0);
  const ranges = spans.map(({ start, end }) => ({
    first: lastAtOrBefore(bounds, start),
    next: lastAtOrBefore(bounds, end),
  }));
  const isCovered = coverage(ranges, cellCount);
  return {
    cellCount,
    ranges,
    cellOf(instant) {
      const cell = lastAtOrBefore(bounds, instant);
      return isCovered[cell] === 1 ? cell : outside;
    },
  };
}

/** The place of the last bound that is not after an instant; -1 before the first. */
function lastAtOrBefore(bounds: Float64Array, instant: number): number {
  let low = 0;
  let high = bounds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bounds[middle] as number) <= instant) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** 1 for each cell that a period has: between two periods lies time that belongs to none. */
function coverage(ranges: readonly CellRange[], cellCount: number): Uint8Array {
  const change = new Int32Array(cellCount + 1);
  for (const { first, next } of ranges) {
    change[first] = (change[first] as number) + 1;
    change[next] = (change[next] as number) - 1;
  }
  const isCovered = new Uint8Array(cellCount);
  let depth = 0;
  for (let cell = 0; cell < cellCount; cell += 1) {
    depth += change[cell] as number;
    isCovered[cell] = depth > 0 ? 1 : 0;
  }
  return isCovered;
}
