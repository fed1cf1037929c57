import { reject } from '../errors.ts';
import { checkKeys } from '../read/index.ts';
import { widestEpoch } from './civil.ts';
import { type Instant, readInstant } from './instant.ts';
import { type CalendarOptions, intervalLabel, makePeriod, type Period, periodOfDays } from './period.ts';
import { type CalendarUnit, type Unit, units } from './units.ts';
import { onDay, type Zone, zoneOf } from './zone.ts';

/**
 * One calendar day: from the earliest instant of that date in the time zone to the earliest of the next, so 23 or 25 hours
 * (or 24.5, on Lord Howe Island) where the clocks change.
 *
 * @param label - 'YYYY-MM-DD'.
 * @param options - `timeZone`: an IANA name, 'UTC' by default.
 * @throws MetricsError `INVALID_PERIOD` for anything but such a date, `SKIPPED_DAY` for a day that the zone left out
 * (Samoa had no 30 December 2011), `INVALID_TIME_ZONE`, `UNKNOWN_KEY`.
 *
 * Cost: O(1). Source: ISO 8601 calendar dates; offsets from the engine's IANA data.
 *
 * @example
 * ```ts
 * day('2026-03-29', { timeZone: 'Europe/Berlin' }).end.toISOString() // => '2026-03-29T22:00:00.000Z'
 * ```
 */
export function day(label: string, options?: CalendarOptions): Period {
  return named(units.day, label, options);
}

/**
 * One ISO 8601 week, Monday to Monday.
 *
 * @param label - 'YYYY-Www', such as '2026-W11'; week 1 is the week with 4 January in it.
 * @param options - `timeZone`: an IANA name, 'UTC' by default.
 * @throws MetricsError `INVALID_PERIOD` for anything but a week that the year has, `INVALID_TIME_ZONE`, `UNKNOWN_KEY`.
 *
 * Cost: O(1). Source: ISO 8601 week dates.
 *
 * @example
 * ```ts
 * week('2025-W01').start.toISOString() // => '2024-12-30T00:00:00.000Z'
 * ```
 */
export function week(label: string, options?: CalendarOptions): Period {
  return named(units.week, label, options);
}

/**
 * One calendar month.
 *
 * @param label - 'YYYY-MM'.
 * @param options - `timeZone`: an IANA name, 'UTC' by default.
 * @throws MetricsError `INVALID_PERIOD` for anything but such a month, `INVALID_TIME_ZONE`, `UNKNOWN_KEY`.
 *
 * Cost: O(1). Source: ISO 8601 calendar dates.
 *
 * @example
 * ```ts
 * month('2026-03', { timeZone: 'America/New_York' }).start.toISOString() // => '2026-03-01T05:00:00.000Z'
 * ```
 */
export function month(label: string, options?: CalendarOptions): Period {
  return named(units.month, label, options);
}

/**
 * One calendar quarter.
 *
 * @param label - 'YYYY-Qn', such as '2026-Q1'.
 * @param options - `timeZone`: an IANA name, 'UTC' by default.
 * @throws MetricsError `INVALID_PERIOD` for anything but such a quarter, `INVALID_TIME_ZONE`, `UNKNOWN_KEY`.
 *
 * Cost: O(1). Source: quarters of the Gregorian year.
 *
 * @example
 * ```ts
 * quarter('2026-Q1').end.toISOString() // => '2026-04-01T00:00:00.000Z'
 * ```
 */
export function quarter(label: string, options?: CalendarOptions): Period {
  return named(units.quarter, label, options);
}

/**
 * One calendar year.
 *
 * @param label - 'YYYY'.
 * @param options - `timeZone`: an IANA name, 'UTC' by default.
 * @throws MetricsError `INVALID_PERIOD` for anything but such a year, `INVALID_TIME_ZONE`, `UNKNOWN_KEY`.
 *
 * Cost: O(1). Source: ISO 8601 calendar dates.
 *
 * @example
 * ```ts
 * year('2026').start.toISOString() // => '2026-01-01T00:00:00.000Z'
 * ```
 */
