import type { CheckedPeriod } from '../../calendar/open.ts';
import { addUnits, spill } from '../../table/index.ts';
import { classOf, keptNettings, mostKept } from './kept-nettings.ts';
import { kindCount } from './kinds.ts';
import type { WalkedSteps } from './plain-walk.ts';
import { type SegmentSums, segmentSums } from './segment-sums.ts';
import { slide } from './slide.ts';
import { type Chain, layChains, type Track } from './tracks.ts';

// Overlapping periods lie on many tracks (twelve for trailing years at month ends) but in few chains, along which the steps of a customer
// come in and go out one by one.

/** Turns sums of separately booked steps into net ones. `isKept` says whether to keep sums by instant for later calls. */
export type Netting = (
  sums: readonly SegmentSums[],
  walked: WalkedSteps,
  tracks: readonly Track[],
  periods: readonly CheckedPeriod[],
  isKept: boolean,
) => void;

/** Passed to a walk, because calls that ask only for levels do not need it. */
export const netSteps: Netting = (sums, walked, tracks, periods, isKept) => {
  const { instants } = walked;
  const slots = slotsOnTracks(tracks);
  const classOfPeriod = ({ start, end }: CheckedPeriod) => classOf(end - start);
  const alike = isKept ? layChains(periods, instants, classOfPeriod) : [];
  const pays = isKept && alike.length <= mostKept;
  for (const chain of pays ? alike : layChains(periods, instants)) {
    const first = periods[chain.positions[0] as number] as CheckedPeriod;
    addToTracks(sums, slots, chain, pays ? keptNettings(walked, chain, classOfPeriod(first)) : nettings(walked, chain));
  }
};

/** What netting changes in each period of a chain, as the difference from the period before. */
function nettings(walked: WalkedSteps, chain: Chain): SegmentSums {
  const sums = segmentSums(chain.positions.length + 1, walked.currencies);
  for (let entity = 0; entity + 1 < walked.steps.offsets.length; entity += 1) slide(sums, walked, entity, chain);
  return sums;
}

/** Adds up differences along a chain, and adds each sum to the value of the period on its track. */
function addToTracks(
  sums: readonly SegmentSums[],
  slotsOnTracks: readonly TrackSlot[],
  { positions }: Chain,
  { amounts, counts }: SegmentSums,
): void {
  for (let first = 0; first < amounts.units.length; first += counts.length) {
    for (let kind = 0; kind < kindCount; kind += 1) {
      let [units, more, count] = [0, 0n, 0];
      for (const [i, position] of positions.entries()) {
        const from = i * kindCount + kind;
        count += counts[from] as number;
        units += amounts.units[first + from] as number;
        more += amounts.spilled.get(first + from) ?? 0n;
        if (Math.abs(units) >= 2 ** 52) [units, more] = [0, more + BigInt(units)];
        const { track, slot } = slotsOnTracks[position] as TrackSlot;
        const ofTrack = sums[track] as SegmentSums;
        const at = (first / counts.length) * ofTrack.counts.length + slot + kind;
        addUnits(ofTrack.amounts, at, units);
        if (more !== 0n) spill(ofTrack.amounts.spilled, at, more);
        if (first === 0) ofTrack.counts[slot + kind] = (ofTrack.counts[slot + kind] as number) + count;
      }
    }
  }
}

/** The position of a period: the first slot of its segment. */
interface TrackSlot {
  readonly track: number;
  readonly slot: number;
}

function slotsOnTracks(tracks: readonly Track[]): TrackSlot[] {
  const slots: TrackSlot[] = [];
  for (const [track, { positions }] of tracks.entries()) {
    for (const [i, position] of positions.entries()) slots[position] = { track, slot: (2 * i + 1) * kindCount };
  }
  return slots;
}
