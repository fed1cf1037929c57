import { msPerDay } from '../../calendar/open.ts';
import { groupBy } from '../../table/index.ts';
import { firstStep, kindCount, kindMask } from './kinds.ts';
import type { Steps } from './levels.ts';

/** Steps, with what a walk over them can be spared. */
export interface BookedSteps extends Steps {
  /** What all steps at an instant come to; null where there are too many instants for it to pay. */
  readonly totals: InstantTotals | null;
  /**
   * Steps that follow another one of their entity within a few days, by the whole days between the two: those of d days stand in `order`
   * from `offsets[d]` to `offsets[d + 1]`. Only they can share a period of so many days with the step before them.
   */
  readonly following: { readonly offsets: Uint32Array; readonly order: Uint32Array };
}

/** By `(currency * instants + place) * kindCount + kind`: the sum of such changes, and their number. */
export interface InstantTotals {
  readonly sums: Float64Array;
  /** What did not fit into the sums. */
  readonly spilled: ReadonlyMap<number, bigint>;
  readonly counts: Uint32Array;
}

/** Levels are below 2^52, so a sum below it can take one more and still be exact. */
export const spillAt = 2 ** 52;

/** With fewer steps than this for each instant, totals take more memory than the time they save is worth. */
const fewestSteps = 64;

/** Periods of more days are rare, and most steps share such a period with the one before. */
const mostDays = 400;

export function bookedSteps(steps: Steps, instants: Float64Array, currencyOf: Uint32Array | null): BookedSteps {
  const cells = instants.length * (currencyOf === null ? 1 : 1 + currencyOf.reduce((a, b) => Math.max(a, b), 0));
  const totals =
    cells * fewestSteps <= steps.places.length ? instantTotals(steps, instants.length, cells, currencyOf) : null;
  return { ...steps, totals, following: followingSteps(steps, instants) };
}

function instantTotals(
  { offsets, places, levels, kinds }: Steps,
  instants: number,
  cells: number,
  currencyOf: Uint32Array | null,
): InstantTotals {
  const sums = new Float64Array(cells * kindCount);
  const counts = new Uint32Array(cells * kindCount);
  const spilled = new Map<number, bigint>();
  for (let entity = 0; entity + 1 < offsets.length; entity += 1) {
    const base = currencyOf === null ? 0 : (currencyOf[entity] as number) * instants;
    const end = offsets[entity + 1] as number;
    let before = 0;
    for (let step = offsets[entity] as number; step < end; step += 1) {
      const level = levels[step] as number;
      const at = (base + (places[step] as number)) * kindCount + ((kinds[step] as number) & kindMask);
      const sum = (sums[at] as number) + Math.abs(level - before);
      if (sum < spillAt) sums[at] = sum;
      else {
        spilled.set(at, (spilled.get(at) ?? 0n) + BigInt(sum));
        sums[at] = 0;
      }
      counts[at] = (counts[at] as number) + 1;
      before = level;
    }
  }
  return { sums, spilled, counts };
}

function followingSteps({ places, kinds }: Steps, instants: Float64Array): BookedSteps['following'] {
  const found = new Uint32Array(places.length);
  const days = new Uint16Array(places.length);
  let count = 0;
  for (let step = 1; step < places.length; step += 1) {
    if ((kinds[step] as number) >= firstStep) continue;
    const gap = (instants[places[step] as number] as number) - (instants[places[step - 1] as number] as number);
    if (gap >= mostDays * msPerDay) continue;
    found[count] = step;
    days[count] = Math.floor(gap / msPerDay);
    count += 1;
  }
  const { order, offsets } = groupBy(days.subarray(0, count), mostDays);
  return { offsets, order: order.map((place) => found[place] as number) };
}

/** The steps that can share a span of so many milliseconds with the one before them; null where they are as well looked for among all. */
export function stepsWithin({ places, following }: BookedSteps, span: number): Uint32Array | null {
  const { offsets, order } = following;
  if (span > mostDays * msPerDay) return null;
  const count = offsets[Math.ceil(span / msPerDay)] as number;
  // They stand anywhere among the steps, which takes several times as long as reading on.
  return count * 4 > places.length ? null : order.subarray(0, count);
}
