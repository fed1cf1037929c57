import type { BySegment } from '../../activity/open.ts';
import {
  type CheckedPeriod,
  inShape,
  type Period,
  type PeriodsAsked,
  type PerPeriod,
  readPeriods,
} from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import { sum, toNumber } from '../../exact/index.ts';
import { type Ratio, ratio } from '../../ratio/open.ts';
import { checkKeys, type Id, readCount, readId, readList, readShares } from '../../read/index.ts';
import { type Distribution, distributionOf, sortedCounted } from '../../statistics/open.ts';
import { compareTexts, type SegmentKey } from '../../table/index.ts';
import { distributionOfCounts, type UsageSpreadOptions } from '../engagement/usage-frequency.ts';
import type { UsageEvents } from '../events/event-log.ts';
import { inPeriods, perSegment, rowNumbers } from '../events/in-periods.ts';
import { readOf, type SegmentOption } from '../events/options.ts';
import { readEvents } from '../events/read-events.ts';
import type { Timeline } from '../events/timeline.ts';
import type { UsageEntity, UsageEvent } from '../events/usage-event.ts';
import { type FeatureUse, featureUse, firstSeen } from './feature-use.ts';

/** The customers who could adopt: their number, or their ids. */
export type AdoptionBase = number | readonly Id[];

/** Whether customers or users are counted, the base, and the quantiles. */
export type FeatureAdoptionOptions<P extends Period | readonly Period[] = Period> = UsageSpreadOptions & {
  /** The denominator of adoption. Default: the customers active in the period. For a list of periods, a list with one base per period. */
  readonly base?: (P extends readonly Period[] ? readonly (AdoptionBase | undefined)[] : AdoptionBase) | undefined;
};

/** The same whatever the question is about. */
export type AnyAdoptionOptions = UsageSpreadOptions & { readonly base?: unknown; readonly by?: unknown };

/** The use of one feature in a period. */
export interface FeatureAdoptionRow {
  /** The feature, as the events name it. */
  readonly feature: string;
  /** Customers who used it in the period. */
  readonly adopters: number;
  /** Adopters over the base. */
  readonly adoption: Ratio;
  /** Events of the feature in the period. */
  readonly events: number;
  /** Events of the feature per adopter; null without adopters. */
  readonly eventsPerAdopter: number | null;
  /** The feature's first event in the data. */
  readonly firstSeen: Date;
}

/** The use of all features in a period. */
export interface FeatureAdoption {
  /** The denominator of adoption. */
  readonly base: number;
  /** Most adopters first, then most events, then by name. */
  readonly features: readonly FeatureAdoptionRow[];
  /** Distinct features per customer, over customers with at least one. */
  readonly breadth: Distribution;
  /** Events per feature used, over customers with at least one. */
  readonly depth: Distribution;
}

/**
 * Feature adoption: the share of customers who use each feature in a period, how much they use it, and how many features a customer uses.
 *
 * Formula: adoption = customers with an event of the feature in the period / base. Breadth of a customer = distinct features used; depth =
 * the customer's events with a feature / its breadth; a row with a `count` counts as that many events. In: every feature first seen before
 * the end of the period, with 0 adopters if it was not used in the period. Out: events that name no feature (they only make a customer
 * active); with a list as `base`, customers not on it.
 *
 * @param events - Usage events, in any order, or a log of them. A date without a time is the start of that day in the time zone of the
 * period.
 * @param period - A period, or a list of periods in one time zone. A list gives a list.
 * @param options - `base`: the customers active in the period by default; a number of customers; or the ids of those who count (each once).
 * For a list of periods, a list with one base per period. `of`: 'customers' (the default) or 'users', for which `base` cannot be a list of
 * ids; `quantiles`: shares from 0 to 1; `by`: a key of each event, or a Map from customers to keys: the result is then a list of
 * `{ key, ... }`, each over its own active customers; `base` must then be left out.
 * @returns The base, one row per feature, breadth and depth. A ratio's value is null when the base is 0; breadth and depth are
 * null if no feature was used.
 * @throws MetricsError as `usageFrequency` does; `INVALID_NUMBER` for a base that is not a count, or is smaller than the adopters of a
 * feature, `INVALID_TYPE` for ids, `INVALID_OPTION` for ids where users are counted.
 *
 * Cost: O(events + customers log customers + features), per period; the events are read once. Source: adoption rate = users of a feature /
 * active users, as in product analytics (Pendo, Amplitude, Mixpanel).
 *
 * @see docs/metrics/feature-adoption.md
 *
 * @example
 * ```ts
 * const events: UsageEvent[] = [
 *   { customerId: 'ada', at: '2026-03-02', feature: 'export' },
 *   { customerId: 'ada', at: '2026-03-03', feature: 'export' },
 *   { customerId: 'ben', at: '2026-03-03', feature: 'search' },
 *   { customerId: 'cem', at: '2026-03-04' },
 *   { customerId: 'ada', at: '2026-03-05', feature: 'search' },
 * ];
 * const { features, breadth } = featureAdoption(events, month('2026-03'));
 * features.map(({ feature, adopters }) => [feature, adopters]); // => [['search', 2], ['export', 1]]
 * features[1].adoption; // => { value: 0.3333333333333333, numerator: 1, denominator: 3 }
 * features[1].eventsPerAdopter; // => 2
 * breadth.mean; // => 1.5
 * ```
 */
