// Days counted from 1970-01-01, in the proleptic Gregorian calendar. Date-fns is not used for this: even in its UTC context it
// computes on the machine's own calendar (addMonths of 2011-11-30 by 1 is wrong on a machine in Samoa).

export const msPerDay = 86_400_000;

/** The furthest from 1970 that a Date can be, in milliseconds. */
export const widestEpoch = 8.64e15;

export interface CivilDate {
  readonly year: number;
  /** 1..12 */
  readonly month: number;
  readonly day: number;
}

/** The day number of a date; months outside 1..12 run over into other years. */
export function dayNumber(year: number, month: number, day: number): number {
  // Counted in years that begin in March, so that the leap day comes last. Date.UTC takes several times as long, for millions of rows,
  // and reads the years 0..99 as 1900..1999.
  const months = year * 12 + month - 3;
  const marchYear = Math.floor(months / 12);
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  const dayOfYear = Math.floor(((months - marchYear * 12) * 153 + 2) / 5);
  return marchYear * 365 + leapDays + dayOfYear + day - 719_469;
}

/** Of 400 years, in days. */
const meanMonth = 30.436_875;

export function civilDate(day: number): CivilDate {
  // Months since the year 0, seldom one too many and never too few. A Date would be garbage, a million times over.
  let months = Math.floor((day + 719_531) / meanMonth);
  while (dayNumber(0, months + 1, 1) > day) months -= 1;
  const year = Math.floor(months / 12);
  return { year, month: months - year * 12 + 1, day: day - dayNumber(0, months + 1, 1) + 1 };
}

export function daysInMonth(year: number, month: number): number {
  return dayNumber(year, month + 1, 1) - dayNumber(year, month, 1);
}

/** The same day of the month `months` later; a month that is too short gives its last day. */
export function addMonths(day: number, months: number): number {
  return monthMover(day)(months);
}

/** The same of one day and many numbers of months. */
export function monthMover(day: number): (months: number) => number {
  const { year, month, day: dayOfMonth } = civilDate(day);
  return (months) => {
    const first = dayNumber(year, month + months, 1);
    // Every month has 28 days.
    const length = dayOfMonth <= 28 ? 28 : dayNumber(year, month + months + 1, 1) - first;
    return first + Math.min(dayOfMonth, length) - 1;
  };
}

/** How many month boundaries lie between two days. */
export function monthsBetween(from: number, to: number): number {
  const [a, b] = [civilDate(from), civilDate(to)];
  return (b.year - a.year) * 12 + b.month - a.month;
}

export function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

export function yearLabel(year: number): string {
  return String(year).padStart(4, '0');
}

/** '2026-03-14' */
export function dayLabel(day: number): string {
  const date = civilDate(day);
  return `${yearLabel(date.year)}-${twoDigits(date.month)}-${twoDigits(date.day)}`;
}
