import { perPeriod, readQuestion, rowSplitter, slotTable } from '../../activity/open.ts';
import type { CheckedPeriod, Period, PerPeriod } from '../../calendar/open.ts';
import { toNumber } from '../../exact/index.ts';
import { checkKeys, readShares } from '../../read/index.ts';
import { type Distribution, distributionOf, sortedNumbers } from '../../statistics/open.ts';
import { dayBounds } from '../active/units-within.ts';
import { placeEvents, readEvents } from '../events/event-columns.ts';
import { readOf } from '../events/options.ts';
import type { UsageEntity, UsageEvents } from '../events/usage-event.ts';

/** Whether customers or users are counted, and the quantiles. */
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
  readonly eventsPerCustomer: Distribution;
  readonly activeDaysPerCustomer: Distribution;
}

/**
 * Usage frequency: how many events, and on how many days, an active customer of a period has.
 *
 * Formula: events / active customers, and (customer, day) pairs with an event / active customers, each with median and quantiles. In:
 * every event in the period, repeated ones too; local days of the period's time zone. Out: customers without an event in the period.
 *
 * @param events - Usage events, in any order. A date without a time is the start of that day in the time zone of the period.
 * @param period - A period, or a list of periods of one time zone. A list gives a list.
 * @param options - `of`: 'customers' (the default) or 'users'; `quantiles`: shares from 0 to 1.
 * @returns Counts, and their distribution over the customers: `{ count, mean, median, quantiles }`, exact and rounded once; null
 * values if no customer was active.
 * @throws MetricsError as `activeCustomers` does; `INVALID_TYPE` and `INVALID_NUMBER` for `quantiles`.
 *
 * Cost: O(events + days + customers log customers), per period, and the events are read once. Source: events and active days per active user, as product analytics tools
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
export function usageFrequency<P extends Period | readonly Period[]>(
  events: UsageEvents,
  period: P,
  options: UsageSpreadOptions = {},
): PerPeriod<P, UsageFrequency> {
  const question = readQuestion(period);
  checkKeys(options, ['of', 'quantiles'], 'options');
  const of = readOf(options.of);
  const shares = readShares(options.quantiles, 'options.quantiles');
  const columns = readEvents(events, { zone: question.zone, of });
  const split = rowSplitter(columns.entity, columns.entities);
  return perPeriod<P, UsageFrequency>(question, placeEvents(columns, question.slotOf), (rows, place) => {
    const days = slotTable(dayBounds(question.spans[place] as CheckedPeriod, question.zone));
    const { codes, offsets, rows: own } = split(rows);
    const stamps = new Uint32Array(days.count);
    const dayCounts = new Float64Array(codes.length);
    for (let customer = 0; customer < codes.length; customer += 1) {
      for (let index = offsets[customer] as number; index < (offsets[customer + 1] as number); index += 1) {
        const day = days.slotOf(columns.at[own[index] as number] as number);
        if (stamps[day] === customer + 1) continue;
        stamps[day] = customer + 1;
        dayCounts[customer] = (dayCounts[customer] as number) + 1;
      }
    }
    const eventCounts = Float64Array.from(dayCounts, (_, i) => (offsets[i + 1] as number) - (offsets[i] as number));
    return {
      customers: codes.length,
      events: rows.length,
      activeDays: sumOf(dayCounts),
      eventsPerCustomer: distributionOfCounts(eventCounts, shares),
      activeDaysPerCustomer: distributionOfCounts(dayCounts, shares),
    };
  });
}

function sumOf(counts: Float64Array): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Of whole numbers, which are sorted where they are. */
export function distributionOfCounts(counts: Float64Array, shares: readonly number[]): Distribution {
  const total = { n: BigInt(sumOf(counts)), d: 1n };
  return distributionOf(sortedNumbers(counts.sort()), total, shares, toNumber);
}
