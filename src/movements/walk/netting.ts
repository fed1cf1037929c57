import type { CheckedPeriod } from '../../calendar/open.ts';
import type { Steps } from '../../ledger/query.ts';
import { addUnits, getOrAdd, spill } from '../../table/index.ts';
import { kindCount } from './kinds.ts';
import type { WalkedSteps } from './plain-walk.ts';
import { regrouped, type SegmentSums, segmentSums } from './segment-sums.ts';
import { bookPair, slide } from './slide.ts';
import { type Chain, layChains, type Sliding, slidingBy, type Track } from './tracks.ts';

// Overlapping periods lie on many tracks (twelve for trailing years at month ends) but in few chains. Along a chain the steps of a customer
// come in and go out one by one. Which of them meet hardly depends on the periods: for all years alike, those less than 365 days apart, and
// not those 366 days apart. What that comes to is summed once, by the instants at which they come in and go out.

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
  const slots = slotsOnTracks(tracks);
  // Periods of which nothing is kept may as well be of any length.
  const chains = layChains(periods, walked.instants, isKept ? eighthBelow : undefined);
  for (const chain of chains)
    addToTracks(sums, slots, chain, isKept ? keptNettings(walked, chain, periods) : nettings(walked, chain));
};

/** Times of which months of 28 to 31 days have the same, and years too: whole eighths of a power of two, in milliseconds. */
function eighthBelow({ start, end }: CheckedPeriod): number {
  const eighth = eighthOf(end - start);
  return Math.floor((end - start) / eighth) * eighth;
}

function eighthOf(time: number): number {
  return 2 ** (Math.floor(Math.log2(time)) - 3);
}

/** The change that netting makes to the sums of each period of a chain, as the difference from the period before it. */
function nettings(walked: WalkedSteps, chain: Chain): SegmentSums {
  const sums = segmentSums(chain.positions.length + 1, walked.currencies);
  for (let entity = 0; entity + 1 < walked.steps.offsets.length; entity += 1) slide(sums, walked, entity, chain);
  return sums;
}

/** What netting changes in periods not shorter than some time and not longer than another. */
interface Kept {
  /** By steps less than the one time apart, which meet in all of these periods: as differences along `sliding`. */
  readonly sums: SegmentSums;
  readonly sliding: Sliding;
  /** Two steps less than the other time apart, which meet in some of these periods: entity, earlier and later step, three numbers each. */
  readonly pairs: readonly number[];
  /** The entities that have too many such pairs, of which nothing is kept. */
  readonly crowded: readonly number[];
}

/** More than this for each step of an entity are too many. */
const mostPairs = 8;

const known = /* @__PURE__ */ new WeakMap<Steps, Map<number, Kept>>();

function keptNettings(walked: WalkedSteps, chain: Chain, periods: readonly CheckedPeriod[]): SegmentSums {
  const nearer = eighthBelow(periods[chain.positions[0] as number] as CheckedPeriod);
  const ofSteps = getOrAdd(known, walked.steps, () => new Map<number, Kept>());
  const kept = getOrAdd(ofSteps, nearer, () => keep(walked, nearer, nearer + eighthOf(nearer)));
  const slotOf = new Uint32Array(2 * walked.instants.length);
  for (const bound of ['begun', 'ended'] as const) {
    for (let place = 0; place < walked.instants.length; place += 1)
      slotOf[(kept.sliding[bound][place] as number) / kindCount] = chain[bound][place] as number;
  }
  const sums = regrouped(kept.sums, slotOf, chain.positions.length + 1, walked.currencies);
  const { pairs, crowded } = kept;
  const { places } = walked.steps;
  for (let i = 0; i < pairs.length; i += 3) {
    const [entity, x, y] = [pairs[i] as number, pairs[i + 1] as number, pairs[i + 2] as number];
    const from = chain.ended[places[y] as number] as number;
    const to = chain.begun[places[x] as number] as number;
    if (from >= to) continue;
    bookPair(sums, walked, entity, x, y, from, 1);
    bookPair(sums, walked, entity, x, y, to, -1);
  }
  for (const entity of crowded) slide(sums, walked, entity, chain);
  return sums;
}

function keep(walked: WalkedSteps, nearer: number, within: number): Kept {
  const { steps, instants, currencies } = walked;
  const { offsets } = steps;
  const sliding = slidingBy(nearer, instants);
  const sums = segmentSums(2 * instants.length, currencies);
  const pairs: number[] = [];
  const crowded: number[] = [];
  for (let entity = 0; entity + 1 < offsets.length; entity += 1) {
    const own = pairs.length;
    const most = own + 3 * mostPairs * ((offsets[entity + 1] as number) - (offsets[entity] as number));
    addPairs(pairs, walked, entity, nearer, within, most);
    if (pairs.length > most) {
      pairs.length = own;
      crowded.push(entity);
    } else slide(sums, walked, entity, sliding);
  }
  return { sums, sliding, pairs, crowded };
}

/** Adds two steps each that are at least so long apart, and less than so long, until there are too many. */
function addPairs(
  pairs: number[],
  { steps, instants }: WalkedSteps,
  entity: number,
  nearer: number,
  within: number,
  most: number,
): void {
  const { offsets, places } = steps;
  let first = offsets[entity] as number;
  for (let y = first + 1; y < (offsets[entity + 1] as number) && pairs.length <= most; y += 1) {
    const at = instants[places[y] as number] as number;
    while (at - (instants[places[first] as number] as number) >= within) first += 1;
    for (let x = first; at - (instants[places[x] as number] as number) >= nearer; x += 1) pairs.push(entity, x, y);
  }
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
