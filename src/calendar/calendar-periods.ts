import { isDate, reject } from '../errors.ts';
import { checkKeys } from '../read/index.ts';
import { type Instant, readInstant } from './instant.ts';
import type { CalendarOptions, Period } from './period.ts';
import { hasLabel, isSkipped, periodAt, readUnit, zoneOfOptions } from './period-at.ts';
import { type CalendarUnit, type Unit, units } from './units.ts';
import type { Zone } from './zone.ts';

/**
 * One calendar day: from the earliest instant of that date in the time zone to the earliest of the next, so 23 or 25 hours
 * (or 24.5, on Lord Howe Island) where the clocks change.
 *
 * @param label - 'YYYY-MM-DD'.
 * @param options - `timeZone`: an IANA name or an offset such as '+02:00', 'UTC' by default.
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
 * @param options - `timeZone`: an IANA name or an offset such as '+02:00', 'UTC' by default.
 * @throws MetricsError `INVALID_PERIOD` for anything but an existing week, `INVALID_TIME_ZONE`, `UNKNOWN_KEY`.
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
 * @param options - `timeZone`: an IANA name or an offset such as '+02:00', 'UTC' by default.
 * @throws MetricsError `INVALID_PERIOD` for anything but such a month, `INVALID_TIME_ZONE`, `UNKNOWN_KEY`.
 *
 * Cost: O(1). Source: ISO 8601 calendar dates.
 *
 * @see docs/concepts/time.md
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
 * @param options - `timeZone`: an IANA name or an offset such as '+02:00', 'UTC' by default.
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
 * @param options - `timeZone`: an IANA name or an offset such as '+02:00', 'UTC' by default.
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
 * The calendar day, ISO week, month, quarter or year that contains an instant.
 *
 * @param unit - 'day', 'week', 'month', 'quarter' or 'year'.
 * @param instant - Any instant. The start of a period belongs to that period, not to the one before.
 * @param options - `timeZone`: an IANA name or an offset such as '+02:00', 'UTC' by default; the calendar is that of the zone.
 * @throws MetricsError `INVALID_OPTION` for an unknown unit, `INVALID_INSTANT` also for an instant outside the years 0 to 9999,
 * `SKIPPED_DAY`, `INVALID_TIME_ZONE`, `UNKNOWN_KEY`.
 *
 * Cost: O(1).
 *
 * @see docs/concepts/time.md
 *
 * @example
 * ```ts
 * periodOf('month', '2026-03-31T23:30:00Z').label // => '2026-03'
 * periodOf('month', '2026-03-31T23:30:00Z', { timeZone: 'Europe/Berlin' }).label // => '2026-04'
 * ```
 */
export function periodOf(unit: CalendarUnit, instant: Instant, options: CalendarOptions = {}): Period {
  const kind = readUnit(unit, 'unit');
  checkKeys(options, ['timeZone'], 'options');
  const zone = zoneOfOptions(options);
  const ordinal = kind.ordinalOf(zone.dayOf(readInstant(instant, zone, 'instant')));
  if (!hasLabel(kind, ordinal)) reject('INVALID_INSTANT', 'instant', 'lie within the years 0 to 9999', instant);
  return periodAt(kind, ordinal, zone);
}

function named(unit: Unit, label: string, options: CalendarOptions = {}): Period {
  checkKeys(options, ['timeZone'], 'options');
  const zone = zoneOfOptions(options);
  return periodAt(unit, readOrdinal(unit, label, unit.name, zone), zone);
}

/** 2026-03-14 */
const exampleDay = 20_526;

/** The number of the period that a label names. */
export function readOrdinal(unit: Unit, label: unknown, path: string, zone: Zone): number {
  const ordinal = typeof label === 'string' ? unit.parse(label) : Number.NaN;
  if (Number.isNaN(ordinal)) {
    const isInstant = isDate(label) || typeof label === 'number';
    const hint = isInstant ? ` (for the ${unit.name} of an instant use periodOf('${unit.name}', instant))` : '';
    const example = unit.label(unit.ordinalOf(exampleDay));
    const rule = `be ${unit.name === 'week' ? 'an ISO 8601' : 'a calendar'} ${unit.name} like '${example}'${hint}`;
    reject('INVALID_PERIOD', path, rule, label);
  }
  if (isSkipped(unit, ordinal, zone)) {
    reject('SKIPPED_DAY', path, `be a day that ${zone.timeZone} had (its clocks skipped this one)`, label);
  }
  return ordinal;
}
