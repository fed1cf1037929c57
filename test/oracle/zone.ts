import type { Instant } from './types.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Offsets on record reach from -15:56:08 (Manila) to +15:13:42 (Metlakatla). */
const WIDEST_OFFSET = 16 * HOUR;

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formatters.set(zone, made);
  return made;
}

/** Date.UTC reads the years 0 to 99 as 1900 to 1999. */
function utcDay(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, day);
}

/** The wall clock's reading, written down as if it were UTC, asked of Intl itself. */
function askWallClock(instant: number, zone: string): number {
  // Month, day, year, hour, minute, second: text costs a third of what formatToParts does.
  const fields = formatter(zone).format(instant).match(/\d+/g)?.map(Number) ?? [];
  const [month = Number.NaN, day = 0, year = 0, hour = 0, minute = 0, second = 0] = fields;
  const milliseconds = ((instant % SECOND) + SECOND) % SECOND;
  return utcDay(year, month, day) + hour * HOUR + minute * MINUTE + second * SECOND + milliseconds;
}

/** By zone the offsets with which days of UTC begin: Intl is slow. */
const dayOffsets = new Map<string, Map<number, number>>();

function offsetAtDay(day: number, zone: string): number {
  const own = dayOffsets.get(zone) ?? new Map<number, number>();
  dayOffsets.set(zone, own);
  const offset = own.get(day) ?? askWallClock(day * DAY, zone) - day * DAY;
  own.set(day, offset);
  return offset;
}

/** One offset at both ends of a day is that of all its instants, as no zone here has changed twice in one (see below). */
function wallClock(instant: number, zone: string): number {
  const day = Math.floor(instant / DAY);
  const offset = offsetAtDay(day, zone);
  const isKnown = day * DAY === instant || offset === offsetAtDay(day + 1, zone);
  return isKnown ? instant + offset : askWallClock(instant, zone);
}

/** Days are numbered as whole days since 1970-01-01, whatever the zone. */
export const localDay = (instant: number, zone: string): number => Math.floor(wallClock(instant, zone) / DAY);
export const localMonth = (instant: number, zone: string): string =>
  new Date(wallClock(instant, zone)).toISOString().slice(0, 7);
const offsetAt = (instant: number, zone: string): number => wallClock(instant, zone) - instant;

/** A stretch of one offset, and the offset before it where it does not begin with the search itself. */
interface Stretch {
  readonly from: number;
  readonly before: number | null;
  readonly offset: number;
}

const BLOCK = 8 * DAY;
const blocks = new Map<string, readonly Stretch[]>();

/**
 * Looked at every day, as no zone here has changed twice in one: since 1940 the nearest two are three weeks apart (Cairo, September 2010). Each
 * change is then halved down to its millisecond.
 */
function searchBlock(first: number, zone: string): Stretch[] {
  const found: Stretch[] = [];
  let offset = offsetAt(first, zone);
  for (let instant = first; instant < first + BLOCK; instant += DAY) {
    const next = offsetAt(instant + DAY, zone);
    if (next === offset) continue;
    let same = instant;
    let changed = instant + DAY;
    while (changed - same > 1) {
      const middle = Math.floor((same + changed) / 2);
      if (offsetAt(middle, zone) === offset) same = middle;
      else changed = middle;
    }
    found.push({ from: changed, before: offset, offset: next });
    offset = next;
  }
  return found;
}

function changesInBlock(block: number, zone: string): readonly Stretch[] {
  const key = `${zone} ${block}`;
  const found = blocks.get(key) ?? searchBlock(block * BLOCK, zone);
  blocks.set(key, found);
  return found;
}

function stretches(from: number, to: number, zone: string): Stretch[] {
  const found: Stretch[] = [{ from, before: null, offset: offsetAt(from, zone) }];
  for (let block = Math.floor(from / BLOCK); block * BLOCK <= to; block += 1) {
    found.push(...changesInBlock(block, zone).filter((change) => from < change.from && change.from <= to));
  }
  return found;
}

const starts = new Map<string, number | null>();

/** Within a stretch of one offset a date can only begin at the local midnight or with the stretch itself. */
function searchStart(day: number, zone: string): number | null {
  const midnight = day * DAY;
  const around = stretches(midnight - WIDEST_OFFSET, midnight + WIDEST_OFFSET, zone);
  const candidates = around.flatMap((stretch) => [stretch.from, midnight - stretch.offset]);
  const fitting = candidates.filter((instant) => localDay(instant, zone) === day);
  return fitting.length === 0 ? null : Math.min(...fitting);
}

/** The earliest instant whose local date is that day, or null for a day that the zone skipped. */
function startOrNull(day: number, zone: string): number | null {
  const key = `${zone} ${day}`;
  const known = starts.get(key);
  if (known !== undefined) return known;
  const start = searchStart(day, zone);
  starts.set(key, start);
  return start;
}

export function startOfDay(day: number, zone: string): number {
  const start = startOrNull(day, zone);
  if (start === null) throw new RangeError(`${zone} skipped ${new Date(day * DAY).toISOString().slice(0, 10)}`);
  return start;
}

