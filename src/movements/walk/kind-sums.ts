import type { Span } from '../../calendar/open.ts';
import { isReturn, type Steps } from '../../ledger/query.ts';
import { addUnits, spill, type UnitSums, unitSums } from '../../table/index.ts';
import { kindCount, kindOf, noKind } from './kinds.ts';
import { type SegmentSums, segmentSums, type WalkedSteps } from './segment-sums.ts';
import { type Booking, type Chain, layChains, slotsOf, type Track } from './tracks.ts';

// An accelerator, and nothing else: for the same steps, tracks and booking it comes to what `plainWalk` does on each.
// What all steps come to, by kind, is summed once; then only the steps are netted that share a period with the one
// before them, of which a month has few. Periods that overlap lie on many tracks (twelve for trailing years at month
// ends) and in few chains: those of a chain that hold the same steps of a customer stand side by side, and one netting
// is booked for all of them, where they begin and where they end.

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
  const { instants, steps, currencies } = walked;
  const places = Uint32Array.from(instants, (_, place) => place * kindCount);
  const totals = bookSteps(walked, places, instants.length);
  const later = laterSteps(steps);
  return (...asked) => sumsOf(walked, later, (slotOf, cells) => regrouped(totals, slotOf, cells, currencies), ...asked);
}

/** Between the bounds of the periods, for one walk. */
export function sumsBetween(walked: WalkedSteps): KindSums {
  const later = laterSteps(walked.steps);
  return (...asked) => sumsOf(walked, later, (slotOf, cells) => bookSteps(walked, slotOf, cells), ...asked);
}

/** All steps but the first one of each entity. */
function laterSteps({ offsets, places }: Steps): Uint32Array {
  const later = new Uint32Array(places.length);
  let count = 0;
  for (let entity = 0; entity + 1 < offsets.length; entity += 1) {
    const end = offsets[entity + 1] as number;
    for (let step = (offsets[entity] as number) + 1; step < end; step += 1) {
      later[count] = step;
      count += 1;
    }
  }
  return later.slice(0, count);
}

/** What all steps come to in each of so many cells; `slotOf` says for each instant of the ledger the first slot of its cell. */
type TotalsIn = (slotOf: Uint32Array, cells: number) => SegmentSums;

function sumsOf(
  walked: WalkedSteps,
  later: Uint32Array,
  totalsIn: TotalsIn,
  tracks: readonly Track[],
  spans: readonly Span[],
  booking: Booking,
): SegmentSums[] {
  const bounds = new Set<number>().add(Number.NEGATIVE_INFINITY);
  for (const track of tracks) for (const bound of track.bounds) bounds.add(bound);
  // A cell goes from a bound of any track to the next one.
  const starts = Float64Array.from(bounds).sort();
  const totals = totalsIn(slotsOf(starts.subarray(1), walked.instants), starts.length);
  const sums = tracks.map((track) =>
    regrouped(totals, slotsOf(track.bounds, starts), track.segments, walked.currencies),
  );
  if (booking === 'event') return sums;
  const slots = slotsOnTracks(tracks);
  for (const chain of layChains(spans, walked.instants))
    addToTracks(sums, slots, chain, nettings(walked, later, chain));
  return sums;
}

/** Books each step by itself. */
function bookSteps(walked: WalkedSteps, slotOf: Uint32Array, cells: number): SegmentSums {
  const { steps, currencyOf, currencies } = walked;
  const { offsets, places, levels } = steps;
  const sums = segmentSums(cells, currencies);
  const { amounts, counts } = sums;
  for (let entity = 0; entity + 1 < offsets.length; entity += 1) {
    const base = currencyOf === null ? 0 : (currencyOf[entity] as number) * counts.length;
    const end = offsets[entity + 1] as number;
    let before = 0;
    for (let step = offsets[entity] as number; step < end; step += 1) {
      const level = levels[step] as number;
      const slot = (slotOf[places[step] as number] as number) + kindOf(before, level, isReturn(steps, step));
      addUnits(amounts, base + slot, Math.abs(level - before));
      counts[slot] = (counts[slot] as number) + 1;
      before = level;
    }
  }
  return sums;
}

/** Puts cells together to fewer ones; `slotOf` says for each of them the first slot of the one that it becomes part of. */
function regrouped(totals: SegmentSums, slotOf: Uint32Array, segments: number, currencies: number): SegmentSums {
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
          if (sum < 2 ** 52) continue;
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

/**
 * Amounts by currency and slot, and counts by slot: each is what it has more than the slot of the same kind one period
 * before.
 */
interface Differences {
  readonly amounts: UnitSums;
  readonly counts: Int32Array;
}

/** By what netting changes the sums of each period of a chain. */
function nettings(walked: WalkedSteps, later: Uint32Array, { positions, begun, ended }: Chain): Differences {
  const { steps, currencyOf, currencies } = walked;
  const { offsets, places, levels } = steps;
  const slots = (positions.length + 1) * kindCount;
  const differences = { amounts: unitSums(slots * currencies), counts: new Int32Array(slots) };
  let entity = 0;
  let base = 0;
  for (let i = 0; i < later.length; i += 1) {
    const step = later[i] as number;
    // The periods that hold this step and the one before it.
    const stop = begun[places[step - 1] as number] as number;
    let from = ended[places[step] as number] as number;
    if (from >= stop) continue;
    if (currencyOf !== null) {
      while ((offsets[entity + 1] as number) <= step) entity += 1;
      base = (currencyOf[entity] as number) * slots;
    }
    const first = levels[step - 1] as number;
    const level = levels[step] as number;
    book(differences, base, kindOf(first, level, isReturn(steps, step)), -Math.abs(level - first), -1, from, stop);
    const opens = later[i - 1] !== step - 1;
    const opening = opens ? 0 : (levels[step - 2] as number);
    // Those of them whose first step is the one before.
    if (!opens) from = Math.max(from, begun[places[step - 2] as number] as number);
    if (from >= stop) continue;
    const returns = isReturn(steps, step - 1);
    book(differences, base, kindOf(opening, first, returns), -Math.abs(first - opening), -1, from, stop);
    for (let end = step + 1; from < stop; end += 1) {
      const isOwn = later[i + end - step] === end;
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
