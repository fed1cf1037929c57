import type { Span } from '../../calendar/open.ts';
import { addUnits, groupBy, spill, type UnitSums, unitSums, unitsAt } from '../../table/index.ts';
import { kindSumsOf, netRun } from './kind-sums.ts';
import { churnKind, contractionKind, expansionKind, kindCount, newKind, reactivationKind } from './kinds.ts';
import { plainWalk } from './plain-walk.ts';
import { type SegmentSums, segmentSums, type WalkedSteps } from './segment-sums.ts';
import { slotsOf, type Track } from './tracks.ts';

// An accelerator, and nothing else: for the same steps and tracks it comes to what `plainWalk` nets on each. Periods that overlap lie on
// many tracks (twelve for trailing years at month ends), and a walk along each reads all steps again. Here every step is booked by itself,
// once, between the bounds of all periods; then only customers with several steps in one period are looked at again, to net them.

/** The net movements of each track; what lies between its periods is one change, which leads from one level to the next. */
export function overlapSums(walked: WalkedSteps, tracks: readonly Track[], spans: readonly Span[]): SegmentSums[] {
  const bounds = boundsOf(spans);
  const slotOf = slotsOf(bounds.epochs, walked.instants);
  const cells: Track = { positions: [], segments: bounds.epochs.length + 1, slotOf, longest: 0 };
  const booked = kindSumsOf(walked)?.(cells, 'event') ?? plainWalk(walked, cells, 'event');
  const moved = sumsWithin(bounds, booked, walked.currencies);
  netPeriods(moved, walked, bounds, slotOf);
  const before = levelsBefore(booked, walked.currencies);
  return tracks.map((track) => alongTrack(track, bounds, moved, before, walked.currencies));
}

/** The distinct bounds of all periods in order, and which of them each period begins and ends at. Cell c lies before bound c. */
interface Bounds {
  readonly epochs: readonly number[];
  readonly from: Uint32Array;
  readonly to: Uint32Array;
}

