import { monthUnit, toEpoch, wholeUnits, type Zone } from '../../calendar/open.ts';
import { type ActivityUnit, activityUnit } from '../active/activity-units.ts';

/** The calendar unit that makes a cohort, and the unit of its age. */
export type RetentionUnitName = 'hour' | ActivityUnit;

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

export function retentionUnit(name: RetentionUnitName, weekStart: unknown, zone: Zone): RetentionUnit {
  const unit = activityUnit(name === 'hour' ? 'day' : name, weekStart);
  const elapsed = (start: number, instant: number) =>
    name === 'month'
      ? wholeUnits(zone, start, instant, monthUnit)
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
  return {
    elapsed,
    at: (instant) => unit.ordinalOf(zone.dayOf(instant)),
    startOf: (ordinal) => zone.startOfDay(unit.firstDay(ordinal)),
    label: unit.label,
    parse: unit.parse,
  };
}
