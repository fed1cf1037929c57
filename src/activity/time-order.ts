import { groupBy } from '../table/index.ts';

const digitCount = 8192;

/** The rows in order of their instants, equal ones in the order they came in: a stable sort by each digit in turn, from the last one to the first. */
export function timeOrder(at: Float64Array): Uint32Array {
  let [earliest, latest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const instant of at) {
    earliest = Math.min(earliest, instant);
    latest = Math.max(latest, instant);
  }
  let rows: Uint32Array = new Uint32Array(at.length).map((_, row) => row);
  const digits = new Uint16Array(at.length);
  for (let unit = 1, isFirst = false; !isFirst; unit *= digitCount) {
    const least = Math.floor(earliest / unit);
    isFirst = Math.floor(latest / unit) - least < digitCount;
    // All that is left of the first digit, which can be below 0.
    const zero = isFirst ? least : 0;
    for (let place = 0; place < digits.length; place += 1) {
      digits[place] = (Math.floor((at[rows[place] as number] as number) / unit) - zero) & (digitCount - 1);
    }
    const { order } = groupBy(digits, digitCount);
    for (let place = 0; place < digits.length; place += 1) order[place] = rows[order[place] as number] as number;
    rows = order;
  }
  return rows;
}
