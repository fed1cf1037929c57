import { slotTable } from '../../activity/open.ts';
import type { Unit, Zone } from '../../calendar/open.ts';
import { type EventColumns, groupByEntity, placeEvents } from '../events/event-columns.ts';

/** The customers retained at age N: those active in unit N, or in unit N or any later one. */
export type RetentionRule = 'on' | 'onOrAfter';

/** The units from that of the first known event to that of the last, without those that the zone skipped. */
export interface UnitsOfEvents {
  readonly ordinals: readonly number[];
  /** Where they begin, and behind them where the last one ends, or the data does. */
  readonly bounds: readonly number[];
  /** How many units, from the first on, are over; more than there are where the data reaches further than its last event. */
  readonly over: number;
}

export function unitsOf(
  { at }: EventColumns,
  unit: Unit,
  zone: Zone,
  { asOf, ages }: { readonly asOf: number | undefined; readonly ages: number },
): UnitsOfEvents {
  const known = asOf ?? Number.POSITIVE_INFINITY;
  const [first, last] = rangeBefore(at, known);
  if (first > last) return { ordinals: [], bounds: [], over: 0 };
  const startOf = (ordinal: number) => zone.startOfDay(unit.firstDay(ordinal));
  const ordinals: number[] = [];
  const bounds: number[] = [];
  let ordinal = unit.ordinalOf(zone.dayOf(first));
  let from = startOf(ordinal);
  while (from <= last) {
    const next = startOf(ordinal + 1);
    if (next > from) {
      ordinals.push(ordinal);
      bounds.push(from);
    }
    from = next;
    ordinal += 1;
  }
  bounds.push(Math.min(from, known));
  let over = from > known ? ordinals.length - 1 : ordinals.length;
  // Nobody asks further than the highest age of the youngest cohort.
  while (asOf !== undefined && from <= asOf && over < ordinals.length + ages) {
    const next = startOf(ordinal + 1);
    if (next > asOf) break;
    if (next > from) over += 1;
    from = next;
    ordinal += 1;
  }
  return { ordinals, bounds, over };
}

function rangeBefore(at: Float64Array, end: number): [first: number, last: number] {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const epoch of at) {
    if (epoch >= end) continue;
    if (epoch < first) first = epoch;
    if (epoch > last) last = epoch;
  }
  return [first, last];
}

/** By cohort: its customers, and those retained at each age, `retained[cohort * ages + age]`. */
export interface RetainedCounts {
  readonly sizes: Uint32Array;
  readonly retained: Uint32Array;
}

export function countRetained(
  columns: EventColumns,
  bounds: readonly number[],
  ages: number,
  rule: RetentionRule,
): RetainedCounts {
  const { count, slotOf } = slotTable(bounds);
  const slots = placeEvents(columns, slotOf);
  const { offsets, order: rows } = groupByEntity(columns, slots);
  const sizes = new Uint32Array(count);
  const retained = new Uint32Array(count * ages);
  const stamps = new Uint32Array(count);
  for (let entity = 0; entity < columns.entities; entity += 1) {
    const [from, to] = [offsets[entity] as number, offsets[entity + 1] as number];
    if (from === to) continue;
    let [first, last] = [count, 0];
    for (let place = from; place < to; place += 1) {
      const slot = slots[rows[place] as number] as number;
      if (slot < first) first = slot;
      if (slot > last) last = slot;
    }
    sizes[first] = (sizes[first] as number) + 1;
    if (rule === 'onOrAfter') {
      const oldest = first * ages + Math.min(last - first, ages - 1);
      retained[oldest] = (retained[oldest] as number) + 1;
      continue;
    }
    for (let place = from; place < to; place += 1) {
      const slot = slots[rows[place] as number] as number;
      if (stamps[slot] === entity + 1 || slot - first >= ages) continue;
      stamps[slot] = entity + 1;
      const cell = first * ages + slot - first;
      retained[cell] = (retained[cell] as number) + 1;
    }
  }
  if (rule === 'onOrAfter') addFromTheOldest(retained, ages);
  return { sizes, retained };
}

/** A customer last active at an age was retained at all ages before it. */
function addFromTheOldest(retained: Uint32Array, ages: number): void {
  for (let cell = retained.length - 2; cell >= 0; cell -= 1) {
    if (cell % ages !== ages - 1) retained[cell] = (retained[cell] as number) + (retained[cell + 1] as number);
  }
}
