import type { LabelledPeriod } from './types.ts';
import { DAY, dayNumber, readDay, startOfDay, startOfDayOrNext } from './zone.ts';

function between(first: number, next: number, timeZone: string, label: string): LabelledPeriod {
  return {
    start: new Date(startOfDay(first, timeZone)),
    end: new Date(startOfDayOrNext(next, timeZone)),
    timeZone,
    label,
  };
}

function read(label: string, pattern: RegExp): [number, number] {
  const match = pattern.exec(label);
  if (!match) throw new RangeError(`not a period: ${JSON.stringify(label)}`);
  return [Number(match[1]), Number(match[2] ?? '1')];
}

/** First day of the month that lies `months` after January of that year. */
const firstOfMonth = (year: number, months: number): number =>
  dayNumber(year + Math.floor(months / 12), (((months % 12) + 12) % 12) + 1, 1);

export function day(label: string, timeZone = 'UTC'): LabelledPeriod {
  const number = readDay(label);
  return between(number, number + 1, timeZone, label);
}

export function month(label: string, timeZone = 'UTC'): LabelledPeriod {
  const [year, number] = read(label, /^(\d{4})-(0[1-9]|1[0-2])$/);
  return between(firstOfMonth(year, number - 1), firstOfMonth(year, number), timeZone, label);
}

export function quarter(label: string, timeZone = 'UTC'): LabelledPeriod {
  const [year, number] = read(label, /^(\d{4})-Q([1-4])$/);
  return between(firstOfMonth(year, 3 * number - 3), firstOfMonth(year, 3 * number), timeZone, label);
}

export function year(label: string, timeZone = 'UTC'): LabelledPeriod {
  const [number] = read(label, /^(\d{4})$/);
  return between(firstOfMonth(number, 0), firstOfMonth(number, 12), timeZone, label);
}

/** 1970-01-01, day 0, was a Thursday. */
const mondayOf = (number: number): number => number - ((((number + 3) % 7) + 7) % 7);

/** ISO 8601: the week that holds 4 January is the first of its year. */
const firstMonday = (isoYear: number): number => mondayOf(dayNumber(isoYear, 1, 4));

export function week(label: string, timeZone = 'UTC'): LabelledPeriod {
  const [isoYear, number] = read(label, /^(\d{4})-W(0[1-9]|[1-4]\d|5[0-3])$/);
  const monday = firstMonday(isoYear) + 7 * (number - 1);
  if (monday >= firstMonday(isoYear + 1)) throw new RangeError(`no such week: ${label}`);
  return between(monday, monday + 7, timeZone, label);
}

export function weekLabel(number: number): string {
  const monday = mondayOf(number);
  const isoYear = new Date((monday + 3) * DAY).getUTCFullYear();
  return `${isoYear}-W${String((monday - firstMonday(isoYear)) / 7 + 1).padStart(2, '0')}`;
}
