import { msPerDay, type Span } from '../../calendar/open.ts';
import { isReturn, type Steps } from '../../ledger/query.ts';
import { addUnits, groupBy, lowerBound, spill, type UnitSums, unitSums } from '../../table/index.ts';
import { kindCount, kindOf, noKind } from './kinds.ts';
import { type SegmentSums, segmentSums, type WalkedSteps } from './segment-sums.ts';
import { type Booking, type Chain, layChains, slotsOf, type Track } from './tracks.ts';

// An accelerator, and nothing else: for the same steps, tracks and booking it comes to what `plainWalk` does on each. What all steps come to,
// by kind, is summed once; then only the steps are netted that share a period with the one before them, of which a month has few. Periods
// that overlap lie on many tracks (twelve for trailing years at month ends) and in few chains: those of a chain that hold the same steps
// of a customer stand side by side, and one netting is booked for all of them, where they begin and where they end.

type KindSums = (tracks: readonly Track[], spans: readonly Span[], booking: Booking) => SegmentSums[];

/** With fewer steps than this for each instant, sums by instant take more memory than the time they save is worth. */
const fewestSteps = 4;

/** With more tracks than this, sums take less time than a walk along each track. */
const mostWalked = 2;

/** Null after the first walk over steps, which would not pay for the sums. */
const known = /* @__PURE__ */ new WeakMap<Steps, KindSums | null>();

/** Null where the loop is to be taken along each track. */
export function kindSumsOf(walked: WalkedSteps, tracks: number): KindSums | null {
  const { steps, instants, currencies } = walked;
  const pays = tracks > mostWalked;
  if (instants.length * currencies * fewestSteps > steps.places.length) return pays ? sumsBetween(walked) : null;
  const sums = known.get(steps) ?? (pays || known.has(steps) ? sumsByInstant(walked) : null);
  known.set(steps, sums);
  return sums;
}

/** By instant, for any number of walks. */
export function sumsByInstant(walked: WalkedSteps): KindSums {
  const { instants } = walked;
  const isFirst = firstSteps(walked.steps);
  const totals = totalsAt(
    instants,
    Uint32Array.from(instants, (_, place) => place),
    walked,
  );
  const following = followingSteps(walked, isFirst);
  return (tracks, spans, booking) => sumsOf({ ...walked, isFirst, following }, totals, tracks, spans, booking);
}

/** Between the bounds of the periods, for one walk. */
export function sumsBetween(walked: WalkedSteps): KindSums {
  const { instants, steps } = walked;
  return (tracks, spans, booking) => {
    const bounds = new Set(tracks.flatMap((track) => track.bounds)).add(Number.NEGATIVE_INFINITY);
    const cells = Float64Array.from(bounds).sort();
    const cellOf = slotsOf(cells, instants).map((slot) => slot / kindCount - 1);
    const totals = totalsAt(cells, cellOf, walked);
    return sumsOf({ ...walked, isFirst: firstSteps(steps), following: null }, totals, tracks, spans, booking);
  };
}

interface NettedSteps extends WalkedSteps {
  /** 1 for the first step of an entity. */
  readonly isFirst: Uint8Array;
  /** Null where they were not looked for. */
  readonly following: FollowingSteps | null;
}

function sumsOf(
  netted: NettedSteps,
  totals: Totals,
  tracks: readonly Track[],
  spans: readonly Span[],
  booking: Booking,
): SegmentSums[] {
  const isByInstant = totals.instants === netted.instants;
  const sums = tracks.map((track) => {
    const slotOf = isByInstant ? track.slotOf : slotsOf(track.bounds, totals.instants);
    return totalsAlong(track, slotOf, totals, netted.currencies);
  });
  if (booking === 'event') return sums;
  const slots = slotsOnTracks(tracks);
  for (const chain of layChains(spans, netted.instants)) addToTracks(sums, slots, chain, nettings(netted, chain));
  return sums;
}

function firstSteps({ offsets, places }: Steps): Uint8Array {
  const isFirst = new Uint8Array(places.length);
  for (let entity = 0; entity + 1 < offsets.length; entity += 1) {
    const first = offsets[entity] as number;
    if (first < (offsets[entity + 1] as number)) isFirst[first] = 1;
  }
  return isFirst;
}

/** What steps come to when each is booked by itself. */
interface Totals {
  /** Steps are put together from each of these instants, in order, to the next. */
  readonly instants: Float64Array;
  /** By `(currency * instants + place) * kindCount + kind`: the sum of such changes, and their number. */
  readonly amounts: UnitSums;
  readonly counts: Uint32Array;
}

/** `cellOf` says for each instant of the ledger which of the given ones it belongs to. */
function totalsAt(instants: Float64Array, cellOf: Uint32Array, walked: WalkedSteps): Totals {
  const { steps, currencyOf, currencies } = walked;
  const { offsets, places, levels } = steps;
  const cells = instants.length * currencies * kindCount;
  const amounts = unitSums(cells);
  const counts = new Uint32Array(cells);
  for (let entity = 0; entity + 1 < offsets.length; entity += 1) {
    const base = currencyOf === null ? 0 : (currencyOf[entity] as number) * instants.length;
    const end = offsets[entity + 1] as number;
    let before = 0;
    for (let step = offsets[entity] as number; step < end; step += 1) {
      const level = levels[step] as number;
      const kind = kindOf(before, level, isReturn(steps, step));
      const at = (base + (cellOf[places[step] as number] as number)) * kindCount + kind;
      addUnits(amounts, at, Math.abs(level - before));
      counts[at] = (counts[at] as number) + 1;
      before = level;
    }
  }
  return { instants, amounts, counts };
}

