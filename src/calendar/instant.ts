import { isDate, reject, tagOf } from '../errors.ts';
import { dayNumber, daysInMonth, msPerDay, widestEpoch } from './civil.ts';
import type { Zone } from './zone.ts';

/**
 * A point in time: a `Date`, epoch milliseconds, ISO 8601 text, or the types of databases and `Temporal`. A date alone ('2026-03-01') is
 * that day's start in the time zone in force; a date-time needs an offset, Z or UTC, and may have a blank for its T ('2026-03-01
 * 09:30:00+00'). A number or bigint that looks like seconds, micro- or nanoseconds is refused: from 1 to 1e11, and above 253402300799999,
 * on either side of 0.
 */
export type Instant =
  | Date
  | number
  | bigint
  | string
  /** `BigQueryDate` and `BigQueryTimestamp`. */
  | {
      /** A date ('2026-03-01'), or a date and time with an offset. */
      readonly value: string;
    }
  /** By its shape, so that a polyfill's is one too; `Temporal.PlainDate` is a date alone. */
  | { readonly [Symbol.toStringTag]: 'Temporal.Instant' | 'Temporal.PlainDate'; toString(): string };

/** The epoch milliseconds of an instant. */
export function readInstant(value: unknown, zone: Zone, path: string, orElse?: string): number {
  const instant = toEpoch(value, zone);
  return Number.isNaN(instant) ? rejectInstant(value, path, orElse) : instant;
}

/** The epoch milliseconds of an instant, or NaN: the caller that reads a million of them names the path only when it must. */
export function toEpoch(value: unknown, zone: Zone): number {
  if (typeof value === 'string') {
    const day = parseDay(value);
    return Number.isNaN(day) ? parseDateTime(value) : startOfExistingDay(day, zone);
  }
  if (typeof value === 'number') return isEpoch(value) ? value : Number.NaN;
  if (typeof value === 'bigint') return toEpoch(Number(value), zone);
  if (isDate(value)) {
    const epoch = value.getTime();
    return Number.isInteger(epoch) && Math.abs(epoch) <= widestEpoch ? epoch : Number.NaN;
  }
  const text = textOf(value);
  return text === undefined ? Number.NaN : toEpoch(text, zone);
}

/** Read as milliseconds, seconds up to the year 5138 lie before March 1973, and microseconds since 1978 behind the year 9999. */
export const mostSeconds = 1e11;
export const mostMilliseconds = 253_402_300_799_999;
const mostMicroseconds = mostMilliseconds * 1000;

/** Whether a number whose unit is not said can only be epoch milliseconds. */
export function isEpoch(value: number): boolean {
  return isWholeBetween(value, mostSeconds, mostMilliseconds);
}

/** Whether a whole number is 0, or of a size above `least` and up to `most`. */
export function isWholeBetween(value: number, least: number, most: number): boolean {
  const size = Math.abs(value);
  return Number.isInteger(value) && (size > least || size === 0) && size <= most;
}

/** The text of an instant that is an object: BigQuery's, or Temporal's without its calendar. */
export function textOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const tag = tagOf(value);
  if (tag === 'Temporal.Instant' || tag === 'Temporal.PlainDate') return String(value).replace(/\[.*/, '');
  const { value: text } = value as { readonly value?: unknown };
  return typeof text === 'string' ? text : undefined;
}

/** The start of a day, or NaN for one that the zone skipped. */
export function startOfExistingDay(day: number, zone: Zone): number {
  const start = zone.startOfDay(day);
  return zone.dayOf(start) === day ? start : Number.NaN;
}

/** Says why a value is not an instant, and with `orElse` what else it can be. */
export function rejectInstant(value: unknown, path: string, orElse = ''): never {
  const text = textOf(value);
  if (text !== undefined)
    rejectInstant(text, (value as { readonly value?: unknown }).value === text ? `${path}.value` : path, orElse);
  if (typeof value === 'string') {
    if (!Number.isNaN(parseDay(value))) {
      reject('SKIPPED_DAY', path, 'be a day that exists in the time zone in force (this one was skipped)', value);
    }
    if (!Number.isNaN(parseDateTime(`${value}Z`))) {
      const rule = "have an offset or 'Z' after its time of day, such as '+01:00' (in PostgreSQL: ::timestamptz)";
      reject('INVALID_INSTANT', path, rule, value);
    }
  }
  if (typeof value === 'number' || typeof value === 'bigint') rejectUnit(value, path);
  const one = Array.isArray(value) ? 'one instant, not a list: ' : '';
  const rule =
    "a Date, whole epoch milliseconds, a date such as '2026-03-01' or a date-time such as '2026-03-01T09:30:00Z'";
  reject('INVALID_INSTANT', path, `be ${one}${rule}${orElse}`, value);
}

