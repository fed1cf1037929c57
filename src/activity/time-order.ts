const digitBits = 11;
const digitCount = 2048;
const keyRange = 4_294_967_296;

/** Rows with the numbers that they are sorted by. */
interface Keyed {
  readonly keys: Uint32Array;
  readonly rows: Uint32Array;
}

/**
 * The rows in order of their instants, equal ones in the order they came in; null where they are in order already, as files mostly are.
 * By 32 bits of the instants, digit by digit from the last one to the first, each by a counting sort; and by what is below these bits, of the
 * few rows that share them.
 */
export function timeOrder(at: Float64Array): Uint32Array | null {
  if (isRising(at)) return null;
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let row = 0; row < at.length; row += 1) {
    first = Math.min(first, at[row] as number);
    last = Math.max(last, at[row] as number);
  }
  let unit = 1;
  while ((last - first) / unit >= keyRange) unit *= 2;
  let sorted: Keyed = { keys: new Uint32Array(at.length), rows: new Uint32Array(at.length) };
  let free: Keyed = { keys: new Uint32Array(at.length), rows: new Uint32Array(at.length) };
  for (let row = 0; row < at.length; row += 1) {
    sorted.keys[row] = ((at[row] as number) - first) / unit;
    sorted.rows[row] = row;
  }
  for (let shift = 0; shift < 32 && Math.floor((last - first) / unit) >>> shift > 0; shift += digitBits) {
    sortByDigit(sorted, shift, free);
    [sorted, free] = [free, sorted];
  }
  if (unit > 1) sortEqualKeys(sorted, at);
  return sorted.rows;
}

function sortByDigit({ keys, rows }: Keyed, shift: number, into: Keyed): void {
  const places = new Uint32Array(digitCount + 1);
  for (let place = 0; place < keys.length; place += 1) {
    const digit = ((keys[place] as number) >>> shift) & (digitCount - 1);
    places[digit + 1] = (places[digit + 1] as number) + 1;
  }
  for (let digit = 0; digit < digitCount; digit += 1) {
    places[digit + 1] = (places[digit + 1] as number) + (places[digit] as number);
  }
  for (let place = 0; place < keys.length; place += 1) {
    const key = keys[place] as number;
    const digit = (key >>> shift) & (digitCount - 1);
    const next = places[digit] as number;
    into.keys[next] = key;
    into.rows[next] = rows[place] as number;
    places[digit] = next + 1;
  }
}

function sortEqualKeys({ keys, rows }: Keyed, at: Float64Array): void {
  for (let from = 0, to = 1; to <= keys.length; to += 1) {
    if (keys[to] === keys[from]) continue;
    sortByTime(rows, from, to, at);
    from = to;
  }
}

/** Mostly there are one or two. */
function sortByTime(rows: Uint32Array, from: number, to: number, at: Float64Array): void {
  for (let place = from + 1; place < to; place += 1) {
    if ((at[rows[place - 1] as number] as number) <= (at[rows[place] as number] as number)) continue;
    rows.subarray(from, to).sort((a, b) => (at[a] as number) - (at[b] as number) || a - b);
    return;
  }
}

function isRising(at: Float64Array): boolean {
  for (let row = 1; row < at.length; row += 1) if ((at[row - 1] as number) > (at[row] as number)) return false;
  return true;
}
