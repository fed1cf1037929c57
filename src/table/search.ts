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
