import { type Period, type PerPeriod, readPeriods } from '../../calendar/open.ts';
import { toNumber } from '../../exact/index.ts';
import { type Ratio, ratio } from '../../ratio/open.ts';
import { sortedCounted } from '../../statistics/open.ts';
import type { SegmentKey } from '../../table/index.ts';
import {
  type ActiveOptions,
  type ActivityUnit,
  activeCustomers as activeCustomersOfAll,
  averageActiveCustomers as averageActiveCustomersOfAll,
  type Stickiness,
  type StickinessOptions,
  type UsageDuration,
  type UsageEvent,
  type UsageEvents,
  type UsageFrequency,
  type UsageSpreadOptions,
} from '../../usage/index.ts';
import {
  type DurationFacts,
  durationOf,
  type FrequencyFacts,
  frequencyOf,
  type SegmentOption,
  stickinessMeans,
  stickinessOf,
  summarizeDuration,
  summarizeFrequency,
} from '../../usage/open.ts';
import { countedNumbers, countedValues, expanded, fractionOf, fractionText } from '../frame/counted.ts';
import type { InParts, PartKey, TablePart } from '../frame/part.ts';
import type { Tally } from '../frame/tally.ts';
import { countEvents, readingOfEvents } from './events.ts';
import { rowQuestion } from './row-question.ts';

/** By what results are split, and its name: of two callbacks nobody can tell whether they are one. */
export interface NamedSegments<Row extends UsageEvent, Key extends SegmentKey> extends SegmentOption<Row, Key> {
  readonly name?: string | undefined;
}

const overEvents = { count: countEvents, reading: readingOfEvents } as const;

/**
 * `activeCustomers` in parts: the customers, or users, with enough events in a period. A user is a user of a customer, so that users
 * are in one shard as their customers are.
 *
 * @param period - A period, or a list of periods, as for `activeCustomers`.
 * @param options - Its options.
 * @throws MetricsError as `activeCustomers` does; `CONFLICTING_POLICY` for a part under other options.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.activeCustomers(month('2026-03'));
 * const ada = part([{ customerId: 'ada', at: '2026-03-02' }]);
 * const ben = part([{ customerId: 'ben', at: '2026-03-05' }]);
 * result(merge([ada, ben])); // => 2
 * ```
 */
export function activeCustomers<P extends Period | readonly Period[]>(
  period: P,
  options: ActiveOptions = {},
): InParts<UsageEvents, TablePart, PerPeriod<P, number>> {
  activeCustomersOfAll([], [], options);
  return rowQuestion<UsageEvents, { readonly customers: number }>({
    ...overEvents,
    of: 'activeCustomers',
    periods: period,
    options,
    shape: { active: { customers: 'count' } },
    factsOf: (events, list = []) => activeCustomersOfAll(events, list, options).map((customers) => ({ customers })),
    book: (tally, at, { customers }) => tally.add('active', at, { customers }),
    answer: (tally, at) => tally.row('active', at).count('customers'),
  }) as never;
}

/**
 * `averageActiveCustomers` in parts: the mean of active customers over the days, weeks or months of a period.
 *
 * @param period - A period, or a list of periods, as for `averageActiveCustomers`.
 * @param options - Its options.
 * @throws MetricsError as `averageActiveCustomers` does; `CONFLICTING_POLICY` for a part under other options.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.averageActiveCustomers(week('2026-W11'), { per: 'day' });
 * const ada = part([{ customerId: 'ada', at: '2026-03-10' }]);
 * const ben = part([{ customerId: 'ben', at: '2026-03-10' }]);
 * result(merge([ada, ben])); // => { value: 0.2857142857142857, numerator: 2, denominator: 7 }
 * ```
 */
export function averageActiveCustomers<P extends Period | readonly Period[]>(
  period: P,
  options: ActiveOptions & { readonly per: ActivityUnit },
): InParts<UsageEvents, TablePart, PerPeriod<P, Ratio>> {
  const ofNone = averageActiveCustomersOfAll([], listOf(period), options);
  return rowQuestion<UsageEvents, Ratio>({
    ...overEvents,
    of: 'averageActiveCustomers',
    periods: period,
    options,
    shape: { active: { customers: 'count' } },
    factsOf: (events, list = []) => averageActiveCustomersOfAll(events, list, options),
    book: (tally, at, { numerator }) => tally.add('active', at, { customers: numerator }),
    // How many days there are is the same in each shard.
    answer: (tally, at, place) =>
      ratio(tally.row('active', at).count('customers'), (ofNone[place] as Ratio).denominator),
  }) as never;
}

