import type { BySegment } from '../../activity/open.ts';
import { type Period, type PerPeriod, readPeriod, readPeriods } from '../../calendar/open.ts';
import type { SegmentKey } from '../../table/index.ts';
import type {
  FeatureAdoption,
  FeatureAdoptionOptions,
  FeatureRetentionRow,
  UsageEntity,
  UsageEvent,
  UsageEvents,
} from '../../usage/index.ts';
import {
  type AdoptionFacts,
  adoptionOf,
  type FeatureRetentionCounts,
  featureRetentionCounts,
  featureRetentionOf,
  summarizeAdoption,
} from '../../usage/open.ts';
import { fractionOf, fractionText } from '../frame/counted.ts';
import type { InParts, TablePart } from '../frame/part.ts';
import { splitOptions } from './counts.ts';
import { bookNumbers, countEvents, type NamedSegments, numbersIn, readingOfEvents } from './events.ts';
import { rowQuestion } from './row-question.ts';

/**
 * `featureAdoption` in parts: who uses which feature.
 *
 * @param period - A period, or a list of periods, as for `featureAdoption`.
 * @param options - Its options; `by` with its `name`.
 * @throws MetricsError as `featureAdoption` does; `CONFLICTING_POLICY` for a part under other options.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.featureAdoption(month('2026-03'));
 * const ada = part([{ customerId: 'ada', at: '2026-03-02', feature: 'export' }]);
 * const ben = part([{ customerId: 'ben', at: '2026-03-05' }]);
 * result(merge([ada, ben])).features[0].adoption; // => { value: 0.5, numerator: 1, denominator: 2 }
 * ```
 */
export function featureAdoption<
  P extends Period | readonly Period[],
  Row extends UsageEvent = UsageEvent,
  Key extends SegmentKey = never,
>(
  period: P,
  options: FeatureAdoptionOptions<P> & NamedSegments<Row, Key> = {},
): InParts<UsageEvents<Row>, TablePart, PerPeriod<P, BySegment<Key, FeatureAdoption>>> {
  const asked = readPeriods(period);
  const { given, own, by } = splitOptions(options);
  const resultOf = adoptionOf(asked, given);
  return rowQuestion<UsageEvents, AdoptionFacts>({
    count: countEvents,
    reading: readingOfEvents,
    of: 'featureAdoption',
    periods: period,
    options: own,
    by,
    shape: {
      active: { customers: 'count' },
      features: { adopters: 'count', events: 'count', firstSeen: 'least' },
      breadth: { customers: 'count' },
      depth: { customers: 'count' },
    },
    factsOf: (events) => summarizeAdoption(events, asked, given, (facts) => facts),
    book(tally, at, { active, features, breadth, depth }) {
      tally.add('active', at, { customers: active });
      for (const { feature, ...own } of features) {
        // A feature that nobody used is one of events that are left out.
        if (Number.isFinite(own.firstSeen)) tally.add('features', [...at, feature], own);
      }
      bookNumbers(tally, 'breadth', at, breadth);
      for (const { exact, count } of depth) tally.add('depth', [...at, fractionText(exact)], { customers: count });
    },
    answer(tally, at, place) {
      const features = tally.rows('features', at).map(({ key, count, extreme }) => ({
        feature: key[2] as string,
        adopters: count('adopters'),
        events: count('events'),
        firstSeen: extreme('firstSeen') as number,
      }));
      const depth = tally.rows('depth', at).map(({ key, count }) => {
        const exact = fractionOf(key[2] as string);
        return { exact, double: Number(exact.n) / Number(exact.d), count: count('customers') };
      });
      const breadth = numbersIn(tally, 'breadth', at);
      return resultOf({ active: tally.row('active', at).count('customers'), features, breadth, depth }, place);
    },
  }) as never;
}

/**
 * `featureRetention` in parts: who of those that used a feature came back, beside those that did not use it.
 *
 * @param period - The period in which features are used.
 * @param later - The period in which customers come back.
 * @param options - Those of `featureRetention`; `by` with its `name`.
 * @throws MetricsError as `featureRetention` does; `CONFLICTING_POLICY` for a part under other options.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.featureRetention(month('2026-03'), month('2026-04'));
 * const ada = part([
 *   { customerId: 'ada', at: '2026-03-02', feature: 'export' },
 *   { customerId: 'ada', at: '2026-04-02' },
 * ]);
 * const ben = part([{ customerId: 'ben', at: '2026-03-05' }]);
 * result(merge([ada, ben]))[0].difference; // => 1
 * ```
 */
export function featureRetention<Row extends UsageEvent = UsageEvent, Key extends SegmentKey = never>(
  period: Period,
  later: Period,
  options: {
    /** Customers, or the distinct users of each customer. Default 'customers'. */
    readonly of?: UsageEntity | undefined;
  } & NamedSegments<Row, Key> = {},
): InParts<UsageEvents<Row>, TablePart, BySegment<Key, FeatureRetentionRow[]>> {
  const { given, own, by } = splitOptions(options);
  featureRetentionCounts([], period, later, given);
  const { start, end, period: after } = readPeriod(later, 'later');
  return rowQuestion<UsageEvents, FeatureRetentionCounts>({
    count: countEvents,
    reading: readingOfEvents,
    of: 'featureRetention',
    periods: period,
    options: { ...own, later: [after.label, start, end] },
    by,
    shape: { active: { customers: 'count', again: 'count' }, features: { adopters: 'count', kept: 'count' } },
    factsOf: (events) => [featureRetentionCounts(events, period, later, given)],
    book(tally, at, { active, activeAgain, features }) {
      tally.add('active', at, { customers: active, again: activeAgain });
      for (const { feature, adopters, kept } of features) tally.add('features', [...at, feature], { adopters, kept });
    },
    answer(tally, at) {
      const { count } = tally.row('active', at);
      const features = tally.rows('features', at).map((row) => ({
        feature: row.key[2] as string,
        adopters: row.count('adopters'),
        kept: row.count('kept'),
      }));
      return featureRetentionOf({ active: count('customers'), activeAgain: count('again'), features });
    },
  }) as never;
}
