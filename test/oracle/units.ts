import { month, quarter, year } from './periods.ts';
import { add, divide, type Rational, rational, subtract } from './rational.ts';
import type { LabelledPeriod } from './types.ts';
import { addCalendarDays, addCalendarMonths, localDay, localMonth, startOfDay, startOfDayOrNext } from './zone.ts';

export type Unit = 'day' | 'week' | 'month' | 'quarter' | 'year';
export type CohortUnit = 'month' | 'quarter' | 'year';

const MONTHS = { month: 1, quarter: 3, year: 12 } as const;
const DAYS = { day: 1, week: 7 } as const;

/** So many calendar units later by the wall clock; none is the instant itself, be it the second of two readings. */
export function addUnits(instant: number, count: number, unit: Unit, zone: string): number {
  if (count === 0) return instant;
  return unit === 'day' || unit === 'week'
    ? addCalendarDays(instant, count * DAYS[unit], zone)
    : addCalendarMonths(instant, count * MONTHS[unit], zone);
}

/** So many days after an instant, and never before it. */
export const daysAfter = (instant: number, days: number, zone: string): number =>
  Math.max(instant, addUnits(instant, days, 'day', zone));

/** The share of its local day that has passed, whatever the day's length: 0 at its start. */
function partOfDay(instant: number, zone: string): Rational {
  const day = localDay(instant, zone);
  const start = startOfDay(day, zone);
  return rational(instant - start, startOfDayOrNext(day + 1, zone) - start);
}

/** Where an instant lies when each local day counts 1. */
export const dayPosition = (instant: number, zone: string): Rational =>
  add(rational(localDay(instant, zone)), partOfDay(instant, zone));

/** Whole months since January of the year 0. */
function monthNumber(instant: number, zone: string): number {
  const [years = Number.NaN, months = Number.NaN] = localMonth(instant, zone).split('-').map(Number);
  return years * 12 + months - 1;
}

/** Where an instant lies when each calendar month counts 1, and each of its days the same part of it. */
export function monthPosition(instant: number, zone: string): Rational {
  const number = monthNumber(instant, zone);
  const { start, end } = calendarUnit(number, 'month', zone);
  const [first, next] = [dayPosition(start.getTime(), zone), dayPosition(end.getTime(), zone)];
  const passed = subtract(dayPosition(instant, zone), first);
  return add(rational(number), divide(passed, subtract(next, first)));
}

/** The number of the calendar month, quarter or year in which an instant lies. */
export const unitNumber = (instant: number, unit: CohortUnit, zone: string): number =>
  Math.floor(monthNumber(instant, zone) / MONTHS[unit]);

/** The calendar unit of that number, with its label. */
export function calendarUnit(number: number, unit: CohortUnit, zone: string): LabelledPeriod {
  const first = number * MONTHS[unit];
  const inYear = String(Math.floor(first / 12)).padStart(4, '0');
  if (unit === 'year') return year(inYear, zone);
  if (unit === 'quarter') return quarter(`${inYear}-Q${(first % 12) / 3 + 1}`, zone);
  return month(`${inYear}-${String((first % 12) + 1).padStart(2, '0')}`, zone);
}
