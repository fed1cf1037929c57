import type { BySegment } from '../../activity/open.ts';
import {
  inShape,
  type Period,
  type PeriodsAsked,
  type PerPeriod,
  readPeriods,
  type Zone,
} from '../../calendar/open.ts';
import { toNumber } from '../../exact/index.ts';
import { checkKeys, readChoice, readShares } from '../../read/index.ts';
import { type Distribution, distributionOf, sortedNumbers } from '../../statistics/open.ts';
import type { SegmentKey } from '../../table/index.ts';
import { dayBounds } from '../active/units-within.ts';
import type { UsageEvents } from '../events/event-log.ts';
import { inPeriods, perSegment } from '../events/in-periods.ts';
import { readOf, type SegmentOption } from '../events/options.ts';
import { placesOf } from '../events/places.ts';
import { readEvents } from '../events/read-events.ts';
import type { UsageEntity, UsageEvent } from '../events/usage-event.ts';

/** Whether customers or users are counted, and the quantiles. */
export interface UsageSpreadOptions {
  /** Whether customers are counted, or the distinct users of each customer. Default 'customers'. */
  readonly of?: UsageEntity | undefined;
  /** The shares, 0..1, for which the result has quantiles. Default [0.1, 0.25, 0.5, 0.75, 0.9]. */
  readonly quantiles?: readonly number[] | undefined;
}

/** Whether customers or users are counted, the quantiles, and a histogram of active days. */
export interface UsageFrequencyOptions extends UsageSpreadOptions {
  /** 'activeDays': the result has a `histogram` of active days, such as L7 of a week or L28 of 28 days. Default: no histogram. */
  readonly histogram?: 'activeDays' | undefined;
}

/** How often the active customers of a period use the product. */
export interface UsageFrequency {
  /** Active customers. */
  readonly customers: number;
  /** Events in the period. */
  readonly events: number;
  /** Days on which a customer was active, summed over the customers. */
  readonly activeDays: number;
  /** How many events an active customer has. */
  readonly eventsPerCustomer: Distribution;
  /** On how many days a customer was active. */
  readonly activeDaysPerCustomer: Distribution;
  /** With `histogram`: how many customers were active on exactly this many days, from 1 to the days of the period. */
  readonly histogram?: readonly {
    /** The number of active days. */
    readonly activeDays: number;
    /** Customers active on exactly this many days. */
    readonly customers: number;
  }[];
}

/**
 * Usage frequency: how many events an active customer has in a period, and on how many days.
 *
 * Formula: events / active customers, and (customer, day) pairs with an event / active customers, each with median and quantiles. In: every
 * event in the period, including repeated ones; a row with a `count` counts as that many events. Days are local days of the period's time
 * zone. Out: customers without an event in the period.
 *
 * @param events - Usage events, in any order, or a log of them. A date without a time is the start of that day in the time zone of the
 * period.
 * @param period - A period, or a list of periods in one time zone. A list gives a list.
 * @param options - `of`: 'customers' (the default) or 'users'; `quantiles`: shares from 0 to 1; `histogram`: 'activeDays' counts customers by
 * active days (L7, L28); `by`: a key of each event, or a Map from customers to keys: the result is then a list of `{ key, ... }`.
 * @returns Counts, and their distribution over the customers: `{ count, mean, median, quantiles }`, exact and rounded once; null
 * values if no customer was active.
 * @throws MetricsError as `activeCustomers` does; `INVALID_TYPE` and `INVALID_NUMBER` for `quantiles`.
 *
 * Cost: O(events + days + customers log customers), per period; the events are read once. Source: events and active days per active user,
 * as product analytics tools count them; quantiles of type 7 by R. J. Hyndman and Y. Fan (1996), Sample quantiles in statistical packages.
 *
 * @see docs/metrics/usage-frequency.md
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
export function usageFrequency<
  P extends Period | readonly Period[],
  Row extends UsageEvent = UsageEvent,
  Key extends SegmentKey = never,
>(
  events: UsageEvents<Row>,
  period: P,
  options: UsageFrequencyOptions & SegmentOption<Row, Key> = {},
): PerPeriod<P, BySegment<Key, UsageFrequency>> {
  const asked = readPeriods(period);
  return inShape(asked, summarizeFrequency(events, asked, options, frequencyOf(options))) as never;
}

/** Of each active customer its events, and the days on which it was active; and how many days there are. */
export interface FrequencyFacts {
  readonly events: readonly number[];
  readonly days: readonly number[];
  readonly length: number;
}

/** The result of such counts, in any order. */
export function frequencyOf(options: UsageFrequencyOptions): (facts: FrequencyFacts) => UsageFrequency {
  checkKeys(options, [...spreadOptions, 'histogram'], 'options');
  const shares = readShares(options.quantiles, 'options.quantiles');
  const { histogram } = options;
  if (histogram !== undefined) readChoice(histogram, 'options.histogram', ['activeDays']);
  return ({ events, days, length }) => {
    const rows = Array.from({ length: histogram === undefined ? 0 : length }, (_, day) => ({
      activeDays: day + 1,
      customers: 0,
    }));
    for (const day of days) (rows[day - 1] ?? { customers: 0 }).customers += 1;
    return {
      customers: events.length,
      events: sumOf(events),
      activeDays: sumOf(days),
      eventsPerCustomer: distributionOfCounts(events, shares),
      activeDaysPerCustomer: distributionOfCounts(days, shares),
      ...(histogram !== undefined && { histogram: rows }),
    };
  };
}

export const spreadOptions = ['of', 'quantiles', 'by'];

export function summarizeFrequency<Result extends object>(
  events: UsageEvents,
  asked: PeriodsAsked,
  options: UsageSpreadOptions & { readonly by?: unknown },
  resultOf: (facts: FrequencyFacts) => Result,
): readonly Result[] {
  const of = readOf(options.of);
  const all = readEvents(events, asked.zone, { of });
  return perSegment(all, asked, options.by, (timeline) => {
    const columns = timeline.columns();
    const { codes, count } = timeline.entities(of);
    const places = placesOf(count);
    return inPeriods(asked, columns, (first, next, span) => {
      places.clear();
      const days = dayBounds(span, asked.zone as Zone);
      let day = 0;
      const lastDays: number[] = [];
      const eventCounts: number[] = [];
      const dayCounts: number[] = [];
      for (let row = first; row < next; row += 1) {
        while ((columns.at[row] as number) >= (days[day + 1] as number)) day += 1;
        const place = places.of(codes[row] as number);
        const weight = columns.counts.length === 0 ? 1 : (columns.counts[row] as number);
        if (place === eventCounts.length) {
          eventCounts.push(weight);
          dayCounts.push(1);
          lastDays.push(day);
          continue;
        }
        (eventCounts[place] as number) += weight;
        if (lastDays[place] === day) continue;
        lastDays[place] = day;
        (dayCounts[place] as number) += 1;
      }
      return resultOf({ events: eventCounts, days: dayCounts, length: days.length - 1 });
    });
  });
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Of whole numbers. */
export function distributionOfCounts(counts: readonly number[], shares: readonly number[]): Distribution {
  const total = { n: BigInt(sumOf(counts)), d: 1n };
  return distributionOf(sortedNumbers(Float64Array.from(counts).sort()), total, shares, toNumber);
}
