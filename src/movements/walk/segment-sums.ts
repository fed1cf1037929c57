import { addUnits, spill, type UnitSums, unitSums } from '../../table/index.ts';
import { kindCount } from './kinds.ts';

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

/** Puts cells together to fewer ones; `slotOf` says for each of them the first slot of the one that it becomes part of. */
export function regrouped(totals: SegmentSums, slotOf: Uint32Array, segments: number, currencies: number): SegmentSums {
  const sums = segmentSums(segments, currencies);
  const { amounts, counts } = sums;
  const { units } = totals.amounts;
  for (let currency = 0; currency < currencies; currency += 1) {
    const base = currency * totals.counts.length;
    for (let cell = 0, end = 0; cell < slotOf.length; cell = end) {
      const first = slotOf[cell] as number;
      do end += 1;
      while (slotOf[end] === first);
      for (let kind = 0; kind < kindCount; kind += 1) {
        let sum = 0;
        let count = 0;
        for (let at = cell * kindCount + kind; at < end * kindCount; at += kindCount) {
          sum += units[base + at] as number;
          count += totals.counts[at] as number;
          if (Math.abs(sum) < 2 ** 52) continue;
          spill(amounts.spilled, currency * counts.length + first + kind, BigInt(sum));
          sum = 0;
        }
        addUnits(amounts, currency * counts.length + first + kind, sum);
        if (currency === 0) counts[first + kind] = (counts[first + kind] as number) + count;
      }
    }
  }
  for (const [at, sum] of totals.amounts.spilled) {
    const [currency, slot] = [Math.floor(at / totals.counts.length), at % totals.counts.length];
    const to = (slotOf[Math.floor(slot / kindCount)] as number) + (slot % kindCount);
    spill(amounts.spilled, currency * counts.length + to, sum);
  }
  return sums;
}
