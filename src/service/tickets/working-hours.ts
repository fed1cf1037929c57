import { parseDay, type Zone, zoneOf } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import { checkKeys, readList } from '../../read/index.ts';

/**
 * When people are at work: for each weekday the hours of the clock, such as `['09:00-12:30', '13:30-18:00']`, in ascending order; a day left out
 * has none. '24:00' is the end of a day, and a night shift is one of two days.
 */
export interface WorkingHours {
  /** Hours of the clock, such as `['09:00-17:00']`. Default: none. */
  readonly monday?: readonly string[] | undefined;
  /** As for Monday. Default: none. */
  readonly tuesday?: readonly string[] | undefined;
  /** As for Monday. Default: none. */
  readonly wednesday?: readonly string[] | undefined;
  /** As for Monday. Default: none. */
  readonly thursday?: readonly string[] | undefined;
  /** As for Monday. Default: none. */
  readonly friday?: readonly string[] | undefined;
  /** As for Monday. Default: none. */
  readonly saturday?: readonly string[] | undefined;
  /** As for Monday. Default: none. */
  readonly sunday?: readonly string[] | undefined;
  /** Days without work, such as '2026-12-25'. Default: none. */
  readonly holidays?: readonly string[] | undefined;
  /** Where the hours are those of the clock. Default: the zone of the periods. */
  readonly timeZone?: string | undefined;
}

const weekdays = ['thursday', 'friday', 'saturday', 'sunday', 'monday', 'tuesday', 'wednesday'] as const;
const minute = 60_000;
const path = 'options.workingHours';

/** How long something took from one instant to a later one, in milliseconds of real time within working hours. */
export function workingTime(value: unknown, zoneOfPeriods: Zone): (start: number, end: number) => number {
  const given = checkKeys(value, [...weekdays, 'holidays', 'timeZone'], path);
  const zone = given.timeZone === undefined ? zoneOfPeriods : zoneOf(given.timeZone, `${path}.timeZone`);
  // By the number of the day since 1970-01-01, a Thursday.
  const week = weekdays.map((weekday) => readHours(given[weekday], `${path}.${weekday}`));
  if (week.every((hours) => hours.length === 0)) {
    reject('INVALID_OPTION', path, "have hours on at least one weekday, such as monday: ['09:00-17:00']", value);
  }
  const holidays = readHolidays(given.holidays);
  const spans = new Map<number, readonly (readonly [number, number])[]>();
  const spansOf = (day: number) => {
    let own = spans.get(day);
    if (own === undefined) {
      const hours = holidays.has(day) ? [] : (week[((day % 7) + 7) % 7] ?? []);
      own = hours.map(([from, to]) => [reached(zone, day, from), reached(zone, day, to)] as const);
      spans.set(day, own);
    }
    return own;
  };
  const until = (day: number, instant: number) => {
    return spansOf(day).reduce((sum, [from, to]) => sum + Math.max(0, Math.min(to, instant) - from), 0);
  };
  // The working time before each day, since the start of one of them.
  const before = new Map<number, number>();
  let [first, last] = [Number.NaN, Number.NaN];
  const total = (instant: number) => {
    let day = zone.dayOf(instant);
    // Where clocks go back over midnight, a day has begun and the clocks show the one before again.
    if (instant >= zone.startOfDay(day + 1)) day += 1;
    if (Number.isNaN(first)) {
      [first, last] = [day, day];
      before.set(day, 0);
    }
    for (; last < day; last += 1)
      before.set(last + 1, (before.get(last) as number) + until(last, Number.POSITIVE_INFINITY));
    for (; first > day; first -= 1) {
      before.set(first - 1, (before.get(first) as number) - until(first - 1, Number.POSITIVE_INFINITY));
    }
    return (before.get(day) as number) + until(day, instant);
  };
  return (start, end) => total(end) - total(start);
}

/** The first instant of a day at which the clocks show a time or a later one; a time that they skip is reached where they skip it. */
function reached(zone: Zone, day: number, minutes: number): number {
  if (minutes % 1440 === 0) return zone.startOfDay(day + minutes / 1440);
  const wallClock = day * 1440 * minute + minutes * minute;
  let instant = zone.instantOf(wallClock);
  const skipped = zone.wallClockAt(instant) - wallClock;
  if (skipped <= 0) return instant;
  let early = instant - skipped - 1;
  while (instant - early > 1) {
    const middle = Math.floor((early + instant) / 2);
    if (zone.wallClockAt(middle) >= wallClock) instant = middle;
    else early = middle;
  }
  return instant;
}

const hourRange = /^([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/;

function readHours(value: unknown, at: string): (readonly [from: number, to: number])[] {
  if (value === undefined) return [];
  let earlier = 0;
  return readList(value, at, "be an array of hours such as '09:00-17:00'").map((text, index) => {
    const found = typeof text === 'string' ? hourRange.exec(text) : null;
    if (found === null)
      reject('INVALID_OPTION', `${at}[${index}]`, "be hours such as '09:00-17:00', or to '24:00'", text);
    const [, hour, minutes, endHour = 24, endMinutes = 0] = found;
    const [from, to] = [Number(hour) * 60 + Number(minutes), Number(endHour) * 60 + Number(endMinutes)];
    if (from < earlier || to <= from) {
      reject(
        'INVALID_OPTION',
        `${at}[${index}]`,
        'end after it begins, and begin no earlier than the hours before end',
        text,
      );
    }
    earlier = to;
    return [from, to] as const;
  });
}

function readHolidays(value: unknown): ReadonlySet<number> {
  const at = `${path}.holidays`;
  const list = value === undefined ? [] : readList(value, at, "be an array of days such as '2026-12-25'");
  return new Set(
    list.map((text, index) => {
      const day = typeof text === 'string' ? parseDay(text) : Number.NaN;
      if (Number.isNaN(day)) reject('INVALID_INSTANT', `${at}[${index}]`, "be a day such as '2026-12-25'", text);
      return day;
    }),
  );
}
