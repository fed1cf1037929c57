import { msPerDay } from '../../calendar/open.ts';
import { isReturn, type Steps } from '../../ledger/query.ts';
import { addUnits, groupBy, lowerBound, spill, type UnitSums, unitSums } from '../../table/index.ts';
import { kindCount, kindOf, noKind } from './kinds.ts';
import { type SegmentSums, segmentSums, type WalkedSteps } from './segment-sums.ts';
import { type Booking, isPeriod, type Track } from './tracks.ts';

// An accelerator, and nothing else: for the same steps, track and booking it comes to what `plainWalk` does. What all steps at an
// instant come to, by kind, is summed once for a ledger; a walk then goes over the instants, and nets only the steps that share a period
// with the one before them, of which a month has few.

type KindSums = (track: Track, booking: Booking) => SegmentSums;

/** With fewer steps than this for each instant, sums by instant take more memory than the time they save is worth. */
const fewestSteps = 16;

/** Null after the first walk over steps, which would not pay for the sums. */
const known = /* @__PURE__ */ new WeakMap<Steps, KindSums | null>();

/** Null where the loop is to be taken: also where there are too many instants. */
export function kindSumsOf(walked: WalkedSteps): KindSums | null {
  const { steps, instants, currencies } = walked;
  if (instants.length * currencies * fewestSteps > steps.places.length) return null;
  const sums = known.get(steps) ?? (known.has(steps) ? kindSums(walked) : null);
  known.set(steps, sums);
  return sums;
}

/** The sums by instant of steps; a walk over them. */
export function kindSums(walked: WalkedSteps): KindSums {
  const totals = instantTotals(walked);
  const following = followingSteps(walked, totals.isFirst);
  const netted = { ...walked, isFirst: totals.isFirst, following };
  return (track, booking) => {
    const sums = segmentSums(track, walked.currencies);
    addTotals(sums, totals, track);
    if (booking === 'net') netSteps(sums, netted, track);
    return sums;
  };
}

/** What the steps come to when each is booked by itself. */
interface InstantTotals {
  /** 1 for the first step of an entity. */
  readonly isFirst: Uint8Array;
  /** By `(currency * instants + place) * kindCount + kind`: the sum of such changes, and their number. */
  readonly amounts: UnitSums;
  readonly counts: Uint32Array;
}

function instantTotals({ steps, instants, currencyOf, currencies }: WalkedSteps): InstantTotals {
  const { offsets, places, levels } = steps;
  const isFirst = new Uint8Array(places.length);
  const cells = instants.length * currencies * kindCount;
  const amounts = unitSums(cells);
  const counts = new Uint32Array(cells);
  for (let entity = 0; entity + 1 < offsets.length; entity += 1) {
    const base = currencyOf === null ? 0 : (currencyOf[entity] as number) * instants.length;
    const first = offsets[entity] as number;
    const end = offsets[entity + 1] as number;
    if (first < end) isFirst[first] = 1;
    let before = 0;
    for (let step = first; step < end; step += 1) {
      const level = levels[step] as number;
      const kind = kindOf(before, level, isReturn(steps, step));
      const at = (base + (places[step] as number)) * kindCount + kind;
      addUnits(amounts, at, Math.abs(level - before));
      counts[at] = (counts[at] as number) + 1;
      before = level;
    }
  }
  return { isFirst, amounts, counts };
}

function addTotals({ amounts, counts }: SegmentSums, totals: InstantTotals, { slotOf }: Track): void {
  const slots = counts.length;
  const cells = slotOf.length * kindCount;
  const slotAt = (cell: number) => (slotOf[Math.floor(cell / kindCount)] as number) + (cell % kindCount);
  for (let from = 0; from < totals.counts.length; from += 1) {
    if (totals.counts[from] === 0) continue;
    const slot = slotAt(from % cells);
    addUnits(amounts, Math.floor(from / cells) * slots + slot, totals.amounts.units[from] as number);
    counts[slot] = (counts[slot] as number) + (totals.counts[from] as number);
  }
  for (const [from, sum] of totals.amounts.spilled) {
    spill(amounts.spilled, Math.floor(from / cells) * slots + slotAt(from % cells), sum);
  }
}

/** Periods of more days are rare, and most steps share such a period with the one before. */
const mostDays = 400;

/**
 * Steps that follow another one of their entity within a few days, by the whole days between the two: those of d days stand in `order`
 * from `offsets[d]` to `offsets[d + 1]`. Only they can share a period of so many days with the step before them.
 */
interface FollowingSteps {
  readonly offsets: Uint32Array;
  readonly order: Uint32Array;
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
  const groups = groupBy(days.subarray(0, count), mostDays);
  return { offsets: groups.offsets, order: groups.order.map((place) => found[place] as number) };
}

/** The steps that can share a span of so many milliseconds with the one before them; null where they are as well looked for among all. */
function stepsWithin({ offsets, order }: FollowingSteps, steps: number, span: number): Uint32Array | null {
  if (span > mostDays * msPerDay) return null;
  const count = offsets[Math.ceil(span / msPerDay)] as number;
  // They stand anywhere among the steps, which takes several times as long as reading on.
  return count * 4 > steps ? null : order.subarray(0, count);
}

interface NettedSteps extends WalkedSteps {
  readonly isFirst: Uint8Array;
  readonly following: FollowingSteps;
}

/** Puts together what was booked for one entity in one period. */
function netSteps(sums: SegmentSums, netted: NettedSteps, { slotOf, longest }: Track): void {
  const { steps, isFirst, currencyOf, following } = netted;
  const { places } = steps;
  const candidates = stepsWithin(following, places.length, longest);
  const count = candidates === null ? places.length : candidates.length;
  for (let i = 0; i < count; i += 1) {
    const step = candidates === null ? i : (candidates[i] as number);
    if (isFirst[step] === 1) continue;
    const slot = slotOf[places[step] as number] as number;
    if (slotOf[places[step - 1] as number] !== slot || !isPeriod(slot)) continue;
    // A run of several steps is put together when its second one is met.
    if (isFirst[step - 1] === 0 && slotOf[places[step - 2] as number] === slot) continue;
    let end = step + 1;
    while (end < places.length && isFirst[end] === 0 && slotOf[places[end] as number] === slot) end += 1;
    const base = currencyOf === null ? 0 : (currencyOf[entityOf(steps.offsets, step)] as number) * sums.counts.length;
    netRun(sums, steps, step - 1, end, isFirst[step - 1] === 1, base, slot);
  }
}

/**
 * Takes back what was booked for the steps of an entity from `first` to `end`, each by itself, and books the one change that they come to.
 * `opens` says whether they begin with its first step.
 */
function netRun(
  { amounts, counts }: SegmentSums,
  steps: Steps,
  first: number,
  end: number,
  opens: boolean,
  base: number,
  slot: number,
): void {
  const { levels } = steps;
  const from = opens ? 0 : (levels[first - 1] as number);
  const book = (kind: number, amount: number, count: number) => {
    const at = slot + kind;
    addUnits(amounts, base + at, amount);
    counts[at] = (counts[at] as number) + count;
  };
  let before = from;
  for (let step = first; step < end; step += 1) {
    const level = levels[step] as number;
    book(kindOf(before, level, isReturn(steps, step)), -Math.abs(level - before), -1);
    before = level;
  }
  const kind = kindOf(from, before, isReturn(steps, first));
  if (kind !== noKind) book(kind, Math.abs(before - from), 1);
}

/** The last entity whose steps do not begin after this one. */
function entityOf(offsets: Uint32Array, step: number): number {
  return lowerBound(offsets, step + 1, 0, offsets.length) - 1;
}
