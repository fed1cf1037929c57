import type { Stretch } from '../../activity/open.ts';
import type { Zone } from '../../calendar/open.ts';
import type { UnitInRow } from './activity-units.ts';

/** The days, weeks or months that lie wholly inside a stretch, oldest first. A day that the zone skipped is none. */
export function unitsWithin(unit: UnitInRow, { start, end }: Stretch, zone: Zone): Stretch[] {
  const startOf = (ordinal: number) => zone.startOfDay(unit.firstDay(ordinal));
  let ordinal = unit.ordinalOf(zone.dayOf(start));
  while (startOf(ordinal) < start) ordinal += 1;
  const inside: Stretch[] = [];
  for (let from = startOf(ordinal); ; ordinal += 1) {
    const next = startOf(ordinal + 1);
    if (!(next <= end)) return inside;
    if (next > from) inside.push({ start: from, end: next });
    from = next;
  }
}

/** Where the local days that a stretch touches begin, cut to the stretch: the bounds of its days, the last one's end among them. */
export function dayBounds({ start, end }: Stretch, zone: Zone): number[] {
  const bounds = [start];
  for (let day = zone.dayOf(start); ; day += 1) {
    const from = zone.startOfDay(day);
    if (!(from < end)) return [...bounds, end];
    if (from > (bounds.at(-1) as number)) bounds.push(from);
  }
}