export function year(label: string, options?: CalendarOptions): Period {
  return named(units.year, label, options);
}

/**
 * The calendar days from `first` to `last`, both included, oldest first. A day between them that the zone skipped is not in
 * the list, since nothing can have happened on it.
 *
 * @throws MetricsError as `day` does; `END_BEFORE_START` when `last` comes before `first`.
 *
 * Cost: O(days).
 *
 * @example
 * ```ts
 * days('2026-02-27', '2026-03-01').map((period) => period.label) // => ['2026-02-27', '2026-02-28', '2026-03-01']
 * ```
 */
export function days(first: string, last: string, options?: CalendarOptions): Period[] {
  return listed(units.day, first, last, options);
}

/**
 * The ISO weeks from `first` to `last`, both included, oldest first.
 *
 * @throws MetricsError as `week` does; `END_BEFORE_START` when `last` comes before `first`.
 *
 * Cost: O(weeks).
 *
 * @example
 * ```ts
 * weeks('2026-W52', '2027-W01').map((period) => period.label) // => ['2026-W52', '2026-W53', '2027-W01']
 * ```
 */
export function weeks(first: string, last: string, options?: CalendarOptions): Period[] {
  return listed(units.week, first, last, options);
}

/**
 * The calendar months from `first` to `last`, both included, oldest first: what `mrrMovements` and `retentionReport` take.
 *
 * @throws MetricsError as `month` does; `END_BEFORE_START` when `last` comes before `first`.
 *
 * Cost: O(months).
 *
 * @example
 * ```ts
 * months('2025-12', '2026-02').map((period) => period.label) // => ['2025-12', '2026-01', '2026-02']
 * ```
 */
export function months(first: string, last: string, options?: CalendarOptions): Period[] {
  return listed(units.month, first, last, options);
}

/**
 * The calendar quarters from `first` to `last`, both included, oldest first.
 *
 * @throws MetricsError as `quarter` does; `END_BEFORE_START` when `last` comes before `first`.
 *
 * Cost: O(quarters).
 *
 * @example
 * ```ts
 * quarters('2025-Q4', '2026-Q1').map((period) => period.label) // => ['2025-Q4', '2026-Q1']
 * ```
 */
export function quarters(first: string, last: string, options?: CalendarOptions): Period[] {
  return listed(units.quarter, first, last, options);
}

/**
 * The calendar years from `first` to `last`, both included, oldest first.
 *
 * @throws MetricsError as `year` does; `END_BEFORE_START` when `last` comes before `first`.
 *
 * Cost: O(years).
 *
 * @example
 * ```ts
 * years('2024', '2026').length // => 3
 * ```
 */
export function years(first: string, last: string, options?: CalendarOptions): Period[] {
  return listed(units.year, first, last, options);
}

/**
 * Any half-open span of time, `[start, end)`.
 *
 * @param start - The first instant that belongs to it.
 * @param end - The first instant that no longer does; after `start`.
 * @param options - `timeZone`: an IANA name, 'UTC' by default; it is also the zone of dates without a time. `label`: a name for
 * reports, by default the ISO 8601 interval.
 * @throws MetricsError `INVALID_INSTANT`, `SKIPPED_DAY`, `END_BEFORE_START`, `INVALID_TYPE` for a label that is not a string,
 * `INVALID_TIME_ZONE`, `UNKNOWN_KEY`.
 *
 * Cost: O(1).
 *
 * @example
 * ```ts
 * period('2026-02-01', '2026-05-01').label // => '2026-02-01/2026-05-01'
 * ```
 */
export function period(
  start: Instant,
  end: Instant,
  options: CalendarOptions & { readonly label?: string | undefined } = {},
): Period {
  checkKeys(options, ['timeZone', 'label'], 'options');
  const zone = zoneInForce(options);
  const from = readInstant(start, zone, 'start');
  const to = readInstant(end, zone, 'end');
  if (to <= from) reject('END_BEFORE_START', 'end', 'be after the start', end);
  const { label } = options;
  if (label !== undefined && typeof label !== 'string') reject('INVALID_TYPE', 'options.label', 'be a string', label);
  return makePeriod(from, to, zone, label ?? intervalLabel(from, to, zone));
}