function listOf(period: Period | readonly Period[]): readonly Period[] {
  return readPeriods(period).periods.map((checked) => checked.period);
}

/**
 * `stickiness` in parts: the mean of daily over that of monthly active customers.
 *
 * @param period - A period, or a list of periods, as for `stickiness`.
 * @param options - Its options.
 * @throws MetricsError as `stickiness` does; `CONFLICTING_POLICY` for a part under other options.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.stickiness(month('2026-02'));
 * const ada = part([{ customerId: 'ada', at: '2026-02-10' }, { customerId: 'ada', at: '2026-02-11' }]);
 * result(merge([ada, part([])])).value; // => 0.07142857142857142
 * ```
 */
export function stickiness<P extends Period | readonly Period[]>(
  period: P,
  options: StickinessOptions = {},
): InParts<UsageEvents, TablePart, PerPeriod<P, Stickiness>> {
  const ofNone = stickinessMeans([], readPeriods(period), options);
  return rowQuestion<UsageEvents, { readonly short: number; readonly long: number }>({
    ...overEvents,
    of: 'stickiness',
    periods: period,
    options,
    shape: { active: { short: 'count', long: 'count' } },
    factsOf: (events, list) =>
      stickinessMeans(events, readPeriods(list), options).map(([short, long]) => ({
        short: short.numerator,
        long: long.numerator,
      })),
    book: (tally, at, { short, long }) => tally.add('active', at, { short, long }),
    answer(tally, at, place) {
      const [short, long] = ofNone[place] as readonly [Ratio, Ratio];
      const { count } = tally.row('active', at);
      return stickinessOf([ratio(count('short'), short.denominator), ratio(count('long'), long.denominator)]);
    },
  }) as never;
}

/**
 * `usageFrequency` in parts: how often the active customers use the product.
 *
 * A part counts the customers with each number of events and of days.
 *
 * @param period - A period, or a list of periods, as for `usageFrequency`.
 * @param options - Its options.
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
export function usageFrequency<P extends Period | readonly Period[]>(
  period: P,
  options: UsageSpreadOptions = {},
): InParts<UsageEvents, TablePart, PerPeriod<P, UsageFrequency>> {
  const resultOf = frequencyOf(options);
  summarizeFrequency([], [], options, resultOf);
  return rowQuestion<UsageEvents, FrequencyFacts>({
    ...overEvents,
    of: 'usageFrequency',
    periods: period,
    options,
    shape: { events: { customers: 'count' }, days: { customers: 'count' } },
    factsOf: (events, list = []) => summarizeFrequency(events, list, options, (facts) => facts),
    book(tally, at, facts) {
      for (const table of ['events', 'days'] as const) bookNumbers(tally, table, at, facts[table]);
    },
    answer(tally, at) {
      const [events, days] = [numbersIn(tally, 'events', at), numbersIn(tally, 'days', at)];
      return resultOf({ events, days });
    },
  }) as never;
}

/** Counts equal values, one for each customer. */
export function bookNumbers(tally: Tally, table: string, at: PartKey, values: ArrayLike<number>): void {
  for (const [value, customers] of countedNumbers(values)) tally.add(table, [...at, value], { customers });
}

export function numbersIn(tally: Tally, table: string, at: PartKey): number[] {
  return expanded(tally.rows(table, at), 'customers', at.length);
}

/**
 * `usageDuration` in parts: how long the product is used.
 *
 * A part counts the events of each length, and the customers with each sum: its size grows with the number of different ones.
 *
 * @param period - A period, or a list of periods, as for `usageDuration`.
 * @param options - Its options.
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
export function usageDuration<P extends Period | readonly Period[]>(
  period: P,
  options: UsageSpreadOptions = {},
): InParts<UsageEvents, TablePart, PerPeriod<P, UsageDuration>> {
  const resultOf = durationOf(options);
  summarizeDuration([], [], options, resultOf);
  return rowQuestion<UsageEvents, DurationFacts>({
    ...overEvents,
    of: 'usageDuration',
    periods: period,
    options,
    shape: {
      totals: { seconds: 'sum', withoutDuration: 'count' },
      perEvent: { count: 'count' },
      perCustomer: { count: 'count' },
    },
    factsOf: (events, list = []) => summarizeDuration(events, list, options, (facts) => facts),
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
