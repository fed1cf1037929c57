import { dayLabel, parseDay, toEpoch, units, wholeUnits, type Zone } from '../../calendar/open.ts';
import { readOptionalChoice } from '../../read/index.ts';
import type { ActivityUnit } from '../active/average-active-customers.ts';

/** The calendar unit that makes a cohort, and the unit of its age. */
export type RetentionUnitName = 'hour' | ActivityUnit;

/** The first day of weeks. */
export type Weekday = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday';

const weekdays: readonly [Weekday, ...Weekday[]] = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
];

/** Units of time that follow one another, by number. */
export interface RetentionUnit {
  at(instant: number): number;
  startOf(ordinal: number): number;
  label(ordinal: number): string;
  /** The number of the unit with a label, or NaN. */
  parse(label: string): number;
  /** How many units of a customer's own have passed since its start. */
  elapsed(start: number, instant: number): number;
}

const msPerHour = 3_600_000;
const hoursIn = { hour: 1, day: 24, week: 168 };
/** 1970-01-01 was a Thursday: so many days before it a week of each weekday began. */
const daysFromMonday = 3;

export function retentionUnit(name: RetentionUnitName, weekStart: unknown, zone: Zone): RetentionUnit {
  const weekday = weekdays.indexOf(readOptionalChoice(weekStart, 'options.weekStart', weekdays));
  const elapsed = (start: number, instant: number) =>
    name === 'month'
      ? wholeUnits(zone, start, instant, units.month)
      : Math.floor((instant - start) / (hoursIn[name] * msPerHour));
  if (name === 'hour') {
    const label = (ordinal: number) => `${new Date(ordinal * msPerHour).toISOString().slice(0, 13)}:00Z`;
    return {
      elapsed,
      at: (instant) => Math.floor(instant / msPerHour),
      startOf: (ordinal) => ordinal * msPerHour,
      label,
      parse: (text) => toEpoch(text, zone) / msPerHour,
    };
  }
  const unit = name === 'week' && weekday > 0 ? weekFrom(weekday) : units[name];
  return {
    elapsed,
    at: (instant) => unit.ordinalOf(zone.dayOf(instant)),
    startOf: (ordinal) => zone.startOfDay(unit.firstDay(ordinal)),
    label: unit.label,
    parse: unit.parse,
  };
}

/** Weeks from another day than Monday have no ISO number: each is named by its first day. */
function weekFrom(weekday: number) {
  const first = weekday - daysFromMonday;
  const firstDay = (ordinal: number) => ordinal * 7 + first;
  return {
    ordinalOf: (day: number) => Math.floor((day - first) / 7),
    firstDay,
    label: (ordinal: number) => dayLabel(firstDay(ordinal)),
    parse: (label: string) => (parseDay(label) - first) / 7,
  };
}
