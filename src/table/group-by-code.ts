/** Items put together by group: those of group g stand in `order` from `offsets[g]` to `offsets[g + 1]`, in the order they came in. */
export interface Groups {
  readonly offsets: Uint32Array;
  readonly order: Uint32Array;
}

/** Where each group begins, of items that come group by group; null where they do not. */
export function offsetsInPlace(codes: Uint32Array, groups: number): Uint32Array | null {
  const offsets = new Uint32Array(groups + 1);
  // The first group of which no item came.
  let next = 0;
  for (let item = 0; item < codes.length; item += 1) {
    const group = codes[item] as number;
    if (group + 1 === next) continue;
    if (group < next || group >= groups) return null;
    while (next <= group) {
      offsets[next] = item;
      next += 1;
    }
  }
  return offsets.fill(codes.length, next);
}

/**
 * Groups the items 0, 1, 2, ... by the codes given for them: a counting sort, linear and with nothing compared. Items whose code is that
 * of no group are left behind.
 */
export function groupBy(codes: Uint32Array | Uint16Array, groups: number): Groups {
  // Each group is counted two places on, so that its begin stands where that of the next one belongs, and moves there item by item.
  const begins = new Uint32Array(groups + 2);
  for (let item = 0; item < codes.length; item += 1) {
    const group = codes[item] as number;
    if (group < groups) (begins[group + 2] as number) += 1;
  }
  for (let group = 2; group < begins.length; group += 1) {
    (begins[group] as number) += begins[group - 1] as number;
  }
  const order = new Uint32Array(begins[groups + 1] as number);
  for (let item = 0; item < codes.length; item += 1) {
    const group = codes[item] as number;
    if (group >= groups) continue;
    const at = begins[group + 1] as number;
    order[at] = item;
    begins[group + 1] = at + 1;
  }
  return { order, offsets: begins.subarray(0, groups + 1) };
}

/** Items by a key of theirs, keys in order of first sight. */
export function groupByKey<T, K>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) getOrAdd(groups, keyOf(item), () => []).push(item);
  return groups;
}

/** What a Map or a WeakMap has under a key, which is made where there is nothing yet. */
export function getOrAdd<K, V>(
  map: { get(key: K): V | undefined; set(key: K, value: V): unknown },
  key: K,
  make: () => V,
): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
