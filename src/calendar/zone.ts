import { tzOffset } from '@date-fns/tz/tzOffset';
import { reject } from '../errors.ts';
import { msPerDay, widestEpoch } from './civil.ts';
import { sameClocks } from './clocks.ts';

/** The calendar of one time zone. Instants are epoch milliseconds, days are numbered as in civil.ts. */
export interface Zone {
  readonly timeZone: string;
  /** The earliest instant of a day; for a day that the zone skipped, the instant at which it would have begun. */
  startOfDay(day: number): number;
  /** The day it is in the zone at an instant. */
  dayOf(instant: number): number;
  /** The earliest instant at which the zone's clocks show `wallClock` (as epoch ms); where they skip it, as much later as they skip. */
  instantOf(wallClock: number): number;
  wallClockAt(instant: number): number;
  /** What the engine calls it, or its fixed offset. */
  readonly canonical: string;
}

const msPerMinute = 60_000;

const zones = new Map<string, Zone>();

/** The calendar of a time zone; `path` is for the error when there is no such zone. */
export function zoneOf(timeZone: unknown, path: string): Zone {
  const known = zones.get(timeZone as string);
  if (known !== undefined) return known;
  const offset = typeof timeZone === 'string' ? fixedOffset(timeZone) : undefined;
  const canonical = offset === undefined ? canonicalName(timeZone, path) : `${offset}`;
  if (canonical === undefined) {
    reject('INVALID_TIME_ZONE', path, "be an IANA time zone like 'Europe/Berlin' or an offset like '+02:00'", timeZone);
  }
  const clocks = offset === undefined ? changingClocks(timeZone as string) : fixedClocks(offset);
  const zone = { timeZone: timeZone as string, canonical, ...clocks };
  zones.set(zone.timeZone, zone);
  return zone;
}

/**
 * Whether two names mean one zone: 'Asia/Calcutta' is 'Asia/Kolkata'. Some engines give each zone one name, others give a name back as it was
 * asked for: what tells zones apart everywhere is their clocks.
 */
export function sameZone(a: Zone, b: Zone): boolean {
  return a.canonical === b.canonical || sameClocks(a, b);
}

/** The same local time of day on another day; the start of a day stays the start of a day, whatever the clocks show then. */
export function onDay(zone: Zone, instant: number, day: number): number {
  return dayMover(zone, instant)(day);
}

/** The same of one instant and many days. */
export function dayMover(zone: Zone, instant: number): (day: number) => number {
  const own = zone.dayOf(instant);
  if (zone.startOfDay(own) === instant) return (day) => zone.startOfDay(day);
  const wallClock = zone.wallClockAt(instant);
  return (day) => zone.instantOf(wallClock + (day - own) * msPerDay);
}

/** The instant `count` calendar days later, at the same local time of day; one that no Date can be is infinitely far. */
export function addDays(zone: Zone, instant: number, count: number): number {
  const moved = onDay(zone, instant, zone.dayOf(instant) + count);
  return Math.abs(moved) > widestEpoch ? moved * Number.POSITIVE_INFINITY : moved;
}

const ofUtc = /^(Etc\/)?(UTC|UCT|Universal|Zulu|GMT([+-]?0)?|Greenwich)$/i;
const ofOffset = /^([+-])([01]\d|2[0-3]):([0-5]\d)$/;

/** How far ahead of UTC the clocks of a zone always are; for such zones no table is needed, so they work in every engine. */
function fixedOffset(timeZone: string): number | undefined {
  if (ofUtc.test(timeZone)) return 0;
  const found = ofOffset.exec(timeZone);
  if (found === null) return undefined;
  const [, sign, hours, minutes] = found;
  // Not -0, which would be another key and come out.
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * msPerMinute || 0;
}

function canonicalName(timeZone: unknown, path: string): string | undefined {
  if (typeof timeZone !== 'string' || !/^[A-Za-z]/.test(timeZone)) return undefined;
  if (typeof Intl === 'undefined') {
    reject('INVALID_TIME_ZONE', path, "be 'UTC' or an offset like '+02:00', as this engine has no Intl", timeZone);
  }
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

type Clocks = Omit<Zone, 'timeZone' | 'canonical'>;

function fixedClocks(offset: number): Clocks {
  return {
    startOfDay: (day) => day * msPerDay - offset,
    dayOf: (instant) => Math.floor((instant + offset) / msPerDay),
    instantOf: (wallClock) => wallClock - offset,
    wallClockAt: (instant) => instant + offset,
  };
}

function changingClocks(timeZone: string): Clocks {
  const starts = new Map<number, number>();
  const wallClockAt = (instant: number) => instant + offsetAt(timeZone, instant);
  return {
    instantOf: (wallClock) => earliestInstant(timeZone, wallClock).shown,
    wallClockAt,
    dayOf: (instant) => Math.floor(wallClockAt(instant) / msPerDay),
    startOfDay(day) {
      let start = starts.get(day);
      if (start === undefined) {
        start = earliestInstant(timeZone, day * msPerDay).reached;
        starts.set(day, start);
      }
      return start;
    },
  };
}

function offsetAt(timeZone: string, instant: number): number {
  // Past the range of Date the clocks stay as they were at its end: no zone has an offset there, and days far out must still have an order.
  const date = new Date(instant > -widestEpoch ? Math.min(instant, widestEpoch) : -widestEpoch);
  const minutes = tzOffset(timeZone, date);
  // @date-fns/tz 1.5.0 loses the sign of offsets between -01:00 and 00:00, which no zone has had since 1972 (Africa/Monrovia).
  const format = () => new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).format(date);
  const lostSign = minutes > 0 && minutes < 60 && /GMT-/.test(format());
  return Math.round((lostSign ? -minutes : minutes) * msPerMinute);
}

/** Offsets lie within -16 and +16 hours, so every instant that can show a wall-clock time is this near to it. */
const widestOffset = 64_800_000;

/**
 * When the clocks first show a wall-clock time, and when they first show it or anything later. The two differ only for a time that the
 * clocks skip: the first is then what they would have shown without the change, the second the change itself.
 */
function earliestInstant(timeZone: string, wallClock: number): { readonly shown: number; readonly reached: number } {
  let before = wallClock - widestOffset;
  let after = wallClock + widestOffset;
  const offsetBefore = offsetAt(timeZone, before);
  const offsetAfter = offsetAt(timeZone, after);
  const early = wallClock - offsetBefore;
  const late = wallClock - offsetAfter;
  if (early === late) return { shown: early, reached: early };
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(timeZone, middle) === offsetBefore) before = middle;
    else after = middle;
  }
  // The change itself is at `after`.
  if (early < after) return { shown: early, reached: early };
  return late < after ? { shown: early, reached: after } : { shown: late, reached: late };
}