/** `slotOf` says for each instant of the totals the first slot of the segment that it falls in. */
function totalsAlong(track: Track, slotOf: Uint32Array, totals: Totals, currencies: number): SegmentSums {
  const sums = segmentSums(track, currencies);
  const { amounts, counts } = sums;
  let from = 0;
  for (let base = 0; base < amounts.units.length; base += counts.length) {
    for (let place = 0; place < slotOf.length; place += 1) {
      const first = slotOf[place] as number;
      for (let slot = first; slot < first + kindCount; slot += 1, from += 1) {
        addUnits(amounts, base + slot, totals.amounts.units[from] as number);
        counts[slot] = (counts[slot] as number) + (totals.counts[from] as number);
      }
    }
  }
  for (const [at, sum] of totals.amounts.spilled) {
    const cell = Math.floor(at / kindCount);
    const base = Math.floor(cell / slotOf.length) * counts.length;
    spill(amounts.spilled, base + (slotOf[cell % slotOf.length] as number) + (at % kindCount), sum);
  }
  return sums;
}

/** Periods of more days are rare, and most steps share such a period with the one before. */
const mostDays = 400;

/**
 * Steps that follow another one of their entity within a few days: in order, and by the whole days between the two, those of d days from
 * `offsets[d]` to `offsets[d + 1]`. Only they can share a period of so many days with the step before them.
 */
interface FollowingSteps {
  readonly inOrder: Uint32Array;
  readonly byDays: Uint32Array;
  readonly offsets: Uint32Array;
}

function followingSteps({ steps: { places }, instants }: WalkedSteps, isFirst: Uint8Array): FollowingSteps {
  const found = new Uint32Array(places.length);
  const days = new Uint16Array(places.length);
  let count = 0;
  for (let step = 1; step < places.length; step += 1) {
    if (isFirst[step] === 1) continue;
    const gap = (instants[places[step] as number] as number) - (instants[places[step - 1] as number] as number);
    if (gap >= mostDays * msPerDay) continue;
    found[count] = step;
    days[count] = Math.floor(gap / msPerDay);
    count += 1;
  }
  const inOrder = found.slice(0, count);
  const { offsets, order } = groupBy(days.subarray(0, count), mostDays);
  return { inOrder, byDays: order.map((place) => inOrder[place] as number), offsets };
}

/** All steps that can share a period of so many milliseconds with the one before them, and others; null for every step. */
function stepsWithin(following: FollowingSteps | null, longest: number): Uint32Array | null {
  if (following === null || longest > mostDays * msPerDay) return null;
  const { inOrder, byDays, offsets } = following;
  const count = offsets[Math.ceil(longest / msPerDay)] as number;
  // By days they stand anywhere among the steps, which takes several times as long as reading on.
  return count * 4 > inOrder.length ? inOrder : byDays.subarray(0, count);
}

/** Amounts by currency and slot, and counts by slot: each is what it has more than the slot of the same kind one period before. */
interface Differences {
  readonly amounts: UnitSums;
  readonly counts: Int32Array;
}

/** By what netting changes the sums of each period of a chain. */
function nettings(netted: NettedSteps, chain: Chain): Differences {
  const { steps, isFirst, following, currencyOf, currencies } = netted;
  const { begun, ended } = chain;
  const { places, levels } = steps;
  const slots = (chain.positions.length + 1) * kindCount;
  const differences = { amounts: unitSums(slots * currencies), counts: new Int32Array(slots) };
  const candidates = stepsWithin(following, chain.longest);
  const most = candidates === null ? places.length : candidates.length;
  for (let i = 0; i < most; i += 1) {
    const step = candidates === null ? i : (candidates[i] as number);
    if (isFirst[step] === 1) continue;
    // The periods that hold this step and the one before it.
    const stop = begun[places[step - 1] as number] as number;
    let from = ended[places[step] as number] as number;
    if (from >= stop) continue;
    const base = currencyOf === null ? 0 : (currencyOf[entityOf(steps.offsets, step)] as number) * slots;
    const first = levels[step - 1] as number;
    const level = levels[step] as number;
    book(differences, base, kindOf(first, level, isReturn(steps, step)), -Math.abs(level - first), -1, from, stop);
    const opens = isFirst[step - 1] === 1;
    const opening = opens ? 0 : (levels[step - 2] as number);
    // Those of them whose first step is the one before.
    if (!opens) from = Math.max(from, begun[places[step - 2] as number] as number);
    if (from >= stop) continue;
    const returns = isReturn(steps, step - 1);
    book(differences, base, kindOf(opening, first, returns), -Math.abs(first - opening), -1, from, stop);
    for (let end = step + 1; from < stop; end += 1) {
      const isOwn = end < places.length && isFirst[end] === 0;
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

/** Adds up differences along a chain, and adds each sum to what the track of the period has. */
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

/** Where a period lies: the first slot of its segment. */
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

/** The last entity whose steps do not begin after this one. */
function entityOf(offsets: Uint32Array, step: number): number {
  return lowerBound(offsets, step + 1, 0, offsets.length) - 1;
}
