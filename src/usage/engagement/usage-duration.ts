import { type Period, readPeriod, zoneOf } from '../../calendar/open.ts';
import { checkKeys } from '../../read/index.ts';
import { readEvents } from '../events/event-columns.ts';
import { readOf, readShares } from '../events/options.ts';
import type { UsageEvents } from '../events/usage-event.ts';
import { distribution, type UsageDistribution } from './distribution.ts';
import { secondsSums } from './seconds-sums.ts';
import type { UsageSpreadOptions } from './usage-frequency.ts';

/** How long the product is used. */
export interface UsageDuration {
  /** Null when no event says how long it lasted. */
  readonly totalSeconds: number | null;
  /** Over the events that say how long they lasted. */
  readonly secondsPerEvent: UsageDistribution;
  /** Over the customers with at least one such event. */
  readonly secondsPerCustomer: UsageDistribution;
  /** Events in the period that do not say how long they lasted; they are not taken for 0. */
  readonly withoutDuration: number;
}

/**
 * Usage duration: how long the product is used in a period, in all, per event (session) and per customer.
 *
 * Formula: sum of `durationSeconds`; the same / events that have one; the same / customers who have such an event; each with median and
 * quantiles. In: the whole duration of an event that begins in the period, also where it reaches over its end. Out: events without a
 * duration, which are counted apart and never taken for 0.
 *
 * @param events - Usage events, in any order; `durationSeconds` from 0 to 1e9. A date without a time is the start of that day in the time
 * zone of the period.
 * @param period - The period.
 * @param options - `of`: 'customers' (the default) or 'users'; `quantiles`: shares from 0 to 1.
 * @returns Seconds. Null values when no event of the period says how long it lasted.
 * @throws MetricsError as `usageFrequency` does.
 *
 * Cost: O(n log n) for n events with a duration. Sums are exact and rounded once. Source: session duration, as in web analytics (total
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
export function usageDuration(events: UsageEvents, period: Period, options: UsageSpreadOptions = {}): UsageDuration {
  const { start, end } = readPeriod(period, 'period');
  checkKeys(options, ['of', 'quantiles'], 'options');
  const of = readOf(options.of);
  const shares = readShares(options.quantiles);
  const zone = zoneOf(period.timeZone, 'period.timeZone');
  const { length, at, entity, entities, seconds } = readEvents(events, { zone, of, seconds: true });
  const known = new Float64Array(length);
  let count = 0;
  let withoutDuration = 0;
  const totals = secondsSums(1);
  const byEntity = secondsSums(entities);
  const isKnown = new Uint8Array(entities);
  for (let row = 0; row < length; row += 1) {
    if (!((at[row] as number) >= start && (at[row] as number) < end)) continue;
    const value = seconds[row] as number;
    if (Number.isNaN(value)) {
      withoutDuration += 1;
      continue;
    }
    known[count] = value;
    count += 1;
    totals.add(0, value);
    byEntity.add(entity[row] as number, value);
    isKnown[entity[row] as number] = 1;
  }
  const total = totals.total(0);
  const perEntity = Float64Array.from({ length: entities }, (_, code) => byEntity.total(code)).filter(
    (_, code) => isKnown[code] === 1,
  );
  return {
    totalSeconds: count === 0 ? null : total,
    secondsPerEvent: distribution(known.subarray(0, count), total, shares),
    secondsPerCustomer: distribution(perEntity, total, shares),
    withoutDuration,
  };
}
