import { openEnd, type PaidSpans } from './paid-spans.ts';

// What begins and ends: change 2i is the start of span i, change 2i + 1 its end.

export function placeOfChange({ start, end }: PaidSpans, change: number): number {
  return ((change & 1) === 0 ? start : end)[change >>> 1] as number;
}

/** The changes of one entity, in order of time. */
export function changesOf(spans: PaidSpans, entity: number): Uint32Array {
  const own = new Uint32Array(2 * ((spans.offsets[entity + 1] as number) - (spans.offsets[entity] as number)));
  return own.subarray(0, sortChanges(spans, entity, own));
}

/** With more spans than this, comparing each change with those before it takes longer than a sort that is made for many. */
const few = 16;

/** Writes the changes of one entity into the beginning of `order`, in order of time, and says how many there are. */
export function sortChanges(spans: PaidSpans, entity: number, order: Uint32Array): number {
  const from = spans.offsets[entity] as number;
  const to = spans.offsets[entity + 1] as number;
  let count = 0;
  for (let span = from; span < to; span += 1) {
    order[count] = span * 2;
    count += 1;
    if (spans.end[span] === openEnd) continue;
    order[count] = span * 2 + 1;
    count += 1;
  }
  if (to - from > few) order.subarray(0, count).sort((a, b) => placeOfChange(spans, a) - placeOfChange(spans, b));
  else insertionSort(spans, order, count);
  return count;
}

function insertionSort(spans: PaidSpans, order: Uint32Array, count: number): void {
  for (let i = 1; i < count; i += 1) {
    const change = order[i] as number;
    const place = placeOfChange(spans, change);
    let at = i;
    for (; at > 0 && placeOfChange(spans, order[at - 1] as number) > place; at -= 1)
      order[at] = order[at - 1] as number;
    order[at] = change;
  }
}

/** The number of changes that no entity has more than. */
export function mostChanges({ offsets }: PaidSpans): number {
  let most = 0;
  for (let entity = 0; entity + 1 < offsets.length; entity += 1) {
    most = Math.max(most, (offsets[entity + 1] as number) - (offsets[entity] as number));
  }
  return most * 2;
}
