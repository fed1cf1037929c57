import type { BySegment } from '../../activity/open.ts';
import { inShape, type Period, type PeriodsAsked, type PerPeriod, readPeriods } from '../../calendar/open.ts';
import { type Rational, toNumber } from '../../exact/index.ts';
import { checkKeys, readShares } from '../../read/index.ts';
import {
  type CountedValue,
  type Distribution,
  distributionOf,
  type SortedValues,
  sortedCounted,
} from '../../statistics/open.ts';
import type { SegmentKey } from '../../table/index.ts';
import type { UsageEvents } from '../events/event-log.ts';
import { inPeriods, perSegment } from '../events/in-periods.ts';
import { readOf, type SegmentOption } from '../events/options.ts';
import { placesOf } from '../events/places.ts';
import { readEvents } from '../events/read-events.ts';
import { countEvents, type EventColumns } from '../events/timeline.ts';
import type { UsageEvent } from '../events/usage-event.ts';
import { exactSeconds, secondsSums } from './seconds-sums.ts';
import { spreadOptions, type UsageSpreadOptions } from './usage-frequency.ts';

/** How long the product is used. */
export interface UsageDuration {
  /** The sum of all durations, in seconds; null if no event has a duration. */
  readonly totalSeconds: number | null;
  /** Seconds per event, over the events with a duration; a row with a `count` stands for that many events of equal length. */
  readonly secondsPerEvent: Distribution;
  /** Seconds per customer, over the customers with at least one such event. */
  readonly secondsPerCustomer: Distribution;
  /** Events in the period without a duration; they do not count as 0. */
  readonly withoutDuration: number;
}

/**
 * Usage duration: how long the product is used in a period, in total, per event (session) and per customer.
 *
 * Formula: sum of `durationSeconds`; this sum / events with a duration; this sum / customers with such an event; each mean with median and
 * quantiles. In: the whole duration of an event that begins in the period, even if it runs beyond the period's end; the duration of a row
 * with a `count` is that of all its events together, of equal length. Out: events without a duration, which are counted separately, never
 * as 0.
 *
 * @param events - Usage events, in any order, or a log of them; `durationSeconds` from 0 to 1e9. A date without a time is the start of that
 * day in the time zone of the period.
 * @param period - A period, or a list of periods in one time zone. A list gives a list.
 * @param options - `of`: 'customers' (the default) or 'users'; `quantiles`: shares from 0 to 1; `by`: a key of each event, or a Map from customers
 * to keys: the result is then a list of `{ key, ... }`.
 * @returns Seconds. Null values if no event of the period has a duration.
 * @throws MetricsError as `usageFrequency` does.
 *
 * Cost: O(n log n) for n events with a duration, per period; the events are read once. Every figure is computed exactly and rounded once.
 * Source: session duration, as in web analytics (total duration of sessions / sessions); quantiles of type 7 by R. J. Hyndman and Y. Fan
 * (1996).
 *
 * @see docs/metrics/usage-duration.md
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
export function usageDuration<
  P extends Period | readonly Period[],
  Row extends UsageEvent = UsageEvent,
  Key extends SegmentKey = never,
>(
  events: UsageEvents<Row>,
  period: P,
  options: UsageSpreadOptions & SegmentOption<Row, Key> = {},
): PerPeriod<P, BySegment<Key, UsageDuration>> {
  const asked = readPeriods(period);
  return inShape(asked, summarizeDuration(events, asked, options, durationOf(options))) as never;
}

/** What was used in a period, in seconds. */
export interface DurationFacts {
  readonly total: Rational;
  readonly perEvent: SortedValues;
  readonly perCustomer: SortedValues;
  readonly withoutDuration: number;
}

export function durationOf(options: UsageSpreadOptions): (facts: DurationFacts) => UsageDuration {
  checkKeys(options, spreadOptions, 'options');
  const shares = readShares(options.quantiles, 'options.quantiles');
  return ({ total, perEvent, perCustomer, withoutDuration }) => ({
    totalSeconds: perEvent.count === 0 ? null : toNumber(total),
    secondsPerEvent: distributionOf(perEvent, total, shares, toNumber),
    secondsPerCustomer: distributionOf(perCustomer, total, shares, toNumber),
    withoutDuration,
  });
}

export function summarizeDuration<Result extends object>(
  events: UsageEvents,
  asked: PeriodsAsked,
  options: UsageSpreadOptions & { readonly by?: unknown },
  resultOf: (facts: DurationFacts) => Result,
): readonly Result[] {
  const of = readOf(options.of);
  const all = readEvents(events, asked.zone, { of, seconds: true });
  return perSegment(all, asked, options.by, (timeline) => {
    const columns = timeline.columns();
    const { seconds, counts } = columns;
    const { codes, count } = timeline.entities(of);
    const places = placesOf(count);
    return inPeriods(asked, columns, (first, next) => {
      places.clear();
      const timed = timedRows(columns, first, next);
      for (const row of timed) places.of(codes[row] as number);
      const [sum, byCustomer] = [secondsSums(1), secondsSums(places.count())];
      let timedEvents = 0;
      for (const row of timed) {
        sum.add(0, seconds[row] as number);
        byCustomer.add(places.of(codes[row] as number), seconds[row] as number);
        timedEvents += counts.length === 0 ? 1 : (counts[row] as number);
      }
      return resultOf({
        total: sum.total(0),
        perEvent: secondsPerEvent(columns, timed),
        perCustomer: byCustomer.sorted(),
        withoutDuration: countEvents(columns, first, next) - timedEvents,
      });
    });
  });
}

function timedRows({ seconds }: EventColumns, first: number, next: number): Uint32Array {
  const rows = new Uint32Array(seconds.length === 0 ? 0 : next - first);
  let count = 0;
  for (let row = first; row < first + rows.length; row += 1) {
    if (Number.isNaN(seconds[row])) continue;
    rows[count] = row;
    count += 1;
  }
  return rows.subarray(0, count);
}

/** The durations of events, from the shortest on; a row for several events is so many of equal length. */
function secondsPerEvent({ seconds, counts }: EventColumns, timed: Uint32Array): SortedValues {
  if (counts.length === 0) {
    const sorted = new Float64Array(timed.length);
    for (let place = 0; place < timed.length; place += 1) sorted[place] = seconds[timed[place] as number] as number;
    sorted.sort();
    return { count: sorted.length, at: (index) => exactSeconds(sorted[index] as number) };
  }
  const each = Array.from(timed, (row): CountedValue => {
    const [time, count] = [seconds[row] as number, counts[row] as number];
    const { n, d } = exactSeconds(time);
    return { exact: { n, d: d * BigInt(count) }, double: time / count, count };
  });
  return sortedCounted(each);
}
