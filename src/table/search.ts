/**
 * The first of so many sorted items that a test accepts, by its index; their number where it accepts none. The test must accept every item
 * after one that it accepts: then a few looks are enough, for thousands of items.
 */
export function firstIndex(count: number, accepts: (index: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (accepts(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The first index in [from, to) whose value is not below `value`, or `to`: the same of columns, where a look is all that it costs. */
export function lowerBound(values: ArrayLike<number>, value: number, from: number, to: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
