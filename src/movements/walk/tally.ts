import {
  type BookedSteps,
  firstStep,
  type InstantTotals,
  kindCount,
  kindMask,
  kindOf,
  spillAt,
  stepsWithin,
} from '../../ledger/query.ts';
import type { Track } from './tracks.ts';

/** Sums in the ledger's unit, by currency and slot, and what did not fit into them; counts by slot. */
export interface Tally {
  readonly sums: Float64Array;
  readonly spilled: Map<number, bigint>;
  readonly counts: Uint32Array;
}

export function emptyTally(slots: number, currencies: number): Tally {
  return { sums: new Float64Array(slots * currencies), spilled: new Map(), counts: new Uint32Array(slots) };
}

export function exactSums({ sums, spilled, counts }: Tally): bigint[][] {
  const exact: bigint[] = [];
  for (let at = 0; at < sums.length; at += 1) exact.push(BigInt(sums[at] as number));
  for (const [at, sum] of spilled) exact[at] = (exact[at] as bigint) + sum;
  const slots = counts.length;
  return Array.from({ length: sums.length / slots }, (_, i) => exact.slice(i * slots, (i + 1) * slots));
}

/** `base` is the first slot of the currency; amounts are below 2^52, and negative where a booking is taken back. */
function book({ sums, spilled, counts }: Tally, base: number, slot: number, amount: number, count: number): void {
  const at = base + slot;
  const sum = (sums[at] as number) + amount;
  if (sum < spillAt && sum > -spillAt) sums[at] = sum;
  else {
    spilled.set(at, (spilled.get(at) ?? 0n) + BigInt(sum));
    sums[at] = 0;
  }
  counts[slot] = (counts[slot] as number) + count;
}

/** By kind, what the level before a step counts for: new and reactivation are from zero, whatever the step of another entity before them. */
const countsBefore = /* @__PURE__ */ Float64Array.of(0, 0, 1, 1, 1);

/** Books each step by itself: the kinds are known, so that no step is compared with another. */
export function bookSteps(
  tally: Tally,
  { offsets, places, levels, kinds }: BookedSteps,
  { slotOf }: Track,
  currencyOf: Uint32Array | null,
): void {
  const slots = tally.counts.length;
  let base = 0;
  let entity = -1;
  let before = 0;
  for (let step = 0; step < places.length; step += 1) {
    const code = kinds[step] as number;
    if (currencyOf !== null && code >= firstStep) {
      do entity += 1;
      while ((offsets[entity + 1] as number) <= step);
      base = (currencyOf[entity] as number) * slots;
    }
    const kind = code & kindMask;
    const level = levels[step] as number;
    const change = Math.abs(level - before * (countsBefore[kind] as number));
    book(tally, base, (slotOf[places[step] as number] as number) + kind, change, 1);
    before = level;
  }
}

/** The same from what all steps at an instant come to. */
export function bookTotals(tally: Tally, { sums, spilled, counts }: InstantTotals, { slotOf }: Track): void {
  const slots = tally.counts.length;
  const cells = slotOf.length * kindCount;
  for (let from = 0; from < counts.length; from += 1) {
    if (counts[from] === 0) continue;
    const base = Math.floor(from / cells) * slots;
    const slot = slotAt(slotOf, from % cells);
    book(tally, base, slot, sums[from] as number, counts[from] as number);
  }
  for (const [from, sum] of spilled) {
    const at = Math.floor(from / cells) * slots + slotAt(slotOf, from % cells);
    tally.spilled.set(at, (tally.spilled.get(at) ?? 0n) + sum);
  }
}

function slotAt(slotOf: Uint32Array, cell: number): number {
  return (slotOf[Math.floor(cell / kindCount)] as number) + (cell % kindCount);
}

/** Puts together what was booked for one entity in one period. */
export function netSteps(tally: Tally, steps: BookedSteps, track: Track, currencyOf: Uint32Array | null): void {
  const { places, kinds } = steps;
  const { slotOf } = track;
  const candidates = stepsWithin(steps, track.longest);
  const count = candidates === null ? places.length : candidates.length;
  for (let i = 0; i < count; i += 1) {
    const step = candidates === null ? i : (candidates[i] as number);
    if ((kinds[step] as number) >= firstStep) continue;
    const slot = slotOf[places[step] as number] as number;
    if (slotOf[places[step - 1] as number] !== slot || !isPeriod(slot)) continue;
    // A run of several steps is put together when its second one is met.
    const isSecond = (kinds[step - 1] as number) >= firstStep || slotOf[places[step - 2] as number] !== slot;
    if (!isSecond) continue;
    let end = step + 1;
    while (end < places.length && (kinds[end] as number) < firstStep && slotOf[places[end] as number] === slot)
      end += 1;
    const base = currencyOf === null ? 0 : (currencyOf[entityOf(steps.offsets, step)] as number) * tally.counts.length;
    netRun(tally, steps, step - 1, end, base, slot);
  }
}

/** Between the periods asked for only what they come to in all matters, which netting does not change. */
function isPeriod(slot: number): boolean {
  return slot % (2 * kindCount) !== 0;
}

/** Takes back what was booked for the steps from `first` to `end`, and books the one change that they come to. */
function netRun(tally: Tally, steps: BookedSteps, first: number, end: number, base: number, slot: number): void {
  const { levels, kinds } = steps;
  const kindAt = (step: number) => (kinds[step] as number) & kindMask;
  const from = countsBefore[kindAt(first)] === 0 ? 0 : (levels[first - 1] as number);
  let before = from;
  for (let step = first; step < end; step += 1) {
    const level = levels[step] as number;
    book(tally, base, slot + kindAt(step), -Math.abs(level - before), -1);
    before = level;
  }
  // Where an entity comes back more than once inside a period, its first return names the movement.
  if (before !== from) book(tally, base, slot + kindOf(from, before, kindAt(first) !== 0), Math.abs(before - from), 1);
}

/** The entity of a step: the last one whose steps do not begin after it. */
function entityOf(offsets: Uint32Array, step: number): number {
  let low = 0;
  let high = offsets.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((offsets[middle + 1] as number) <= step) low = middle + 1;
    else high = middle;
  }
  return low;
}