/** Names the unit that a number seems to have. */
function rejectUnit(value: number | bigint, path: string): void {
  const size = Math.abs(Number(value));
  if (!Number.isInteger(size) || isEpoch(size)) return;
  const [unit, cure] =
    size <= mostSeconds
      ? ['seconds', 'multiply it by 1000']
      : size <= mostMicroseconds
        ? ['microseconds', 'divide it by 1000']
        : ['nanoseconds', 'divide it by 1000000'];
  const rule = `be epoch milliseconds, and looks like ${unit}: ${cure}, or give a Date (a column can state its unit)`;
  reject('INVALID_INSTANT', path, rule, value);
}

const msPerMinute = 60_000;

const digitZero = 48;
const blank = 32;
const hyphen = 45;
const point = 46;
const colon = 58;
const letterT = 84;
const letterZ = 90;

/** The day number of 'YYYY-MM-DD', or NaN. */
export function parseDay(text: string): number {
  return dayOfKey(dateKey(text));
}

/** The day number of digits, or NaN. */
export function dayOfKey(key: number): number {
  // Of -1 the month is 15.
  const [year, month, day] = [key >> 9, (key >> 5) & 15, key & 31];
  if (month < 1 || month > 12 || day < 1) return Number.NaN;
  return day > 28 && day > daysInMonth(year, month) ? Number.NaN : dayNumber(year, month, day);
}

/**
 * The digits of 'YYYY-MM-DD' as one small number, year * 512 + month * 32 + day, or -1 for another text; whether there is such a day is
 * not looked at. By character, because the rows of a ledger bring millions of these.
 */
export function dateKey(text: string): number {
  return text.length === 10 ? leadingDateKey(text) : -1;
}

function leadingDateKey(text: string): number {
  if (text.charCodeAt(4) !== hyphen || text.charCodeAt(7) !== hyphen) return -1;
  const year = digits(text, 0) * 100 + digits(text, 2);
  const [month, day] = [digits(text, 5), digits(text, 8)];
  return year <= 9999 && month <= 12 && day <= 31 ? (year << 9) | (month << 5) | day : -1;
}

/** More than a year, or the milliseconds of a minute. */
const notDigits = 100_000;

/** The number that two digits of a text write; `notDigits` for another text. */
function digits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - digitZero;
  const ones = text.charCodeAt(at + 1) - digitZero;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : notDigits;
}

/** What may follow the minute. */
const restPattern = /^(?::(\d\d)(?:[.,](\d{1,9}))?)? ?(?:Z|UTC|([+-])(\d\d):?(\d\d)?)$/;

/** The epoch milliseconds of a date-time with an offset, Z or UTC, or NaN. */
export function parseDateTime(text: string): number {
  const separator = text.charCodeAt(10);
  const [hours, minutes] = [digits(text, 11), digits(text, 14)];
  const isTime = (separator === letterT || separator === blank) && text.charCodeAt(13) === colon;
  if (!isTime || hours >= 24 || minutes >= 60) return Number.NaN;
  const minute = dayOfKey(leadingDateKey(text)) * msPerDay + (hours * 60 + minutes) * msPerMinute;
  const milliseconds = utcMilliseconds(text);
  return minute + (milliseconds < msPerMinute ? milliseconds : parseRest(text.slice(16)));
}

/**
 * What ':SSZ' or ':SS.mmmZ' add to the minute, as `toISOString` and JSON write them; for any other text more than a minute. By character,
 * because the pattern takes eight times as long, for millions of events.
 */
function utcMilliseconds(text: string): number {
  const { length } = text;
  const hasMilliseconds = length === 24 && text.charCodeAt(19) === point;
  const isShaped =
    (length === 20 || hasMilliseconds) && text.charCodeAt(16) === colon && text.charCodeAt(length - 1) === letterZ;
  if (!isShaped) return Number.POSITIVE_INFINITY;
  const fraction = hasMilliseconds ? Math.floor(digits(text, 20) / 10) * 100 + digits(text, 21) : 0;
  return digits(text, 17) * 1000 + fraction;
}

function parseRest(text: string): number {
  const match = restPattern.exec(text);
  if (match === null) return Number.NaN;
  const [, seconds = '0', fraction = '', sign, hours = '0', minutes = '0'] = match;
  if (Number(seconds) >= 60 || Number(hours) >= 24 || Number(minutes) >= 60) return Number.NaN;
  const offset = (Number(hours) * 60 + Number(minutes)) * msPerMinute;
  // Digits beyond the millisecond are cut, not rounded: then no instant moves across a boundary, which is on a millisecond.
  const milliseconds = Number(seconds) * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'));
  return milliseconds - (sign === '-' ? -offset : offset);
}
