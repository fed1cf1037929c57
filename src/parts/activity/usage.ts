import type { BySegment } from '../../activity/open.ts';
import { type Period, type PerPeriod, readPeriods } from '../../calendar/open.ts';
import { toNumber } from '../../exact/index.ts';
import { sortedCounted } from '../../statistics/open.ts';
import type { SegmentKey } from '../../table/index.ts';
import type {
  UsageDuration,
  UsageEvent,
  UsageEvents,
  UsageFrequency,
  UsageFrequencyOptions,
  UsageSpreadOptions,
} from '../../usage/index.ts';
import {
  type DurationFacts,
  durationOf,
  type FrequencyFacts,
  frequencyOf,
  summarizeDuration,
  summarizeFrequency,
} from '../../usage/open.ts';
import { countedValues, fractionOf, fractionText } from '../frame/counted.ts';
import type { InParts, PartKey, TablePart } from '../frame/part.ts';
import type { Tally } from '../frame/tally.ts';
import { splitOptions } from './counts.ts';
import { bookNumbers, countEvents, type NamedSegments, numbersIn, readingOfEvents } from './events.ts';
import { rowQuestion } from './row-question.ts';

const overEvents = { count: countEvents, reading: readingOfEvents } as const;

/**
 * `usageFrequency` in parts: how often the active customers use the product.
 *
 * A part counts the customers with each number of events and of days.
 *
 * @param period - A period, or a list of periods, as for `usageFrequency`.
 * @param options - The options of the function; `by` also needs `name`.
 * @throws MetricsError as `usageFrequency` does; `CONFLICTING_POLICY` for a part under other options.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.usageFrequency(month('2026-03'));
 * const ada = part([{ customerId: 'ada', at: '2026-03-02' }, { customerId: 'ada', at: '2026-03-03' }]);
 * const ben = part([{ customerId: 'ben', at: '2026-03-05', count: 4 }]);
 * result(merge([ada, ben])).eventsPerCustomer.median; // => 3
 * ```
 */
export function usageFrequency<
  P extends Period | readonly Period[],
  Row extends UsageEvent = UsageEvent,
  Key extends SegmentKey = never,
>(
  period: P,
  options: UsageFrequencyOptions & NamedSegments<Row, Key> = {},
): InParts<UsageEvents<Row>, TablePart, PerPeriod<P, BySegment<Key, UsageFrequency>>> {
  const { given, own, by } = splitOptions(options);
  const resultOf = frequencyOf(given);
  const asked = readPeriods(period);
  const ofNone = summarizeFrequency([], asked, { ...(given as typeof options), by: undefined }, (facts) => facts);
  return rowQuestion<UsageEvents, FrequencyFacts>({
    ...overEvents,
    of: 'usageFrequency',
    periods: period,
    options: own,
    by,
    shape: { events: { customers: 'count' }, days: { customers: 'count' } },
    factsOf: (events) => summarizeFrequency(events, asked, given, (facts) => facts),
    book(tally, at, facts) {
      for (const table of ['events', 'days'] as const) bookNumbers(tally, table, at, facts[table]);
    },
    answer(tally, at, place) {
      const [events, days] = [numbersIn(tally, 'events', at), numbersIn(tally, 'days', at)];
      return resultOf({ events, days, length: ofNone[place]?.length as number });
    },
  }) as never;
}

/**
 * `usageDuration` in parts: how long the product is used.
 *
 * A part counts the events of each length and the customers with each sum; its size grows with the number of different lengths and sums.
 *
 * @param period - A period, or a list of periods, as for `usageDuration`.
 * @param options - The options of the function; `by` also needs `name`.
 * @throws MetricsError as `usageDuration` does; `CONFLICTING_POLICY` for a part under other options.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.usageDuration(month('2026-03'));
 * const ada = part([{ customerId: 'ada', at: '2026-03-02', durationSeconds: 60 }]);
 * const ben = part([{ customerId: 'ben', at: '2026-03-05', durationSeconds: 30 }]);
 * result(merge([ada, ben])).totalSeconds; // => 90
 * ```
 */
export function usageDuration<
  P extends Period | readonly Period[],
  Row extends UsageEvent = UsageEvent,
  Key extends SegmentKey = never,
>(
  period: P,
  options: UsageSpreadOptions & NamedSegments<Row, Key> = {},
): InParts<UsageEvents<Row>, TablePart, PerPeriod<P, BySegment<Key, UsageDuration>>> {
  const { given, own, by } = splitOptions(options);
  const resultOf = durationOf(given);
  const asked = readPeriods(period);
  summarizeDuration([], asked, given, resultOf);
  return rowQuestion<UsageEvents, DurationFacts>({
    ...overEvents,
    of: 'usageDuration',
    periods: period,
    options: own,
    by,
    shape: {
      totals: { seconds: 'sum', withoutDuration: 'count' },
      perEvent: { count: 'count' },
      perCustomer: { count: 'count' },
    },
    factsOf: (events) => summarizeDuration(events, asked, given, (facts) => facts),
    book(tally, at, facts) {
      tally.add('totals', at, { seconds: facts.total, withoutDuration: facts.withoutDuration });
      for (const table of ['perEvent', 'perCustomer'] as const) {
        for (const { exact, count } of countedValues(facts[table])) {
          tally.add(table, [...at, fractionText(exact)], { count });
        }
      }
    },
    answer(tally, at) {
      const { sum, count } = tally.row('totals', at);
      const [perEvent, perCustomer] = ['perEvent', 'perCustomer'].map((table) => valuesIn(tally, table, at));
      const facts = { total: sum('seconds'), perEvent, perCustomer, withoutDuration: count('withoutDuration') };
      return resultOf(facts as DurationFacts);
    },
  }) as never;
}

/** Counted values, sorted; the last of a key is the value, as a fraction. */
function valuesIn(tally: Tally, table: string, at: PartKey) {
  return sortedCounted(
    tally.rows(table, at).map(({ key, count }) => {
      const exact = fractionOf(key[at.length] as string);
      return { exact, double: toNumber(exact), count: count('count') };
    }),
  );
}
