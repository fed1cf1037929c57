import { readChoice } from '../read/index.ts';
import { type CalendarOptions, type Period, periodOfDays } from './period.ts';
import { type CalendarUnit, type Unit, unitNames, units } from './units.ts';
import { type Zone, zoneOf } from './zone.ts';

export function periodAt(unit: Unit, ordinal: number, zone: Zone): Period {
  return periodOfDays(unit.firstDay(ordinal), unit.firstDay(ordinal + 1), zone, unit.label(ordinal));
}

/** Whether a period is a day that the clocks of the zone left out. */
export function isSkipped(unit: Unit, ordinal: number, zone: Zone): boolean {
  return unit.name === 'day' && zone.dayOf(zone.startOfDay(ordinal)) !== ordinal;
}

/** Whether a period has a label that can be read back: one of the years 0 to 9999. */
export function hasLabel(unit: Unit, ordinal: number): boolean {
  return unit.parse(unit.label(ordinal)) === ordinal;
}

export function readUnit(value: unknown, path: string): Unit {
  return units[readChoice<CalendarUnit>(value, path, unitNames)];
}

export function zoneOfOptions({ timeZone = 'UTC' }: CalendarOptions): Zone {
  return zoneOf(timeZone, 'options.timeZone');
}