/**
 * The last `count` days, weeks, months, quarters or years before an instant, ending exactly there: the twelve months behind a
 * listed company's NRR are `trailing(12, 'month', asOf)`.
 *
 * The start is the same local date and time of day, `count` units earlier; a month that is too short gives its last day.
 *
 * @throws MetricsError `INVALID_NUMBER` for a count that is not a whole number above 0, `INVALID_OPTION` for an unknown unit,
 * `INVALID_INSTANT`, `SKIPPED_DAY`, `INVALID_TIME_ZONE`, `UNKNOWN_KEY`.
 *
 * Cost: O(1).
 *
 * @example
 * ```ts
 * trailing(12, 'month', '2026-04-01').label // => '2025-04-01/2026-04-01'
 * ```
 */
export function trailing(count: number, unit: CalendarUnit, asOf: Instant, options: CalendarOptions = {}): Period {
  if (!Number.isInteger(count) || count < 1) reject('INVALID_NUMBER', 'count', 'be a whole number above 0', count);
  if (typeof unit !== 'string' || !Object.hasOwn(units, unit)) {
    reject('INVALID_OPTION', 'unit', "be one of 'day', 'week', 'month', 'quarter', 'year'", unit);
  }
  const zone = zoneInForce(checkOptions(options));
  const end = readInstant(asOf, zone, 'asOf');
  const from = onDay(zone, end, units[unit].addTo(zone.dayOf(end), -count));
  if (!(Math.abs(from) <= widestEpoch)) reject('INVALID_NUMBER', 'count', 'stay within the range of dates', count);
  return makePeriod(from, end, zone, intervalLabel(from, end, zone));
}

function named(unit: Unit, label: string, options: CalendarOptions = {}): Period {
  const zone = zoneInForce(checkOptions(options));
  return periodAt(unit, readOrdinal(unit, label, unit.name, zone), zone);
}

function listed(unit: Unit, first: string, last: string, options: CalendarOptions = {}): Period[] {
  const zone = zoneInForce(checkOptions(options));
  const from = readOrdinal(unit, first, 'first', zone);
  const to = readOrdinal(unit, last, 'last', zone);
  if (to < from) reject('END_BEFORE_START', 'last', `not come before '${first}'`, last);
  const list: Period[] = [];
  for (let ordinal = from; ordinal <= to; ordinal += 1) {
    if (isSkipped(unit, ordinal, zone)) continue;
    list.push(periodAt(unit, ordinal, zone));
  }
  return list;
}

function periodAt(unit: Unit, ordinal: number, zone: Zone): Period {
  return periodOfDays(unit.firstDay(ordinal), unit.firstDay(ordinal + 1), zone, unit.label(ordinal));
}

function readOrdinal(unit: Unit, label: unknown, path: string, zone: Zone): number {
  const ordinal = typeof label === 'string' ? unit.parse(label) : Number.NaN;
  if (Number.isNaN(ordinal)) reject('INVALID_PERIOD', path, unit.rule, label);
  if (isSkipped(unit, ordinal, zone)) {
    reject('SKIPPED_DAY', path, `be a day that ${zone.timeZone} had (its clocks skipped this one)`, label);
  }
  return ordinal;
}

function isSkipped(unit: Unit, ordinal: number, zone: Zone): boolean {
  return unit.name === 'day' && zone.dayOf(zone.startOfDay(ordinal)) !== ordinal;
}

function checkOptions(options: CalendarOptions): CalendarOptions {
  checkKeys(options, ['timeZone'], 'options');
  return options;
}

function zoneInForce({ timeZone = 'UTC' }: CalendarOptions): Zone {
  return zoneOf(timeZone, 'options.timeZone');
}
