import { slotsOf, sortRange } from '../../activity/open.ts';
import { type Ratio, ratio } from '../../ratio/open.ts';
import { groupBy } from '../../table/index.ts';
import { type EventColumns, groupByEntity, noFeature, placeEvents } from '../events/event-columns.ts';
import type { Stretch } from './units-within.ts';

/** Which customers are active in a stretch of time: those with so many events in it, of this feature where one is named. */
export interface ActiveRule {
  readonly feature: string | null;
  readonly minimumEvents: number;
}

/**
 * How many customers (or users) are active in each stretch; stretches may overlap and nest.
 *
 * Of the events of a customer, in order of time, a stretch that holds at least m holds a first one, and that one with the m - 1 behind it.
 * So the customers of a stretch are the events with (a) none of the same customer between the start of the stretch and them, and (b) the
 * m-th from them on before its end. A sweep over the ends adds the events by (b); a tree of sums over the slots, as P. M. Fenwick (1994)
 * describes it, counts those that meet (a). Each event and each stretch costs a few steps, however deep the stretches nest.
 */
export function countActive(columns: EventColumns, stretches: readonly Stretch[], rule: ActiveRule): Uint32Array {
  const { slotCount, ranges, slotOf } = slotsOf(stretches);
  const { firsts, previous, lasts } = firstEvents(columns, slotOf, rule);
  const byLast = groupBy(lasts, slotCount);
  const byEnd = groupBy(
    Uint32Array.from(ranges, ({ next }) => next),
    slotCount + 1,
  );
  const active = new Uint32Array(stretches.length);
  const sums = slotSums(slotCount);
  for (let end = 0; end <= slotCount; end += 1) {
    for (let place = byEnd.offsets[end] as number; place < (byEnd.offsets[end + 1] as number); place += 1) {
      const stretch = byEnd.order[place] as number;
      active[stretch] = sums.upTo((ranges[stretch] as { readonly first: number }).first);
    }
    for (let place = byLast.offsets[end] as number; place < (byLast.offsets[end + 1] as number); place += 1) {
      const event = byLast.order[place] as number;
      // Stretches that begin behind the event before it, and not behind it.
      sums.add(previous[event] as number, 1);
      sums.add((firsts[event] as number) + 1, -1);
    }
  }
  return active;
}

/** The mean over each of several lists of stretches: active customers added, over the number of stretches. Counted in one go. */
export function averageActive(
  columns: EventColumns,
  lists: readonly (readonly Stretch[])[],
  rule: ActiveRule,
): readonly Ratio[] {
  const active = countActive(columns, lists.flat(), rule);
  let next = 0;
  return lists.map(({ length }) => {
    next += length;
    const total = active.subarray(next - length, next).reduce((sum, count) => sum + count, 0);
    return ratio(total, length);
  });
}

/** Events that can be the first of their customer in a stretch. */
interface FirstEvents {
  /** The slot of each. */
  readonly firsts: Uint32Array;
  /** One more than the slot of the event before it; 0 where there is none. */
  readonly previous: Uint32Array;
  /** The slot of the event that makes enough of them. */
  readonly lasts: Uint32Array;
}

function firstEvents(
  columns: EventColumns,
  slotOf: (epoch: number) => number,
  { feature, minimumEvents }: ActiveRule,
): FirstEvents {
  const slots = placeEvents(columns, slotOf);
  if (feature !== null) {
    const wanted = columns.features.indexOf(feature);
    for (let row = 0; row < slots.length; row += 1) {
      // -1 becomes `outside`.
      if (columns.feature[row] === noFeature || columns.feature[row] !== wanted) slots[row] = -1;
    }
  }
  const { order, offsets } = groupByEntity(columns, slots);
  const times = order.map((row) => slots[row] as number);
  const [firsts, previous, lasts] = [0, 0, 0].map(() => new Uint32Array(times.length)) as [
    Uint32Array,
    Uint32Array,
    Uint32Array,
  ];
  let count = 0;
  for (let entity = 0; entity < columns.entities; entity += 1) {
    const [from, to] = [offsets[entity] as number, offsets[entity + 1] as number];
    sortRange(times, from, to);
    let next = 0;
    for (let place = from; place + minimumEvents <= to; place += 1) {
      const slot = times[place] as number;
      // No stretch begins between two events of one slot.
      if (slot < next) continue;
      firsts[count] = slot;
      previous[count] = next;
      lasts[count] = times[place + minimumEvents - 1] as number;
      count += 1;
      next = slot + 1;
    }
  }
  return { firsts: firsts.subarray(0, count), previous: previous.subarray(0, count), lasts: lasts.subarray(0, count) };
}

/** Numbers by slot, of which the sum up to any slot is at hand. */
function slotSums(slotCount: number) {
  const tree = new Int32Array(slotCount + 2);
  return {
    add(slot: number, value: number): void {
      for (let node = slot + 1; node < tree.length; node += node & -node) tree[node] = (tree[node] as number) + value;
    },
    upTo(slot: number): number {
      let sum = 0;
      for (let node = slot + 1; node > 0; node -= node & -node) sum += tree[node] as number;
      return sum;
    },
  };
}
