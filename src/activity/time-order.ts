import { type Groups, groupBy } from '../table/index.ts';

/** Rows put together by cells of time of equal width, which follow one another. */
export interface TimeCells extends Groups {
  /** By row. */
  readonly cells: Uint32Array;
  /** The cell of an instant; before the first row and after the last there is none. */
  cellOf(instant: number): number;
}

/** More rows than this that share a cell get cells of their own. */
const fewRows = 16;

/** The rows in order of their instants, equal ones in the order they came in: in as many cells as there are rows, and then by comparison. */
export function timeOrder(at: Float64Array): Uint32Array {
  const { order, offsets } = timeCells(at, at.length);
  for (let cell = 0; cell < offsets.length - 1 && offsets.length > 2; cell += 1) {
    const from = offsets[cell] as number;
    const to = offsets[cell + 1] as number;
    if (to - from <= fewRows) continue;
    const own = order.subarray(from, to);
    const inner = timeOrder(Float64Array.from(own, (row) => at[row] as number));
    own.set(inner.map((place) => own[place] as number));
  }
  for (let place = 1; place < order.length; place += 1) {
    const row = order[place] as number;
    const instant = at[row] as number;
    let hole = place;
    for (; hole > 0 && (at[order[hole - 1] as number] as number) > instant; hole -= 1) {
      order[hole] = order[hole - 1] as number;
    }
    order[hole] = row;
  }
  return order;
}

/** So many cells, or a single one where all instants are the same. */
export function timeCells(at: Float64Array, most: number): TimeCells {
  let [earliest, latest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let row = 0; row < at.length; row += 1) {
    earliest = Math.min(earliest, at[row] as number);
    latest = Math.max(latest, at[row] as number);
  }
  const count = latest > earliest ? most : 1;
  const [first, scale] = [earliest, (count - 1) / (latest - earliest || 1)];
  const cells = new Uint32Array(at.length);
  for (let row = 0; row < cells.length; row += 1) cells[row] = (((at[row] as number) - first) * scale) | 0;
  return { ...groupBy(cells, count), cells, cellOf: (instant: number) => ((instant - first) * scale) | 0 };
}
