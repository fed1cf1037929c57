import { addSum, addUnits, type UnitSums, unitSums } from '../../table/index.ts';
import { kindCount, kindOf, noKind } from './kinds.ts';

/** The movements in each segment of a track, by slot: `segment * kindCount + kind`. Differences of them may be below 0. */
export interface SegmentSums {
  /** In units, by currency and slot: `currency * slots + slot`. */
  readonly amounts: UnitSums;
  readonly counts: Int32Array;
}

export function segmentSums(segments: number, currencies: number): SegmentSums {
  const slots = segments * kindCount;
  return { amounts: unitSums(slots * currencies), counts: new Int32Array(slots) };
}

/** Adds the movement from one level to another, so many times, in the segment whose first slot this is. */
export function book(
  { amounts, counts }: SegmentSums,
  base: number,
  slot: number,
  before: number,
  after: number,
  returns: boolean,
  times: number,
): void {
  const kind = kindOf(before, after, returns);
  if (kind === noKind) return;
  const at = slot + kind;
  addUnits(amounts, base + at, times * Math.abs(after - before));
  counts[at] = (counts[at] as number) + times;
}

/** Puts cells together to fewer ones; `slotOf` says for each of them the first slot of the one that it becomes part of. */
export function regrouped(totals: SegmentSums, slotOf: Uint32Array, segments: number, currencies: number): SegmentSums {
  const sums = segmentSums(segments, currencies);
  const { amounts, counts } = sums;
  for (let base = 0, from = 0; base < currencies * counts.length; base += counts.length) {
    for (let cell = 0; cell < slotOf.length; cell += 1) {
      const first = slotOf[cell] as number;
      for (let slot = first; slot < first + kindCount; slot += 1, from += 1) {
        addSum(totals.amounts, from, amounts, base + slot);
        if (base === 0) (counts[slot] as number) += totals.counts[from] as number;
      }
    }
  }
  return sums;
}
