import type { CheckedPeriod } from '../../calendar/open.ts';
import { isReturn, type Steps } from '../../ledger/query.ts';
import { addUnits, getOrAdd, spill, type UnitSums, unitSums } from '../../table/index.ts';
import { kindCount, kindOf, noKind } from './kinds.ts';
import { classOfTime, type LaterSteps, laterSteps } from './later-steps.ts';
import type { SegmentSums, WalkedSteps } from './plain-walk.ts';
import { type Chain, layChains, type Track } from './tracks.ts';

// Overlapping periods lie on many tracks (twelve for trailing years at month ends) but in few chains. Periods of a chain that hold the
// same steps of a customer lie side by side, so one netting is booked for all of them, at the first and the last.

/** Turns sums of separately booked steps into net ones. */
export type Netting = (
  sums: readonly SegmentSums[],
  walked: WalkedSteps,
  tracks: readonly Track[],
  periods: readonly CheckedPeriod[],
) => void;

const known = /* @__PURE__ */ new WeakMap<Steps, LaterSteps>();

/** Passed to a walk, because calls that ask only for levels do not need it. */
export const netSteps: Netting = (sums, walked, tracks, periods) => {
  const later = getOrAdd(known, walked.steps, () => laterSteps(walked));
  const slots = slotsOnTracks(tracks);
  const longest = periods.reduce((most, { start, end }) => Math.max(most, end - start), 0);
  for (const chain of layChains(periods, walked.instants))
    addToTracks(sums, slots, chain, nettings(walked, later, chain, longest));
};

/** Amounts by currency and slot, and counts by slot, each as the difference from the slot of the same kind one period before. */
interface Differences {
  readonly amounts: UnitSums;
  readonly counts: Int32Array;
}

/** The change that netting makes to the sums of each period of a chain. */
function nettings(
  walked: WalkedSteps,
  { steps: later, offsets: classes, isFirst }: LaterSteps,
  { positions, begun, ended }: Chain,
  longest: number,
): Differences {
  const { steps, currencyOf, currencies } = walked;
  const { offsets, places, levels } = steps;
  const slots = (positions.length + 1) * kindCount;
  const differences = { amounts: unitSums(slots * currencies), counts: new Int32Array(slots) };
  let entity = 0;
  let base = 0;
  // Steps further apart than the longest period is share none. Where that leaves most of them, all are visited, in order.
  const near = classes[classOfTime(longest) + 1] as number;
  const areMost = near * 2 > later.length;
  const count = areMost ? places.length : near;
  for (let i = 0; i < count; i += 1) {
    if (areMost && isFirst[i] === 1) continue;
    const step = areMost ? i : (later[i] as number);
    // The periods that hold this step and the one before it.
    const stop = begun[places[step - 1] as number] as number;
    let from = ended[places[step] as number] as number;
    if (from >= stop) continue;
    if (currencyOf !== null) {
      // Steps come in order within each class.
      if ((offsets[entity] as number) > step) entity = 0;
      while ((offsets[entity + 1] as number) <= step) entity += 1;
      base = (currencyOf[entity] as number) * slots;
    }
    const first = levels[step - 1] as number;
    const level = levels[step] as number;
    book(differences, base, kindOf(first, level, isReturn(steps, step)), -Math.abs(level - first), -1, from, stop);
    const opens = isFirst[step - 1] === 1;
    const opening = opens ? 0 : (levels[step - 2] as number);
    // The periods among them whose first step is the one before.
    if (!opens) from = Math.max(from, begun[places[step - 2] as number] as number);
    if (from >= stop) continue;
    const returns = isReturn(steps, step - 1);
    book(differences, base, kindOf(opening, first, returns), -Math.abs(first - opening), -1, from, stop);
    for (let end = step + 1; from < stop; end += 1) {
      const isOwn = isFirst[end] === 0;
      const to = isOwn ? Math.min(stop, ended[places[end] as number] as number) : stop;
      if (to <= from) continue;
      const closing = levels[end - 1] as number;
      const kind = kindOf(opening, closing, returns);
      if (kind !== noKind) book(differences, base, kind, Math.abs(closing - opening), 1, from, to);
      from = to;
    }
  }
  return differences;
}

/** For the periods whose first slots are from `from` up to `to`. */
function book(
  { amounts, counts }: Differences,
  base: number,
  kind: number,
  amount: number,
  count: number,
  from: number,
  to: number,
): void {
  addUnits(amounts, base + from + kind, amount);
  addUnits(amounts, base + to + kind, -amount);
  counts[from + kind] = (counts[from + kind] as number) + count;
  counts[to + kind] = (counts[to + kind] as number) - count;
}

/** Adds up differences along a chain, and adds each sum to the value of the period on its track. */
function addToTracks(
  sums: readonly SegmentSums[],
  slotsOnTracks: readonly TrackSlot[],
  { positions }: Chain,
  { amounts, counts }: Differences,
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
