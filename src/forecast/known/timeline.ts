import { type CheckedPeriod, periodOfDays, type Unit, type Zone } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';

/** Calendar periods numbered from the first one that is forecast, which is 0: those before it are history. */
export interface Timeline {
  readonly zone: Zone;
  readonly unit: Unit;
  readonly from: number;
  slotAt(instant: number): number;
  periodAt(slot: number): CheckedPeriod;
}

/** `from` must be the start of a period. */
export function timelineFrom(zone: Zone, unit: Unit, from: number, path: string, given: unknown): Timeline {
  const ordinalAt = (instant: number) => unit.ordinalOf(zone.dayOf(instant));
  const first = ordinalAt(from);
  const startOf = (slot: number) => zone.startOfDay(unit.firstDay(first + slot));
  if (startOf(0) !== from) {
    const next = new Date(startOf(1)).toISOString();
    reject('INVALID_INSTANT', path, `be the start of a ${unit.name} in ${zone.timeZone}, such as ${next}`, given);
  }
  return {
    zone,
    unit,
    from,
    slotAt: (instant) => ordinalAt(instant) - first,
    periodAt(slot) {
      const ordinal = first + slot;
      const period = periodOfDays(unit.firstDay(ordinal), unit.firstDay(ordinal + 1), zone, unit.label(ordinal));
      return { start: period.start.getTime(), end: period.end.getTime(), period };
    },
  };
}

/** For each instant of a ledger, in order, the period that it lies in. */
export function slotsOfInstants({ slotAt, periodAt }: Timeline, instants: Float64Array): Int32Array {
  const slots = new Int32Array(instants.length);
  let next = Number.NEGATIVE_INFINITY;
  let slot = 0;
  for (let place = 0; place < instants.length; place += 1) {
    const instant = instants[place] as number;
    if (instant >= next) {
      slot = slotAt(instant);
      next = periodAt(slot).end;
    }
    slots[place] = slot;
  }
  return slots;
}