function boundsOf(spans: readonly Span[]): Bounds {
  const epochs = [...new Set(spans.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  const codes = new Map(epochs.map((epoch, code) => [epoch, code]));
  const codesOf = (side: 'start' | 'end') => Uint32Array.from(spans, (span) => codes.get(span[side]) as number);
  return { epochs, from: codesOf('start'), to: codesOf('end') };
}

/** What was booked within each period, by period and kind. */
function sumsWithin({ from, to }: Bounds, booked: SegmentSums, currencies: number): SegmentSums {
  const slots = from.length * kindCount;
  const sums = { amounts: unitSums(slots * currencies), counts: new Uint32Array(slots) };
  for (let slot = 0; slot < slots; slot += 1) {
    const period = Math.floor(slot / kindCount);
    const end = ((to[period] as number) + 1) * kindCount;
    for (let cell = ((from[period] as number) + 1) * kindCount + (slot % kindCount); cell < end; cell += kindCount) {
      const count = booked.counts[cell] as number;
      if (count === 0) continue;
      sums.counts[slot] = (sums.counts[slot] as number) + count;
      for (let currency = 0; currency < currencies; currency += 1) {
        copyUnits(sums.amounts, currency * slots + slot, booked.amounts, currency * booked.counts.length + cell);
      }
    }
  }
  return sums;
}

function copyUnits(sums: UnitSums, slot: number, { units, spilled }: UnitSums, from: number): void {
  addUnits(sums, slot, units[from] as number);
  const more = spilled.get(from);
  if (more !== undefined) spill(sums.spilled, slot, more);
}

/** Puts together what was booked for one entity in one period. */
function netPeriods(sums: SegmentSums, walked: WalkedSteps, { epochs, from, to }: Bounds, slotOf: Uint32Array): void {
  const { steps, currencyOf } = walked;
  const { offsets, places } = steps;
  const byStart = groupBy(from, epochs.length);
  const { order } = byStart;
  const earliest = new Uint32Array(epochs.length + 1).fill(epochs.length);
  for (let bound = 0, reach = 0; bound < epochs.length; bound += 1) {
    const own = order.subarray(byStart.offsets[bound], byStart.offsets[bound + 1]);
    own.sort((a, b) => (to[b] as number) - (to[a] as number));
    for (const end = own.length === 0 ? 0 : (to[own[0] as number] as number); reach < end; ) earliest[++reach] = bound;
  }
  const cellOf = (step: number) => (slotOf[places[step] as number] as number) / kindCount;
  for (let entity = 0; entity + 1 < offsets.length; entity += 1) {
    const first = offsets[entity] as number;
    const last = offsets[entity + 1] as number;
    if (last - first < 2) continue;
    const base = currencyOf === null ? 0 : (currencyOf[entity] as number) * sums.counts.length;
    let [before, cell] = [0, cellOf(first)];
    for (let step = first; step + 1 < last; step += 1) {
      const next = cellOf(step + 1);
      // Periods whose first step is this one, and that hold the next one too.
      for (let bound = Math.max(before, earliest[next] as number); bound < cell; bound += 1) {
        const end = byStart.offsets[bound + 1] as number;
        for (let i = byStart.offsets[bound] as number; i < end; i += 1) {
          const period = order[i] as number;
          const until = to[period] as number;
          if (until < next) break;
          let stop = step + 2;
          while (stop < last && cellOf(stop) <= until) stop += 1;
          netRun(sums, steps, step, stop, step === first, base, period * kindCount);
        }
      }
      [before, cell] = [cell, next];
    }
  }
}

/** What stands at each bound, and the number of customers: by currency and bound. */
interface Levels {
  readonly units: readonly (readonly bigint[])[];
  readonly counts: readonly number[];
}

function levelsBefore({ amounts, counts }: SegmentSums, currencies: number): Levels {
  const along = <T>(nothing: T, after: (level: T, slot: number) => T): T[] => {
    let level = nothing;
    return Array.from({ length: counts.length / kindCount }, (_, cell) => {
      level = after(level, cell * kindCount);
      return level;
    });
  };
  const units = Array.from({ length: currencies }, (_, currency) =>
    along(0n, (level, slot) => level + changeOf((kind) => unitsAt(amounts, currency * counts.length + slot + kind))),
  );
  const countAt = (slot: number) => counts[slot] as number;
  const counted = along(
    0,
    (count, slot) => count + countAt(slot + newKind) + countAt(slot + reactivationKind) - countAt(slot + churnKind),
  );
  return { units, counts: counted };
}

function changeOf(amountOf: (kind: number) => bigint): bigint {
  const gained = amountOf(newKind) + amountOf(reactivationKind) + amountOf(expansionKind);
  return gained - amountOf(contractionKind) - amountOf(churnKind);
}

function alongTrack(track: Track, bounds: Bounds, moved: SegmentSums, levels: Levels, currencies: number): SegmentSums {
  const sums = segmentSums(track, currencies);
  let last = -1;
  for (const [i, position] of track.positions.entries()) {
    const [from, to] = [bounds.from[position] as number, bounds.to[position] as number];
    const gap = 2 * i * kindCount;
    const change = (levels.counts[from] as number) - (levels.counts[last] ?? 0);
    sums.counts[gap + (change < 0 ? churnKind : newKind)] = Math.abs(change);
    const [source, target] = [position * kindCount, gap + kindCount];
    sums.counts.set(moved.counts.subarray(source, source + kindCount), target);
    for (let currency = 0; currency < currencies; currency += 1) {
      const base = currency * sums.counts.length;
      const units = levels.units[currency] as readonly bigint[];
      const moves = (units[from] as bigint) - (units[last] ?? 0n);
      const kind = moves < 0n ? contractionKind : expansionKind;
      if (moves !== 0n) spill(sums.amounts.spilled, base + gap + kind, moves < 0n ? -moves : moves);
      for (let kind = 0; kind < kindCount; kind += 1) {
        copyUnits(sums.amounts, base + target + kind, moved.amounts, currency * moved.counts.length + source + kind);
      }
    }
    last = to;
  }
  return sums;
}
