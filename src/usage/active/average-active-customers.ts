import type { BySegment } from '../../activity/open.ts';
import { inShape, type Period, type PerPeriod, readPeriods, zoneOf } from '../../calendar/open.ts';
import type { Ratio } from '../../ratio/open.ts';
import { readChoice } from '../../read/index.ts';
import type { SegmentKey } from '../../table/index.ts';
import type { UsageEvents } from '../events/event-log.ts';
import { perSegment } from '../events/in-periods.ts';
import type { SegmentOption } from '../events/options.ts';
import type { UsageEvent } from '../events/usage-event.ts';
import { type ActiveOptions, readActiveOptions } from './active-options.ts';
import { type ActivityUnit, activityUnit, activityUnits, type WeekOption } from './activity-units.ts';
import { averageActive } from './count-active.ts';
import { unitsWithin } from './units-within.ts';

/** The unit, and which customers count as active. */
export type AverageActiveOptions = ActiveOptions &
  WeekOption & {
    /** The unit whose active customers are averaged. */
    readonly per: ActivityUnit;
  };

/**
 * Average active customers: the mean of the daily, weekly or monthly active customers in a period (average DAU, WAU, MAU).
 *
 * Formula: the sum of the active customers of each whole day, week or month inside the period / the number of these units. In: units
 * without activity, as 0. Out: weeks and months that are only partly inside the period; a day that the time zone skipped.
 *
 * @param events - Usage events, in any order, or a log of them. A date without a time is the start of that day in the time zone of the
 * period.
 * @param period - A period, or a list of periods in one time zone. A list gives a list.
 * @param options - `per`: 'day', 'week' or 'month'; `weekStart`: 'monday' by default; and the options of `activeCustomers`, which apply to each day, week or month by itself;
 * with `by`, the result is a list of `{ key, ... }`.
 * @returns A `Ratio`: the sum of the active customers of each whole day, week or month, over the number of these units; its value is null
 * when no whole unit lies inside the period.
 * @throws MetricsError as `activeCustomers` does; `INVALID_OPTION` for `per` and `weekStart`.
 *
 * Cost: O(events + units log events), one pass for all periods. Source: average daily active users, as in Meta Platforms, annual report on
 * Form 10-K.
 *
 * @see docs/metrics/average-active-customers.md
 *
 * @example
 * ```ts
 * const events: UsageEvent[] = [
 *   { customerId: 'ada', at: '2026-03-02' },
 *   { customerId: 'ben', at: '2026-03-02' },
 *   { customerId: 'ada', at: '2026-03-04' },
 * ];
 * averageActiveCustomers(events, week('2026-W10'), { per: 'day' });
 * // => { value: 0.42857142857142855, numerator: 3, denominator: 7 }
 * averageActiveCustomers(events, week('2026-W10'), { per: 'month' }).value; // => null
 * ```
 */
export function averageActiveCustomers<
  P extends Period | readonly Period[],
  Row extends UsageEvent = UsageEvent,
  Key extends SegmentKey = never,
>(
  events: UsageEvents<Row>,
  period: P,
  options: AverageActiveOptions & SegmentOption<Row, Key>,
): PerPeriod<P, BySegment<Key, Ratio>> {
  const asked = readPeriods(period);
  const { rule, read } = readActiveOptions(options, ['per', 'weekStart']);
  const unit = activityUnit(readChoice(options.per, 'options.per', activityUnits), options.weekStart);
  const zone = asked.zone ?? zoneOf('UTC', 'period.timeZone');
  const lists = asked.periods.map((span) => unitsWithin(unit, span, zone));
  const results = perSegment(read(events, asked.zone), asked, options.by, (timeline) =>
    averageActive(timeline, lists, rule),
  );
  return inShape(asked, results) as never;
}
