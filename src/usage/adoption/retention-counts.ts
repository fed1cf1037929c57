import type { Unit, Zone } from '../../calendar/open.ts';
import { lowerBound } from '../../table/index.ts';
import type { Entities, EventColumns } from '../events/timeline.ts';

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
  { at, length }: EventColumns,
  unit: Unit,
  zone: Zone,
  { asOf, ages }: { readonly asOf: number | undefined; readonly ages: number },
): UnitsOfEvents {
  const known = asOf ?? Number.POSITIVE_INFINITY;
  const count = lowerBound(at, known, 0, length);
  if (count === 0) return { ordinals: [], bounds: [], over: 0 };
  const [first, last] = [at[0] as number, at[count - 1] as number];
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

/** By cohort: its customers, and those retained at each age, `retained[cohort * ages + age]`. */
export interface RetainedCounts {
  readonly sizes: Uint32Array;
  readonly retained: Uint32Array;
}

export function countRetained(
  { at, length }: EventColumns,
  { codes, count }: Entities,
  bounds: readonly number[],
  ages: number,
  rule: RetentionRule,
): RetainedCounts {
  const slots = Math.max(0, bounds.length - 1);
  const sizes = new Uint32Array(slots);
  const retained = new Uint32Array(slots * ages);
  // By customer one more than the slots of its first and its last event so far.
  const [firsts, lasts] = [new Uint32Array(count), new Uint32Array(count)];
  const add = (first: number, slot: number): void => {
    const cell = (first - 1) * ages + Math.min(slot - first, ages - 1);
    retained[cell] = (retained[cell] as number) + 1;
  };
  let row = bounds.length === 0 ? 0 : lowerBound(at, bounds[0] as number, 0, length);
  for (let slot = 1; slot <= slots; slot += 1) {
    const next = lowerBound(at, bounds[slot] as number, row, length);
    for (; row < next; row += 1) {
      const entity = codes[row] as number;
      if (lasts[entity] === slot) continue;
      lasts[entity] = slot;
      if (firsts[entity] === 0) {
        firsts[entity] = slot;
        sizes[slot - 1] = (sizes[slot - 1] as number) + 1;
      }
      if (rule === 'on' && slot - (firsts[entity] as number) < ages) add(firsts[entity] as number, slot);
    }
  }
  if (rule === 'onOrAfter') {
    for (let entity = 0; entity < count; entity += 1) {
      if (firsts[entity] !== 0) add(firsts[entity] as number, lasts[entity] as number);
    }
    addFromTheOldest(retained, ages);
  }
  return { sizes, retained };
}

/** A customer last active at an age was retained at all ages before it. */
function addFromTheOldest(retained: Uint32Array, ages: number): void {
  for (let cell = retained.length - 2; cell >= 0; cell -= 1) {
    if (cell % ages !== ages - 1) retained[cell] = (retained[cell] as number) + (retained[cell + 1] as number);
  }
}