/** The start of that day or, where the zone skipped it, of the next day it had. */
export function startOfDayOrNext(day: number, zone: string): number {
  return startOrNull(day, zone) ?? startOfDayOrNext(day + 1, zone);
}

export function dayNumber(year: number, month: number, day: number): number {
  const instant = utcDay(year, month, day);
  const read = new Date(instant);
  const real = read.getUTCFullYear() === year && read.getUTCMonth() === month - 1 && read.getUTCDate() === day;
  if (!real) throw new RangeError(`no such day: ${year}-${month}-${day}`);
  return instant / DAY;
}

/** The wall clock's reading as an instant: the earlier of two; in a gap, by the offset before it. */
function fromWallClock(wanted: number, zone: string): number {
  const around = stretches(wanted - WIDEST_OFFSET - DAY, wanted + WIDEST_OFFSET + DAY, zone);
  const exact = around.map((stretch) => wanted - stretch.offset).filter((t) => wallClock(t, zone) === wanted);
  if (exact.length > 0) return Math.min(...exact);
  for (const { from, before, offset } of around) {
    if (before !== null && from + before <= wanted && wanted < from + offset) return wanted - before;
  }
  throw new RangeError(`no instant for ${new Date(wanted).toISOString()} in ${zone}`);
}

const sums = new Map<string, number>();

/** A day's start stays a day's start, also where midnight is missing; any other instant keeps its time of day. */
export function addCalendarDays(instant: number, count: number, zone: string): number {
  const key = `${zone} ${instant} ${count}`;
  const known = sums.get(key);
  if (known !== undefined) return known;
  const day = localDay(instant, zone);
  let result: number;
  if (instant === startOrNull(day, zone)) {
    result = startOfDayOrNext(day + count, zone);
  } else {
    result = fromWallClock(wallClock(instant, zone) + count * DAY, zone);
  }
  sums.set(key, result);
  return result;
}

/** Whole months since January of the year 0, and the days of the month before that one. */
function monthOf(day: number): { month: number; daysBefore: number } {
  const date = new Date(day * DAY);
  return { month: date.getUTCFullYear() * 12 + date.getUTCMonth(), daysBefore: date.getUTCDate() - 1 };
}

function dayInMonth(month: number, daysBefore: number): number {
  const first = (shift: number): number =>
    utcDay(Math.floor((month + shift) / 12), ((month + shift) % 12) + 1, 1) / DAY;
  return Math.min(first(0) + daysBefore, first(1) - 1);
}

/** As with days; the 31st becomes the last day of a month that is shorter. */
export function addCalendarMonths(instant: number, count: number, zone: string): number {
  const day = localDay(instant, zone);
  const { month, daysBefore } = monthOf(day);
  const target = dayInMonth(month + count, daysBefore);
  if (instant === startOrNull(day, zone)) return startOfDayOrNext(target, zone);
  return fromWallClock(wallClock(instant, zone) + (target - day) * DAY, zone);
}

/** The m >= 1 of whole months that lead from one instant to exactly the other, if there is one. */
export function wholeMonths(from: number, to: number, zone: string): number | null {
  const apart = monthOf(localDay(to, zone)).month - monthOf(localDay(from, zone)).month;
  // One less where the zone skipped the last day of a month, so that the sum falls into the next one.
  const counts = [apart - 1, apart].filter((count) => count >= 1);
  return counts.find((count) => addCalendarMonths(from, count, zone) === to) ?? null;
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DATE_TIME = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(?:Z|([+-])(\d{2}):(\d{2}))$/;

export function readDay(text: string): number {
  const date = DATE.exec(text);
  if (!date) throw new RangeError(`not a date: ${JSON.stringify(text)}`);
  return dayNumber(Number(date[1]), Number(date[2]), Number(date[3]));
}

function readText(text: string, zone: string): number {
  if (DATE.test(text)) return startOfDay(readDay(text), zone);
  const match = DATE_TIME.exec(text);
  if (!match) throw new RangeError(`not an ISO date, or a date-time without offset: ${JSON.stringify(text)}`);
  const [, date = '', hour, minute, second = '0', places = '', sign, offsetHour = '0', offsetMinute = '0'] = match;
  const fields = [Number(hour), Number(minute), Number(second), Number(offsetHour), Number(offsetMinute)] as const;
  if (fields[0] > 23 || fields[1] > 59 || fields[2] > 59 || fields[3] > 23 || fields[4] > 59) {
    throw new RangeError(`no such time: ${JSON.stringify(text)}`);
  }
  const time = fields[0] * HOUR + fields[1] * MINUTE + fields[2] * SECOND + Number(places.padEnd(3, '0').slice(0, 3));
  const offset = (fields[3] * HOUR + fields[4] * MINUTE) * (sign === '-' ? -1 : 1);
  return readDay(date) * DAY + time - offset;
}

export function readInstant(instant: Instant, zone: string): number {
  if (typeof instant === 'string') return readText(instant, zone);
  const milliseconds = instant instanceof Date ? instant.getTime() : instant;
  if (!Number.isInteger(milliseconds) || Math.abs(milliseconds) > 8.64e15) {
    throw new RangeError(`not an instant: ${String(instant)}`);
  }
  return milliseconds;
}
