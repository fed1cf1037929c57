import type { CheckedPeriod } from '../../calendar/open.ts';
import { addSum } from '../../table/index.ts';
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
  for (let from = 0; from < amounts.units.length; from += 1) {
    const currency = Math.floor(from / counts.length);
    const rank = Math.floor((from % counts.length) / kindCount);
    // Behind the last period there is nothing to add to.
    if (rank === positions.length) continue;
    if (rank > 0) addSum(amounts, from - kindCount, amounts, from);
    const { track, slot } = slotsOnTracks[positions[rank] as number] as TrackSlot;
    const ofTrack = sums[track] as SegmentSums;
    const at = slot + (from % kindCount);
    addSum(amounts, from, ofTrack.amounts, currency * ofTrack.counts.length + at);
    if (currency > 0) continue;
    if (rank > 0) (counts[from] as number) += counts[from - kindCount] as number;
    (ofTrack.counts[at] as number) += counts[from] as number;
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
