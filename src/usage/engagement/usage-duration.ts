import { perPeriod, readQuestion } from '../../activity/open.ts';
import type { Period, PerPeriod } from '../../calendar/open.ts';
import { toNumber } from '../../exact/index.ts';
import { checkKeys, readShares } from '../../read/index.ts';
import { type Distribution, distributionOf, sortedRationals } from '../../statistics/open.ts';
import { placeEvents, readEvents } from '../events/event-columns.ts';
import { readOf } from '../events/options.ts';
import type { UsageEvents } from '../events/usage-event.ts';
import { exactSeconds, secondsSums } from './seconds-sums.ts';
import type { UsageSpreadOptions } from './usage-frequency.ts';

/** How long the product is used. */
export interface UsageDuration {
  /** Null if no event has a duration. */
  readonly totalSeconds: number | null;
  /** Over the events with a duration. */
  readonly secondsPerEvent: Distribution;
  /** Over the customers that have at least one such event. */
  readonly secondsPerCustomer: Distribution;
  /** Events in the period without a duration; they do not count as 0. */
  readonly withoutDuration: number;
}

/**
 * Usage duration: how long the product is used in a period, in all, per event (session) and per customer.
 *
 * Formula: sum of `durationSeconds`; the same / events that have one; the same / customers that have such an event; each with
 * median and quantiles. In: the whole duration of an event that begins in the period, even beyond the period's end. Out: events
 * without a duration, which are counted apart, never as 0.
 *
 * @param events - Usage events, in any order; `durationSeconds` from 0 to 1e9. A date without a time is the start of that day in the time
 * zone of the period.
 * @param period - A period, or a list of periods of one time zone. A list gives a list.
 * @param options - `of`: 'customers' (the default) or 'users'; `quantiles`: shares from 0 to 1.
 * @returns Seconds. Null values if no event of the period has a duration.
 * @throws MetricsError as `usageFrequency` does.
 *
 * Cost: O(n log n) for n events with a duration, per period, and the events are read once. Every figure is exact, and rounded once. Source: session duration, as in web analytics (total
 * duration of sessions / sessions); quantiles of type 7 by R. J. Hyndman and Y. Fan (1996).
 *
 * @example
 * ```ts
 * const events: UsageEvent[] = [
 *   { customerId: 'ada', at: '2026-03-02T09:00:00Z', durationSeconds: 600 },
 *   { customerId: 'ada', at: '2026-03-03T09:00:00Z', durationSeconds: 1200 },
 *   { customerId: 'ben', at: '2026-03-03T09:00:00Z', durationSeconds: 300 },
 *   { customerId: 'ben', at: '2026-03-04T09:00:00Z' },
 * ];
 * const duration = usageDuration(events, month('2026-03'));
 * duration.totalSeconds; // => 2100
 * duration.secondsPerEvent.mean; // => 700
 * duration.secondsPerCustomer.median; // => 1050
 * duration.withoutDuration; // => 1
 * ```
 */
export function usageDuration<P extends Period | readonly Period[]>(
  events: UsageEvents,
  period: P,
  options: UsageSpreadOptions = {},
): PerPeriod<P, UsageDuration> {
  const question = readQuestion(period);
  checkKeys(options, ['of', 'quantiles'], 'options');
  const of = readOf(options.of);
  const shares = readShares(options.quantiles, 'options.quantiles');
  const columns = readEvents(events, { zone: question.zone, of, seconds: true });
  const { entity, entities, seconds } = columns;
  return perPeriod<P, UsageDuration>(question, placeEvents(columns, question.slotOf), (rows) => {
    const timed = rows.filter((row) => !Number.isNaN(seconds[row]));
    const places = new Map<number, number>();
    const [all, byCustomer] = [secondsSums(1), secondsSums(Math.min(timed.length, entities))];
    for (const row of timed) {
      const code = entity[row] as number;
      const place = places.get(code) ?? places.size;
      if (place === places.size) places.set(code, place);
      all.add(0, seconds[row] as number);
      byCustomer.add(place, seconds[row] as number);
    }
    const total = all.total(0);
    const perEvent = Float64Array.from(timed, (row) => seconds[row] as number).sort();
    const eventTimes = { count: perEvent.length, at: (index: number) => exactSeconds(perEvent[index] as number) };
    const perCustomer = sortedRationals(Array.from(places.values(), byCustomer.total));
    return {
      totalSeconds: timed.length === 0 ? null : toNumber(total),
      secondsPerEvent: distributionOf(eventTimes, total, shares, toNumber),
      secondsPerCustomer: distributionOf(perCustomer, total, shares, toNumber),
      withoutDuration: rows.length - timed.length,
    };
  });
}
