import type { LifeTable } from './life-table.ts';
import type { DurationColumns } from './read-durations.ts';

/**
 * The variance of the logarithm of the survival at each time of a life table, where rows have weights: the infinitesimal jackknife, the sum of the
 * squares of what each row, by its weight, moves the logarithm. Greenwood's formula would take a weight of 2 for two customers. Rows are ordered by
 * duration.
 *
 * A row at risk moves it by left / (at risk x remaining) at each time since its entry, and by -1 / at risk when it leaves.
 */
export function robustVariance(
  { durations, entries, isEvent, counts, weights }: DurationColumns,
  { times, left, atRisk }: LifeTable,
): Float64Array {
  const variance = new Float64Array(times.length);
  const late = Uint32Array.from(entries.keys()).filter((row) => entries[row] !== 0);
  late.sort((a, b) => (entries[a] as number) - (entries[b] as number));
  const startOf = new Float64Array(entries.length);
  // Of those at risk, by their moves since time 0 less what they had moved at their entry: the sums of w^2, w^2 x start, w^2 x start^2.
  let [squares, starts, startSquares, ended, moved] = [0, 0, 0, 0, 0];
  const take = (row: number, sign: number) => {
    const square = sign * (counts[row] as number) * (weights[row] as number) ** 2;
    const start = startOf[row] as number;
    squares += square;
    starts += square * start;
    startSquares += square * start * start;
    return -square;
  };
  for (const [row, entry] of entries.entries()) if (entry === 0) take(row, 1);
  let [next, joining] = [0, 0];
  for (const [place, time] of times.entries()) {
    for (; joining < late.length && (entries[late[joining] as number] as number) < time; joining += 1) {
      const row = late[joining] as number;
      startOf[row] = moved;
      take(row, 1);
    }
    const before = moved;
    const gone = left[place] as number;
    const whole = atRisk[place] as number;
    moved += gone / (whole * (whole - gone));
    for (; durations[next] === time; next += 1) {
      const own = (isEvent[next] === 1 ? before - 1 / whole : moved) - (startOf[next] as number);
      ended += take(next, -1) * own * own;
    }
    variance[place] = ended + squares * moved * moved - 2 * starts * moved + startSquares;
  }
  return variance;
}
