import type { Zone } from '../calendar/open.ts';
import { reject } from '../errors.ts';
import { checkKeys, readCount, readDays } from '../read/index.ts';
import { isWithinDays } from './within-days.ts';

/** A length of time in minutes, hours of 60 minutes, or calendar days: one of the three. */
export type Within =
  | {
      /** Minutes: a whole number above 0. */
      readonly minutes: number;
      readonly hours?: undefined;
      readonly days?: undefined;
    }
  | {
      /** Hours of 60 minutes: a whole number above 0. */
      readonly hours: number;
      readonly minutes?: undefined;
      readonly days?: undefined;
    }
  | {
      /** Calendar days, up to the same local time: a whole number above 0. */
      readonly days: number;
      readonly minutes?: undefined;
      readonly hours?: undefined;
    };

/** Whether an instant comes before the end of a window that begins at another one. */
export type IsWithin = (from: number, instant: number) => boolean;

const msIn = { minutes: 60_000, hours: 3_600_000 };
/** A hundred years, the most that days may be. */
const mostMs = 3_162_240_000_000;

/** A window of calendar days, or of another length. */
export function readWindow(
  { withinDays, within }: { readonly withinDays?: unknown; readonly within?: unknown },
  zone: Zone,
): IsWithin {
  if (within === undefined) return withinDaysOf(readDays(withinDays, 'options.withinDays'), zone);
  if (withinDays === undefined) return readWithin(within, 'options.within', zone);
  return reject('INVALID_OPTION', 'options.within', 'be left out if options.withinDays is given', within);
}

/** Reads a length of time; a day ends at the same local time on the next one. */
export function readWithin(value: unknown, path: string, zone: Zone): IsWithin {
  const given = Object.entries(checkKeys(value, ['minutes', 'hours', 'days'], path)).filter(
    ([, own]) => own !== undefined,
  );
  const [unit, count] = given[0] ?? [];
  if (given.length !== 1) reject('INVALID_OPTION', path, 'have one of minutes, hours, days', value);
  const own = `${path}.${unit}`;
  if (unit === 'days') return withinDaysOf(readDays(count, own), zone);
  const ms = msIn[unit as keyof typeof msIn];
  const length = readCount(count, own, 1, mostMs / ms) * ms;
  return (from, instant) => instant - from < length;
}

function withinDaysOf(days: number, zone: Zone): IsWithin {
  return (from, instant) => isWithinDays(zone, from, instant, days);
}
