const digitBits = 11;
const digitCount = 2048;
const wordRange = 4_294_967_296;

/**
 * The rows in order of their instants, equal ones in the order they came in; null where they are in order already, as files mostly are.
 * Digit by digit, from the last one to the first, each by a counting sort: linear, whatever the instants.
 */
export function timeOrder(at: Float64Array): Uint32Array | null {
  if (isRising(at)) return null;
  let order = new Uint32Array(at.length).map((_, row) => row);
  let free = new Uint32Array(at.length);
  const keys = new Uint32Array(at.length);
  const sortByKeys = (greatest: number): void => {
    for (let shift = 0; shift < 32 && greatest >>> shift > 0; shift += digitBits) {
      sortByDigit(keys, shift, order, free);
      [order, free] = [free, order];
    }
  };
  // The low half of 53 bits, and then the high one, counted from the lowest.
  let [lowest, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let row = 0; row < at.length; row += 1) {
    const high = Math.floor((at[row] as number) / wordRange);
    keys[row] = (at[row] as number) - high * wordRange;
    lowest = Math.min(lowest, high);
    highest = Math.max(highest, high);
  }
  sortByKeys(wordRange - 1);
  for (let row = 0; row < at.length; row += 1) keys[row] = Math.floor((at[row] as number) / wordRange) - lowest;
  sortByKeys(highest - lowest);
  return order;
}

function sortByDigit(keys: Uint32Array, shift: number, order: Uint32Array, into: Uint32Array): void {
  const places = new Uint32Array(digitCount + 1);
  for (let row = 0; row < keys.length; row += 1) {
    const digit = ((keys[row] as number) >>> shift) & (digitCount - 1);
    places[digit + 1] = (places[digit + 1] as number) + 1;
  }
  for (let digit = 0; digit < digitCount; digit += 1) {
    places[digit + 1] = (places[digit + 1] as number) + (places[digit] as number);
  }
  for (let place = 0; place < order.length; place += 1) {
    const row = order[place] as number;
    const digit = ((keys[row] as number) >>> shift) & (digitCount - 1);
    const next = places[digit] as number;
    into[next] = row;
    places[digit] = next + 1;
  }
}

function isRising(at: Float64Array): boolean {
  for (let row = 1; row < at.length; row += 1) if ((at[row - 1] as number) > (at[row] as number)) return false;
  return true;
}
