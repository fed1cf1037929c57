/** Most customers have few rows, and a view of them for the engine's own sort costs more than sorting them. */
const fewValues = 16;

/** Sorts the values from one place to before another, where they are. */
export function sortRange(values: Float64Array | Uint32Array, from: number, to: number): void {
  if (to - from > fewValues) {
    values.subarray(from, to).sort();
    return;
  }
  for (let place = from + 1; place < to; place += 1) {
    const value = values[place] as number;
    let hole = place;
    for (; hole > from && (values[hole - 1] as number) > value; hole -= 1) values[hole] = values[hole - 1] as number;
    values[hole] = value;
  }
}

/** The first of the sorted values from one place to before another that is greater than a bound, or Infinity. */
export function firstAfter(values: Float64Array, from: number, to: number, bound: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) <= bound) low = middle + 1;
    else high = middle;
  }
  return low < to ? (values[low] as number) : Number.POSITIVE_INFINITY;
}
