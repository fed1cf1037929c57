import { reject } from '../errors.ts';
import { checkKeys, readCount, readOptionalChoice } from '../read/index.ts';
import { readOrdinal } from './calendar-periods.ts';
import { type Instant, readInstant } from './instant.ts';
import type { CalendarOptions, Period } from './period.ts';
import { hasLabel, isSkipped, periodAt, readUnit, zoneOfOptions } from './period-at.ts';
import { type CalendarUnit, type Unit, units } from './units.ts';

/** A slip of the pen ('0001-01-01') must not block a server for seconds: 100,000 days are 273 years. */
const mostPeriods = 100_000;

/**
 * The calendar days from `first` to `last`, both included, oldest first. A day between them that the zone skipped is not in
 * the list, since nothing can have happened on it.
 *
 * @throws MetricsError as `day` does; `END_BEFORE_START` when `last` comes before `first`; `INVALID_PERIOD` for more than 100,000 periods,
 * in every list of periods.
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
 * @see docs/concepts/time.md
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
 * The last `count` complete calendar periods before an instant, oldest first: what a dashboard of today shows.
 *
 * A period that ends exactly at `asOf` is complete. With `running: 'include'` the list ends with the period that `asOf` is in,
 * which is not complete; it still has `count` periods.
 *
 * @param count - How many: a whole number from 1 to 100,000.
 * @param unit - 'day', 'week', 'month', 'quarter' or 'year'.
 * @param asOf - The instant the data was taken.
 * @param options - `timeZone`: an IANA name or an offset such as '+02:00', 'UTC' by default. `running`: 'exclude' (the default) or 'include'.
 * @throws MetricsError `INVALID_NUMBER` for the count, or if it reaches back before the year 0; `INVALID_OPTION` for an unknown
 * unit or `running`, `INVALID_INSTANT`, `SKIPPED_DAY`, `INVALID_TIME_ZONE`, `UNKNOWN_KEY`.
 *
 * Cost: O(count).
 *
 * @see docs/concepts/time.md
 *
 * @example
 * ```ts
 * lastPeriods(2, 'month', '2026-03-15').map(({ label }) => label) // => ['2026-01', '2026-02']
 * lastPeriods(2, 'month', '2026-03-15', { running: 'include' }).map(({ label }) => label) // => ['2026-02', '2026-03']
 * lastPeriods(1, 'quarter', '2026-04-01').map(({ label }) => label) // => ['2026-Q1']
 * ```
 */
export function lastPeriods(
  count: number,
  unit: CalendarUnit,
  asOf: Instant,
  options: CalendarOptions & {
    /** Whether the list ends with the period that holds `asOf`. Default 'exclude': with the last complete one. */
    readonly running?: 'exclude' | 'include' | undefined;
  } = {},
): Period[] {
  if (readCount(count, 'count') > mostPeriods) reject('INVALID_NUMBER', 'count', `be at most ${mostPeriods}`, count);
  const kind = readUnit(unit, 'unit');
  checkKeys(options, ['timeZone', 'running'], 'options');
  const zone = zoneOfOptions(options);
  const running = readOptionalChoice(options.running, 'options.running', ['exclude', 'include']);
  const current = kind.ordinalOf(zone.dayOf(readInstant(asOf, zone, 'asOf')));
  if (!hasLabel(kind, current)) reject('INVALID_INSTANT', 'asOf', 'lie within the years 0 to 9999', asOf);
  const list: Period[] = [];
  for (let ordinal = running === 'include' ? current : current - 1; list.length < count; ordinal -= 1) {
    if (!hasLabel(kind, ordinal)) reject('INVALID_NUMBER', 'count', 'not reach back before the year 0', count);
    if (!isSkipped(kind, ordinal, zone)) list.push(periodAt(kind, ordinal, zone));
  }
  return list.reverse();
}

function listed(unit: Unit, first: string, last: string, options: CalendarOptions = {}): Period[] {
  checkKeys(options, ['timeZone'], 'options');
  const zone = zoneOfOptions(options);
  const from = readOrdinal(unit, first, 'first', zone);
  const to = readOrdinal(unit, last, 'last', zone);
  if (to < from) reject('END_BEFORE_START', 'last', `not come before '${first}'`, last);
  if (to - from >= mostPeriods) {
    const rule = `be at most ${mostPeriods} ${unit.name}s from '${first}' on, '${first}' included`;
    reject('INVALID_PERIOD', 'last', rule, last);
  }
  const list: Period[] = [];
  for (let ordinal = from; ordinal <= to; ordinal += 1) {
    if (isSkipped(unit, ordinal, zone)) continue;
    list.push(periodAt(unit, ordinal, zone));
  }
  return list;
}
