import { type Period, readPeriod, zoneOf } from '../../calendar/open.ts';
import { checkKeys } from '../../read/index.ts';
import { dayBounds } from '../active/whole-units.ts';
import { readEvents } from '../events/event-columns.ts';
import { groupByEntity, placeEvents } from '../events/groups.ts';
import { readOf, readShares } from '../events/options.ts';
import { slotTable } from '../events/slots.ts';
import type { UsageEntity, UsageEvents } from '../events/usage-event.ts';
import { distributionOfCounts, type UsageDistribution } from './distribution.ts';

/** Who is counted, and which quantiles are wanted. */
export interface UsageSpreadOptions {
  /** Customers (the default), or the distinct users of each customer. */
  readonly of?: UsageEntity | undefined;
  /** Shares from 0 to 1; 0.1, 0.25, 0.5, 0.75 and 0.9 by default. */
  readonly quantiles?: readonly number[] | undefined;
}

/** How often the active customers of a period use the product. */
export interface UsageFrequency {
  /** Active customers. */
  readonly customers: number;
  readonly events: number;
  /** Days on which a customer was active, added over the customers. */
  readonly activeDays: number;
  readonly eventsPerCustomer: UsageDistribution;
  readonly activeDaysPerCustomer: UsageDistribution;
}

/**
 * Usage frequency: how many events, and on how many days, an active customer of a period has.
 *
 * Formula: events / active customers, and (customer, day) pairs with an event / active customers, each with median and quantiles. In:
 * every event in the period, repeated ones too; local days of the period's time zone. Out: customers without an event in the period.
 *
 * @param events - Usage events, in any order. A date without a time is the start of that day in the time zone of the period.
 * @param period - The period.
 * @param options - `of`: 'customers' (the default) or 'users'; `quantiles`: shares from 0 to 1.
 * @returns Counts, and a distribution a customer of each: `{ count, mean, median, quantiles }`, null values when nobody was active.
 * @throws MetricsError as `activeCustomers` does; `INVALID_TYPE` and `INVALID_NUMBER` for `quantiles`.
 *
 * Cost: O(events + days + customers log customers). Source: events and active days per active user, as product analytics tools
 * count them; quantiles of type 7 by R. J. Hyndman and Y. Fan (1996), Sample quantiles in statistical packages.
 *
 * @example
 * ```ts
 * const events: UsageEvent[] = [
 *   { customerId: 'ada', at: '2026-03-02T09:00:00Z' },
 *   { customerId: 'ada', at: '2026-03-02T17:00:00Z' },
 *   { customerId: 'ada', at: '2026-03-05T09:00:00Z' },
 *   { customerId: 'ben', at: '2026-03-05T10:00:00Z' },
 * ];
 * const { eventsPerCustomer, activeDaysPerCustomer } = usageFrequency(events, month('2026-03'));
 * eventsPerCustomer.mean; // => 2
 * activeDaysPerCustomer.mean; // => 1.5
 * ```
 */
export function usageFrequency(events: UsageEvents, period: Period, options: UsageSpreadOptions = {}): UsageFrequency {
  const span = readPeriod(period, 'period');
  checkKeys(options, ['of', 'quantiles'], 'options');
  const of = readOf(options.of);
  const shares = readShares(options.quantiles);
  const zone = zoneOf(period.timeZone, 'period.timeZone');
  const columns = readEvents(events, { zone, of });
  const days = slotTable(dayBounds(span, zone));
  const slots = placeEvents(columns, days.slotOf);
  const { offsets, rows } = groupByEntity(columns, slots);
  const eventCounts = new Float64Array(columns.entities);
  const dayCounts = new Float64Array(columns.entities);
  const stamps = new Uint32Array(days.count);
  let customers = 0;
  let activeDays = 0;
  for (let entity = 0; entity < columns.entities; entity += 1) {
    const [from, to] = [offsets[entity] as number, offsets[entity + 1] as number];
    if (from === to) continue;
    let distinct = 0;
    for (let place = from; place < to; place += 1) {
      const day = slots[rows[place] as number] as number;
      if (stamps[day] === entity + 1) continue;
      stamps[day] = entity + 1;
      distinct += 1;
    }
    eventCounts[customers] = to - from;
    dayCounts[customers] = distinct;
    activeDays += distinct;
    customers += 1;
  }
  return {
    customers,
    events: rows.length,
    activeDays,
    eventsPerCustomer: distributionOfCounts(eventCounts.subarray(0, customers), shares),
    activeDaysPerCustomer: distributionOfCounts(dayCounts.subarray(0, customers), shares),
  };
}