export function featureAdoption<
  P extends Period | readonly Period[],
  Row extends UsageEvent = UsageEvent,
  Key extends SegmentKey = never,
>(
  events: UsageEvents<Row>,
  period: P,
  options: FeatureAdoptionOptions<P> & SegmentOption<Row, Key> = {},
): PerPeriod<P, BySegment<Key, FeatureAdoption>> {
  const asked = readPeriods(period);
  return inShape(asked, summarizeAdoption(events, asked, options, adoptionOf(asked, options))) as never;
}

/** What was used in a period, by the customers of the base. */
export interface AdoptionFacts extends Pick<FeatureUse, 'active' | 'breadth' | 'depth'> {
  readonly features: readonly {
    readonly feature: string;
    readonly adopters: number;
    readonly events: number;
    /** In epoch milliseconds; of all the data. */
    readonly firstSeen: number;
  }[];
}

/** The result of each period, by its place. */
export function adoptionOf(
  asked: PeriodsAsked,
  options: AnyAdoptionOptions,
): (facts: AdoptionFacts, place: number) => FeatureAdoption {
  checkKeys(options, ['of', 'base', 'quantiles', 'by'], 'options');
  if (options.by !== undefined && options.base !== undefined) {
    reject(
      'INVALID_OPTION',
      'options.base',
      'be left out if options.by is given: the active customers of each segment are its base',
      options.base,
    );
  }
  const shares = readShares(options.quantiles, 'options.quantiles');
  const bases = readBases(options.base, asked, readOf(options.of));
  return (use, place) => {
    const { path, base: given } = bases[place] as Base;
    const { end } = asked.periods[place] as CheckedPeriod;
    const base = typeof given === 'object' ? given.size : (given ?? use.active);
    const most = use.features.reduce((a, b) => Math.max(a, b.adopters), 0);
    if (base < most) reject('INVALID_NUMBER', path, `not be less than the adopters of a feature, ${most}`, base);
    const features = use.features.flatMap(({ feature, adopters, events, firstSeen: first }): FeatureAdoptionRow[] => {
      if (!(first < end)) return [];
      const eventsPerAdopter = adopters === 0 ? null : events / adopters;
      return [
        { feature, adopters, adoption: ratio(adopters, base), events, eventsPerAdopter, firstSeen: new Date(first) },
      ];
    });
    features.sort((a, b) => b.adopters - a.adopters || b.events - a.events || compareTexts(a.feature, b.feature));
    const total = sum(use.depth.map(({ exact: { n, d }, count }) => ({ n: n * BigInt(count), d })));
    const depth = distributionOf(sortedCounted(use.depth), total, shares, toNumber);
    return { base, features, breadth: distributionOfCounts(use.breadth, shares), depth };
  };
}

export function summarizeAdoption<Result extends object>(
  events: UsageEvents,
  asked: PeriodsAsked,
  options: AnyAdoptionOptions,
  resultOf: (facts: AdoptionFacts, place: number) => Result,
): readonly Result[] {
  const of = readOf(options.of);
  const bases = readBases(options.base, asked, of);
  const all = readEvents(events, asked.zone, { of, features: true });
  const results = (timeline: Timeline) => {
    const columns = timeline.columns();
    const useOf = featureUse(columns, timeline.entities(of));
    const firsts = firstSeen(columns);
    const rows = rowNumbers(columns);
    return inPeriods(asked, columns, (first, next, _span, place) => {
      const { base: given } = bases[place] as Base;
      const listed = typeof given === 'object' ? columns.customerIds.map((id) => given.has(id)) : null;
      const own = rows.subarray(first, next);
      const use = useOf(listed === null ? own : own.filter((row) => listed[columns.customer[row] as number]));
      const features = columns.features.map((feature, code) => ({
        feature,
        adopters: use.adopters[code] as number,
        events: use.events[code] as number,
        firstSeen: firsts[code] as number,
      }));
      return resultOf({ ...use, features }, place);
    });
  };
  // Features that were seen before are listed, whether they are used or not.
  return perSegment(all, asked, options.by, results, Number.NEGATIVE_INFINITY);
}

interface Base {
  readonly path: string;
  readonly base: number | ReadonlySet<string> | undefined;
}

function readBases(base: unknown, { isList, periods }: PeriodsAsked, of: UsageEntity): readonly Base[] {
  const path = 'options.base';
  if (base === undefined) return periods.map(() => ({ path, base }));
  if (!isList) return [{ path, base: readBase(base, path, of) }];
  if (!Array.isArray(base) || base.length !== periods.length) {
    reject('INVALID_TYPE', path, `be a list with one entry per period, ${periods.length} in all`, base);
  }
  return Array.from(base, (own, index) => {
    const ownPath = `${path}[${index}]`;
    return { path: ownPath, base: own === undefined ? undefined : readBase(own, ownPath, of) };
  });
}

function readBase(base: unknown, path: string, of: UsageEntity): number | ReadonlySet<string> {
  if (typeof base === 'number') return readCount(base, path, 0);
  const ids = readList(base, path, 'be a number of customers, or an array of their ids');
  if (of === 'users') reject('INVALID_OPTION', path, 'be a number if users are counted', base);
  return new Set(ids.map((id, index) => readId(id, `${path}[${index}]`)));
}
