import { reject } from '../errors.ts';
import { checkKeys, readCount } from '../read/index.ts';
import { widestEpoch } from './civil.ts';
import { type Instant, readInstant } from './instant.ts';
import { type CalendarOptions, intervalLabel, makePeriod, type Period } from './period.ts';
import { readUnit, zoneOfOptions } from './period-at.ts';
import type { CalendarUnit } from './units.ts';
import { onDay } from './zone.ts';

/**
 * Any half-open span of time, `[start, end)`.
 *
 * @param start - The first instant that belongs to it.
 * @param end - The first instant that no longer does; after `start`.
 * @param options - `timeZone`: an IANA name or an offset such as '+02:00', 'UTC' by default; it is also the zone of dates without a time. `label`: a name for
 * reports, by default the ISO 8601 interval.
 * @throws MetricsError `INVALID_INSTANT`, `SKIPPED_DAY`, `END_BEFORE_START`, `INVALID_TYPE` for a label that is not a string,
 * `INVALID_TIME_ZONE`, `UNKNOWN_KEY`.
 *
 * Cost: O(1).
 *
 * @see docs/concepts/time.md
 *
 * @example
 * ```ts
 * period('2026-02-01', '2026-05-01').label // => '2026-02-01/2026-05-01'
 * ```
 */
export function period(
  start: Instant,
  end: Instant,
  options: CalendarOptions & {
    /** The name of the period in results. Default: its start and end. */
    readonly label?: string | undefined;
  } = {},
): Period {
  checkKeys(options, ['timeZone', 'label'], 'options');
  const zone = zoneOfOptions(options);
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
 * @see docs/concepts/time.md
 *
 * @example
 * ```ts
 * trailing(12, 'month', '2026-04-01').label // => '2025-04-01/2026-04-01'
 * ```
 */
export function trailing(count: number, unit: CalendarUnit, asOf: Instant, options: CalendarOptions = {}): Period {
  readCount(count, 'count');
  const kind = readUnit(unit, 'unit');
  checkKeys(options, ['timeZone'], 'options');
  const zone = zoneOfOptions(options);
  const end = readInstant(asOf, zone, 'asOf');
  const from = onDay(zone, end, kind.addTo(zone.dayOf(end), -count));
  if (!(Math.abs(from) <= widestEpoch)) reject('INVALID_NUMBER', 'count', 'stay within the range of dates', count);
  return makePeriod(from, end, zone, intervalLabel(from, end, zone));
}
