import { isReturn } from '../../ledger/query.ts';
import type { WalkedSteps } from './plain-walk.ts';
import { book, type SegmentSums } from './segment-sums.ts';
import type { Sliding } from './tracks.ts';

/**
 * Adds what netting the steps of an entity changes, as differences between one period and the next: where a step comes in, it no longer
 * counts alone but with those that are there, and where one goes out, it does again.
 */
export function slide(sums: SegmentSums, walked: WalkedSteps, entity: number, { begun, ended }: Sliding): void {
  const { steps, currencyOf } = walked;
  const { offsets, places, levels } = steps;
  const base = currencyOf === null ? 0 : (currencyOf[entity] as number) * sums.counts.length;
  const last = offsets[entity + 1] as number;
  let first = offsets[entity] as number;
  // The steps from `first` up to `next` are in, from one level to another. A single one is not booked, as there is nothing to net.
  let next = first + 1;
  let before = 0;
  let after = levels[first] as number;
  while (first + 1 < last) {
    const returns = isReturn(steps, first);
    const out = begun[places[first] as number] as number;
    const into = next < last ? (ended[places[next] as number] as number) : out;
    if (into < out) {
      const level = levels[next] as number;
      book(sums, base, into, before, after, returns, -1);
      book(sums, base, into, after, level, isReturn(steps, next), -1);
      book(sums, base, into, before, level, returns, 1);
      after = level;
      next += 1;
      continue;
    }
    const level = levels[first] as number;
    first += 1;
    if (first < next) {
      book(sums, base, out, before, after, returns, -1);
      book(sums, base, out, before, level, returns, 1);
      book(sums, base, out, level, after, isReturn(steps, first), 1);
    } else {
      after = levels[next] as number;
      next += 1;
    }
    before = level;
  }
}

/**
 * Adds what two steps of an entity change in a period that holds both: for x and y it is the net movement from x to y, less those from x + 1
 * to y and from x to y - 1, and the one from x + 1 to y - 1, which both of these lack.
 */
export function bookPair(
  sums: SegmentSums,
  { steps, currencyOf }: WalkedSteps,
  entity: number,
  x: number,
  y: number,
  slot: number,
  times: number,
): void {
  const { offsets, levels } = steps;
  const base = currencyOf === null ? 0 : (currencyOf[entity] as number) * sums.counts.length;
  const opening = x === offsets[entity] ? 0 : (levels[x - 1] as number);
  const [first, last, closing] = [levels[x] as number, levels[y - 1] as number, levels[y] as number];
  book(sums, base, slot, opening, closing, isReturn(steps, x), times);
  book(sums, base, slot, first, closing, isReturn(steps, x + 1), -times);
  book(sums, base, slot, opening, last, isReturn(steps, x), -times);
  // No movement where y follows x.
  book(sums, base, slot, first, last, isReturn(steps, x + 1), times);
}
