import type { BySegment } from '../../activity/open.ts';
import { type CheckedPeriod, type Period, type PerPeriod, readPeriods } from '../../calendar/open.ts';
import { type Ratio, ratio } from '../../ratio/open.ts';
import type { SegmentKey } from '../../table/index.ts';
import {
  type ActiveOptions,
  type AverageActiveOptions,
  activeCustomers as activeCustomersOfAll,
  averageActiveCustomers as averageActiveCustomersOfAll,
  type Stickiness,
  type StickinessOptions,
  type UsageEvent,
  type UsageEvents,
  type UsageLifecycle,
} from '../../usage/index.ts';
import {
  type LifecycleCounts,
  lifecycleCounts,
  lifecycleOf,
  type StickinessMeans,
  stickinessMeans,
  stickinessOf,
} from '../../usage/open.ts';
import type { InParts, TablePart } from '../frame/part.ts';
import { splitOptions } from './counts.ts';
import { countEvents, type NamedSegments, readingOfEvents } from './events.ts';
import { rowQuestion } from './row-question.ts';

const overEvents = { count: countEvents, reading: readingOfEvents } as const;

/**
 * `activeCustomers` in parts: the customers, or users, with enough events in a period. A user belongs to a customer, and is in the same
 * shard.
 *
 * @param period - A period, or a list of periods, as for `activeCustomers`.
 * @param options - The options of the function; `by` also needs `name`.
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
export function activeCustomers<
  P extends Period | readonly Period[],
  Row extends UsageEvent = UsageEvent,
  Key extends SegmentKey = never,
>(
  period: P,
  options: ActiveOptions & NamedSegments<Row, Key> = {},
): InParts<
  UsageEvents<Row>,
  TablePart,
  PerPeriod<P, [Key] extends [never] ? number : BySegment<Key, { readonly customers: number }>>
> {
  const split = splitOptions(options);
  const whole = (events: UsageEvents, list: readonly Period[]) =>
    activeCustomersOfAll(events, list, split.given) as unknown[];
  whole([], []);
  return rowQuestion<UsageEvents, { readonly customers: number }>({
    ...overEvents,
    of: 'activeCustomers',
    periods: period,
    options: split.own,
    by: split.by,
    shape: { active: { customers: 'count' } },
    factsOf: (events, list = []) =>
      whole(events, list).map((customers) => (typeof customers === 'number' ? { customers } : (customers as never))),
    book: (tally, at, { customers }) => tally.add('active', at, { customers }),
    answer(tally, at) {
      const customers = tally.row('active', at).count('customers');
      return split.by === undefined ? customers : { customers };
    },
  }) as never;
}

/**
 * `averageActiveCustomers` in parts: the mean number of active customers per day, week or month of a period.
 *
 * @param period - A period, or a list of periods, as for `averageActiveCustomers`.
 * @param options - The options of the function; `by` also needs `name`.
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
export function averageActiveCustomers<
  P extends Period | readonly Period[],
  Row extends UsageEvent = UsageEvent,
  Key extends SegmentKey = never,
>(
  period: P,
  options: AverageActiveOptions & NamedSegments<Row, Key>,
): InParts<UsageEvents<Row>, TablePart, PerPeriod<P, BySegment<Key, Ratio>>> {
  const split = splitOptions(options);
  const { given } = split;
  const ofNone = averageActiveCustomersOfAll([], listOf(period), {
    ...(given as typeof options),
    by: undefined,
  }) as Ratio[];
  return rowQuestion<UsageEvents, Ratio>({
    ...overEvents,
    of: 'averageActiveCustomers',
    periods: period,
    options: split.own,
    by: split.by,
    shape: { active: { customers: 'count' } },
    factsOf: (events, list = []) => averageActiveCustomersOfAll(events, list, given),
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
 * `stickiness` in parts: mean daily active customers over mean monthly ones.
 *
 * @param period - A period, or a list of periods, as for `stickiness`.
 * @param options - The options of the function; `by` also needs `name`.
 * @throws MetricsError as `stickiness` does; `CONFLICTING_POLICY` for a part under other options.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.stickiness(month('2026-02'));
 * const ada = part([{ customerId: 'ada', at: '2026-02-10' }, { customerId: 'ada', at: '2026-02-11' }]);
 * result(merge([ada, part([])])).value; // => 0.07142857142857142
 * ```
 */
