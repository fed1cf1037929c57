const digitBits = 11;
const digitCount = 2048;
const keyRange = 4_294_967_296;

/**
 * The rows in order of their instants, equal ones in the order they came in.
 * By 32 bits of the instants, digit by digit from the last one to the first, each by a counting sort; and by what is below these bits, of the
 * few rows that share them.
 */
export function timeOrder(at: Float64Array): Uint32Array {
  const { length } = at;
  let [keys, rows, freeKeys, freeRows] = [0, 0, 0, 0].map(() => new Uint32Array(length)) as Columns;
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let row = 0; row < length; row += 1) {
    first = Math.min(first, at[row] as number);
    last = Math.max(last, at[row] as number);
  }
  let unit = 1;
  while ((last - first) / unit >= keyRange) unit *= 2;
  for (let row = 0; row < length; row += 1) {
    keys[row] = ((at[row] as number) - first) / unit;
    rows[row] = row;
  }
  for (let shift = 0; shift < 32; shift += digitBits) {
    sortByDigit(keys, rows, shift, freeKeys, freeRows);
    [keys, rows, freeKeys, freeRows] = [freeKeys, freeRows, keys, rows];
  }
  for (let from = 0, to = 1; to <= length; to += 1) {
    if (keys[to] === keys[from]) continue;
    if (!isRising(at, rows, from, to)) rows.subarray(from, to).sort((a, b) => (at[a] as number) - (at[b] as number));
    from = to;
  }
  return rows;
}

type Columns = [Uint32Array, Uint32Array, Uint32Array, Uint32Array];

function sortByDigit(
  keys: Uint32Array,
  rows: Uint32Array,
  shift: number,
  intoKeys: Uint32Array,
  intoRows: Uint32Array,
): void {
  const places = new Uint32Array(digitCount + 1);
  const digitOf = (key: number) => (key >>> shift) & (digitCount - 1);
  for (const key of keys) places[digitOf(key) + 1] = (places[digitOf(key) + 1] as number) + 1;
  for (let digit = 0; digit < digitCount; digit += 1) {
    places[digit + 1] = (places[digit + 1] as number) + (places[digit] as number);
  }
  for (let place = 0; place < keys.length; place += 1) {
    const key = keys[place] as number;
    const next = places[digitOf(key)] as number;
    intoKeys[next] = key;
    intoRows[next] = rows[place] as number;
    places[digitOf(key)] = next + 1;
  }
}

function isRising(at: Float64Array, rows: Uint32Array, from: number, to: number): boolean {
  for (let place = from + 1; place < to; place += 1) {
    if ((at[rows[place - 1] as number] as number) > (at[rows[place] as number] as number)) return false;
  }
  return true;
}
