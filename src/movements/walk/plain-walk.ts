import { addUnits } from '../../table/index.ts';
import { eachMovement } from './each-movement.ts';
import { kindOf, noKind } from './kinds.ts';
import { type SegmentSums, segmentSums, type WalkedSteps } from './segment-sums.ts';
import type { Booking, Track } from './tracks.ts';

/** What the accelerators must come to. */
export function plainWalk({ steps, currencyOf, currencies }: WalkedSteps, track: Track, booking: Booking): SegmentSums {
  const sums = segmentSums(track, currencies);
  const { amounts, counts } = sums;
  eachMovement(steps, track, booking, (entity, _first, _end, before, after, slot, returns) => {
    const kind = kindOf(before, after, returns);
    if (kind === noKind) return;
    const base = currencyOf === null ? 0 : (currencyOf[entity] as number) * counts.length;
    addUnits(amounts, base + slot + kind, Math.abs(after - before));
    counts[slot + kind] = (counts[slot + kind] as number) + 1;
  });
  return sums;
}