export function stickiness<
  P extends Period | readonly Period[],
  Row extends UsageEvent = UsageEvent,
  Key extends SegmentKey = never,
>(
  period: P,
  options: StickinessOptions & NamedSegments<Row, Key> = {},
): InParts<UsageEvents<Row>, TablePart, PerPeriod<P, BySegment<Key, Stickiness>>> {
  const split = splitOptions(options);
  const given = split.given as StickinessOptions;
  const ofNone = stickinessMeans([], readPeriods(period), { ...given, by: undefined }) as StickinessMeans[];
  return rowQuestion<UsageEvents, StickinessMeans>({
    ...overEvents,
    of: 'stickiness',
    periods: period,
    options: split.own,
    by: split.by,
    shape: { active: { short: 'count', long: 'count' } },
    factsOf: (events, list) => stickinessMeans(events, readPeriods(list), given),
    book: (tally, at, { short, long }) => tally.add('active', at, { short: short.numerator, long: long.numerator }),
    answer(tally, at, place) {
      const { short, long } = ofNone[place] as StickinessMeans;
      const { count } = tally.row('active', at);
      return stickinessOf({
        short: ratio(count('short'), short.denominator),
        long: ratio(count('long'), long.denominator),
      });
    },
  }) as never;
}

/**
 * `usageLifecycle` in parts: new, retained, resurrected and dormant customers.
 *
 * @param period - A period, or a list of periods, as for `usageLifecycle`.
 * @param options - The options of the function; `by` also needs `name`.
 * @throws MetricsError as `usageLifecycle` does; `CONFLICTING_POLICY` for a part under other options.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.usageLifecycle(month('2026-03'));
 * const ada = part([{ customerId: 'ada', at: '2026-02-02' }, { customerId: 'ada', at: '2026-03-03' }]);
 * const ben = part([{ customerId: 'ben', at: '2026-03-05' }]);
 * result(merge([ada, ben])).closing; // => 2
 * ```
 */
export function usageLifecycle<
  P extends Period | readonly Period[],
  Row extends UsageEvent = UsageEvent,
  Key extends SegmentKey = never,
>(
  period: P,
  options: ActiveOptions & NamedSegments<Row, Key> = {},
): InParts<UsageEvents<Row>, TablePart, PerPeriod<P, BySegment<Key, UsageLifecycle>>> {
  const { given, own, by } = splitOptions(options);
  const asked = readPeriods(period);
  lifecycleCounts([], asked, given);
  return rowQuestion<UsageEvents, LifecycleCounts>({
    ...overEvents,
    of: 'usageLifecycle',
    periods: period,
    options: own,
    by,
    shape: { lifecycle: { new: 'count', retained: 'count', resurrected: 'count', dormant: 'count' } },
    factsOf: (events) => lifecycleCounts(events, asked, given),
    book: (tally, at, { new: fresh, retained, resurrected, dormant }) =>
      tally.add('lifecycle', at, { new: fresh, retained, resurrected, dormant }),
    answer(tally, at, place) {
      const { count } = tally.row('lifecycle', at);
      const [fresh, retained, resurrected, dormant] = ['new', 'retained', 'resurrected', 'dormant'].map(count);
      return lifecycleOf(asked.periods[place] as CheckedPeriod)({
        new: fresh,
        retained,
        resurrected,
        dormant,
      } as LifecycleCounts);
    },
  }) as never;
}
