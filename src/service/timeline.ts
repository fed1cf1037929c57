import type { Span } from '../calendar/open.ts';

/** Stands for an instant before or behind all periods. */
export const outside = -1;

/**
 * The time that the periods asked for cover, cut at each of their bounds. Periods may overlap, as trailing years do: each is a range of
 * cells, so that a row is placed once, whatever the number of periods. A cell between two periods is in no range.
 */
export interface Timeline {
  readonly cellCount: number;
  /** The cells of each period, `[first, next)`. */
  readonly ranges: readonly CellRange[];
  /** The cell of an instant, or `outside`. */
  cellOf(instant: number): number;
}

interface CellRange {
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
  return {
    cellCount,
    ranges,
    cellOf(instant) {
      const cell = lastAtOrBefore(bounds, instant);
      return cell < cellCount ? cell : outside;
    },
  };
}

/** The place of the last bound that is not after an instant; `outside` before the first. */
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
