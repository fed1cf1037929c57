import { cutsOf, type Stretch } from '../../activity/open.ts';
import { type Ratio, ratio } from '../../ratio/open.ts';
import { groupBy, lowerBound } from '../../table/index.ts';
import type { Timeline } from '../events/timeline.ts';
import { type ActiveRows, type ActiveRule, activeIn, activeRows } from './active-rows.ts';

/**
 * How many customers (or users) are active in each stretch; stretches may overlap and nest.
 *
 * Before any instant, a customer has been active since those instants that do not come after the last of its events (where m events are
 * asked for, after the m-th last one). So the slots between the bounds of stretches are gone through once, in order of time, and of each slot
 * it is kept how many customers have that event in it: those of a stretch that ends are the sum over the slots from its start on.
 */
export function countActive(timeline: Timeline, stretches: readonly Stretch[], rule: ActiveRule): Uint32Array {
  const { bounds, ranges } = cutsOf(stretches);
  const rows = activeRows(timeline, rule, bounds);
  const slotCount = Math.max(0, bounds.length - 1);
  const starts = Array.from(bounds, (bound) => lowerBound(rows.at, bound, 0, rows.at.length));
  const byEnd = groupBy(
    Uint32Array.from(ranges, ({ next }) => next),
    slotCount + 1,
  );
  const active = new Uint32Array(stretches.length);
  const sums = slotSums(slotCount);
  // Who was active before is known to nobody who asks about one slot.
  const areApart = ranges.every(({ first, next }) => next - first === 1);
  const noteIn = areApart ? distinctEvents : rule.minimumEvents === 1 ? lastEvents : lastEnoughEvents;
  const note = noteIn(rows, rule.minimumEvents, sums);
  for (let slot = 0; slot < slotCount; slot += 1) {
    note(slot, starts[slot] as number, starts[slot + 1] as number);
    for (let place = byEnd.offsets[slot + 1] as number; place < (byEnd.offsets[slot + 2] as number); place += 1) {
      const stretch = byEnd.order[place] as number;
      active[stretch] = sumFrom(sums, (ranges[stretch] as { readonly first: number }).first);
    }
  }
  return active;
}

/** The mean over each of several lists of stretches: active customers added, over the number of stretches. Counted in one go. */
export function averageActive(
  timeline: Timeline,
  lists: readonly (readonly Stretch[])[],
  rule: ActiveRule,
): readonly Ratio[] {
  const active = countActive(timeline, lists.flat(), rule);
  let next = 0;
  return lists.map(({ length }) => {
    next += length;
    const total = active.subarray(next - length, next).reduce((sum, count) => sum + count, 0);
    return ratio(total, length);
  });
}

/** Takes the rows of a slot, and moves each customer in them from the slot of the event that decided so far to that of the one that does now. */
type SlotNote = (
  rows: ActiveRows,
  minimumEvents: number,
  sums: SlotSums,
) => (slot: number, first: number, next: number) => void;

const distinctEvents: SlotNote = (rows, minimumEvents, sums) => {
  const active = activeIn(rows, minimumEvents);
  return (slot, first, next) => addTo(sums, slot + 1, active(first, next).length);
};

const lastEvents: SlotNote = ({ codes, count }, _, sums) => {
  // Looked up in no order: the smaller, the more of it is near.
  const last = sums.counts.length > 2 ** 16 ? new Uint32Array(count) : new Uint16Array(count);
  return (slot, first, next) => {
    moveToSlot(codes.subarray(first, next), last, slot, sums);
    addTo(sums, slot + 1, next - first);
  };
};

/**
 * Of each customer `last` is one more than the slot of its last event. One that moves from the slot to the slot itself is no special case,
 * because a branch that half of the rows take costs more than all else.
 */
function moveToSlot(
  codes: Uint32Array,
  last: Uint32Array | Uint16Array,
  slot: number,
  { counts, blocks }: SlotSums,
): void {
  // In the bundle what stands outside a function is a variable, which is read again for each row.
  const bits = blockBits;
  for (let row = 0; row < codes.length; row += 1) {
    const entity = codes[row] as number;
    const before = last[entity] as number;
    last[entity] = slot + 1;
    counts[before] = (counts[before] as number) - 1;
    blocks[before >>> bits] = (blocks[before >>> bits] as number) - 1;
  }
}

const lastEnoughEvents: SlotNote = ({ codes, count, counts }, minimumEvents, sums) => {
  // The rows of a customer that count, one behind the other: their slots, and for how many events they stand.
  const { offsets } = groupBy(codes, count);
  const slots = new Uint32Array(codes.length);
  const weights = new Float64Array(counts.length);
  const ends = offsets.slice(0, count);
  // The last rows that are enough, the first of them, and their events; before there are enough of them, all rows.
  const begins = offsets.slice(0, count);
  const events = new Float64Array(count);
  const last = new Uint32Array(count);
  return (slot, first, next) => {
    for (let row = first; row < next; row += 1) {
      const entity = codes[row] as number;
      const place = ends[entity] as number;
      ends[entity] = place + 1;
      slots[place] = slot;
      if (weights.length > 0) weights[place] = counts[row] as number;
      let sum = (events[entity] as number) + (weights.length > 0 ? (counts[row] as number) : 1);
      let begin = begins[entity] as number;
      for (; ; begin += 1) {
        const weight = weights.length > 0 ? (weights[begin] as number) : 1;
        if (sum - weight < minimumEvents) break;
        sum -= weight;
      }
      begins[entity] = begin;
      events[entity] = sum;
      const decisive = (slots[begin] as number) + 1;
      const before = last[entity] as number;
      if (sum < minimumEvents || before === decisive) continue;
      last[entity] = decisive;
      addTo(sums, before, -1);
      addTo(sums, decisive, 1);
    }
  };
};

const blockBits = 8;
const blockLength = 256;

/** How many customers are at each slot, counted from 1 on, 0 being that of nobody; whole blocks of slots are added up as well. */
interface SlotSums {
  readonly counts: Int32Array;
  readonly blocks: Int32Array;
}

function slotSums(slotCount: number): SlotSums {
  const blocks = new Int32Array((slotCount >>> blockBits) + 1);
  return { counts: new Int32Array(blocks.length * blockLength), blocks };
}

function addTo({ counts, blocks }: SlotSums, place: number, customers: number): void {
  counts[place] = (counts[place] as number) + customers;
  blocks[place >>> blockBits] = (blocks[place >>> blockBits] as number) + customers;
}

/** Over all slots from one on: those that are still to come have nobody. */
function sumFrom({ counts, blocks }: SlotSums, slot: number): number {
  let sum = 0;
  let place = slot + 1;
  for (; place % blockLength !== 0; place += 1) sum += counts[place] as number;
  for (let block = place >>> blockBits; block < blocks.length; block += 1) sum += blocks[block] as number;
  return sum;
}
