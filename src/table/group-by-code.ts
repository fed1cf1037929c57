/** Items put together by group: those of group g stand in `order` from `offsets[g]` to `offsets[g + 1]`, in the order they came in. */
export interface Groups {
  readonly offsets: Uint32Array;
  readonly order: Uint32Array;
  /** Whether they came in group by group, so that `order` is 0, 1, 2, ... */
  readonly areInPlace: boolean;
}

/**
 * Groups the items 0, 1, 2, ... by the codes given for them: a counting sort, linear and with nothing compared. Items whose code is that
 * of no group are left behind.
 */
export function groupBy(codes: Uint32Array | Uint16Array, groups: number): Groups {
  const { offsets, areGrouped } = countGroups(codes, groups);
  const order = new Uint32Array(offsets[groups] as number);
  if (areGrouped) {
    for (let item = 0; item < codes.length; item += 1) order[item] = item;
    return { order, offsets, areInPlace: true };
  }
  const cursor = offsets.slice(0, groups);
  for (let item = 0; item < codes.length; item += 1) {
    const group = codes[item] as number;
    if (group >= groups) continue;
    const at = cursor[group] as number;
    order[at] = item;
    cursor[group] = at + 1;
  }
  return { order, offsets, areInPlace: false };
}

/** Where each group begins and ends. Rows of many sources come group by group: then nothing has to move. */
function countGroups(codes: Uint32Array | Uint16Array, groups: number) {
  const offsets = new Uint32Array(groups + 1);
  let areGrouped = true;
  let before = 0;
  for (let item = 0; item < codes.length; item += 1) {
    const group = codes[item] as number;
    if (group < groups) offsets[group + 1] = (offsets[group + 1] as number) + 1;
    if (group < before || group >= groups) areGrouped = false;
    before = group;
  }
  let sum = 0;
  for (let group = 1; group <= groups; group += 1) {
    sum += offsets[group] as number;
    offsets[group] = sum;
  }
  return { offsets, areGrouped };
}

/** Items by a key of theirs, keys in order of first sight. */
export function groupByKey<T, K>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) getOrAdd(groups, keyOf(item), () => []).push(item);
  return groups;
}

/** What a Map has under a key, which is made where there is nothing yet. */
export function getOrAdd<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
