import type { BySegment } from '../../activity/open.ts';
import { inShape, type Period, type PerPeriod, readPeriods } from '../../calendar/open.ts';
import type { SegmentKey } from '../../table/index.ts';
import type { UsageEvents } from '../events/event-log.ts';
import { perSegment } from '../events/in-periods.ts';
import type { SegmentOption } from '../events/options.ts';
import type { UsageEvent } from '../events/usage-event.ts';
import { type ActiveOptions, readActiveOptions } from './active-options.ts';
import { countActive } from './count-active.ts';

/**
 * Active customers: how many distinct customers used the product in a period, or in each of many periods (DAU, WAU, MAU).
 *
 * Formula: the number of customers with at least `minimumEvents` events at or after the start of the period and before its end. In: each
 * customer once, however many events and users it has. A row with a `count` counts as that many events. Out: with `feature`, events of
 * other features.
 *
 * @param events - Usage events, in any order, or a log of them. A date without a time is the start of that day in the time zone of the
 * period.
 * @param period - A period, or a list of periods in one time zone; they may overlap, as rolling windows do. A list gives a list.
 * @param options - `of`: 'customers' (the default) or 'users'; `feature`; `minimumEvents`: 1 by default; `by`: a key of each event, or a
 * Map from customers to keys: the result is then a list of `{ key, customers }`, sorted by key; a customer with events under two keys
 * counts in both.
 * @returns A whole number, or one per period. 0 if no customer was active.
 * @throws MetricsError `INVALID_TYPE`, `INVALID_INSTANT`, `INVALID_NUMBER` and `SKIPPED_DAY` for an event, `INVALID_PERIOD`,
 * `END_BEFORE_START` and `CONFLICTING_TIME_ZONES` for the periods (also where a log has another time zone), `INVALID_OPTION`, `UNKNOWN_KEY`.
 *
 * Cost: O(events + periods log events), one pass for all periods, however they overlap. Source: daily and monthly active users, as in
 * Meta Platforms, annual report on Form 10-K.
 *
 * @see docs/metrics/active-customers.md
 *
 * @example
 * ```ts
 * const events: UsageEvent[] = [
 *   { customerId: 'ada', at: '2026-03-01T09:00:00Z' },
 *   { customerId: 'ada', at: '2026-03-31T23:59:59Z' },
 *   { customerId: 'ben', at: '2026-04-01T00:00:00Z' },
 * ];
 * activeCustomers(events, month('2026-03')); // => 1
 * activeCustomers(events, months('2026-03', '2026-05')); // => [1, 1, 0]
 * activeCustomers(events, month('2026-03'), { minimumEvents: 3 }); // => 0
 * ```
 */
export function activeCustomers<
  P extends Period | readonly Period[],
  Row extends UsageEvent = UsageEvent,
  Key extends SegmentKey = never,
>(
  events: UsageEvents<Row>,
  period: P,
  options: ActiveOptions & SegmentOption<Row, Key> = {},
): PerPeriod<P, [Key] extends [never] ? number : BySegment<Key, { readonly customers: number }>> {
  const asked = readPeriods(period);
  const { rule, read } = readActiveOptions(options);
  const results = perSegment(read(events, asked.zone), asked, options.by, (timeline): (number | object)[] => {
    const counts = Array.from(countActive(timeline, asked.periods, rule));
    return options.by === undefined ? counts : counts.map((customers) => ({ customers }));
  });
  return inShape(asked, results) as never;
}
