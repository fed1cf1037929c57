import { type Period, readPeriod, zoneOf } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import { type Ratio, ratio } from '../../ratio/open.ts';
import { checkKeys, checkText } from '../../read/index.ts';
import { distribution, distributionOfCounts, type UsageDistribution } from '../engagement/distribution.ts';
import type { UsageSpreadOptions } from '../engagement/usage-frequency.ts';
import { type EventColumns, readEvents } from '../events/event-columns.ts';
import { outside, placeEvents } from '../events/groups.ts';
import { readOf, readShares } from '../events/options.ts';
import type { UsageEntity, UsageEvents } from '../events/usage-event.ts';
import { countUse, firstSeen } from './feature-use.ts';

/** Who is counted, over which base, and which quantiles are wanted. */
export type FeatureAdoptionOptions = UsageSpreadOptions & {
  /** The customers who could adopt: how many there are, or their ids; missing: those active in the period. */
  readonly base?: number | readonly string[] | undefined;
};

/** The use of one feature in a period. */
export interface FeatureAdoptionRow {
  readonly feature: string;
  /** Customers who used it in the period. */
  readonly adopters: number;
  /** Adopters over the base. */
  readonly adoption: Ratio;
  readonly events: number;
  /** Null when nobody used it. */
  readonly eventsPerAdopter: number | null;
  /** The first event of it in all the events given. */
  readonly firstSeen: Date;
}

/** The use of all features in a period. */
export interface FeatureAdoption {
  /** The denominator of adoption. */
  readonly base: number;
  /** Most adopters first, then most events, then by name. */
  readonly features: readonly FeatureAdoptionRow[];
  /** Distinct features per customer who used any. */
  readonly breadth: UsageDistribution;
  /** Events per feature used, by customer who used any. */
  readonly depth: UsageDistribution;
}

/**
 * Feature adoption: which share of the customers use each feature in a period, how much, and how many features a customer uses.
 *
 * Formula: adoption = customers with an event of the feature in the period / base. Breadth of a customer = distinct features used; depth =
 * its events with a feature / its breadth. In: every feature first seen before the end of the period, also one that nobody used in it, with
 * 0 adopters. Out: events that name no feature, except that they make a customer active; with a list as `base`, customers not on it.
 *
 * @param events - Usage events, in any order. A date without a time is the start of that day in the time zone of the period.
 * @param period - The period.
 * @param options - `base`: the customers active in the period by default; a number of customers; or the ids of those who count (an id that
 * is there twice counts once). `of`: 'customers' (the default) or 'users', who have no list; `quantiles`: shares from 0 to 1.
 * @returns The base, a row a feature, breadth and depth. A ratio's value is null when the base is 0; breadth and depth are null when nobody
 * used a feature.
 * @throws MetricsError as `usageFrequency` does; `INVALID_NUMBER` for a base that is no count or smaller than the adopters of a feature,
 * `INVALID_TYPE` for ids, `INVALID_OPTION` for ids where users are counted.
 *
 * Cost: O(events + customers + features). Source: adoption rate = users of a feature / active users, as in product analytics (Pendo,
 * Amplitude, Mixpanel).
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
export function featureAdoption(
  events: UsageEvents,
  period: Period,
  options: FeatureAdoptionOptions = {},
): FeatureAdoption {
  const { start, end } = readPeriod(period, 'period');
  checkKeys(options, ['of', 'base', 'quantiles'], 'options');
  const of = readOf(options.of);
  const shares = readShares(options.quantiles);
  const listed = readBase(options.base, of);
  const zone = zoneOf(period.timeZone, 'period.timeZone');
  const columns = readEvents(events, { zone, of, features: true });
  const slots = placeEvents(columns, (epoch) => (epoch >= start && epoch < end ? 0 : -1));
  if (typeof listed === 'object') leaveOutUnlisted(columns, slots, listed);
  const use = countUse(columns, slots);
  const base = typeof listed === 'number' ? listed : (listed?.size ?? use.active);
  const most = use.adopters.reduce((a, b) => Math.max(a, b), 0);
  if (base < most)
    reject('INVALID_NUMBER', 'options.base', `not be less than the adopters of a feature, ${most}`, base);
  const first = firstSeen(columns, end);
  const features = columns.features.flatMap((feature, code): FeatureAdoptionRow[] => {
    if (first[code] === Number.POSITIVE_INFINITY) return [];
    const [adopters, count] = [use.adopters[code] as number, use.events[code] as number];
    const adoption = ratio(adopters, base);
    const eventsPerAdopter = adopters === 0 ? null : count / adopters;
    return [
      { feature, adopters, adoption, events: count, eventsPerAdopter, firstSeen: new Date(first[code] as number) },
    ];
  });
  features.sort((a, b) => b.adopters - a.adopters || b.events - a.events || (a.feature < b.feature ? -1 : 1));
  return {
    base,
    features,
    breadth: distributionOfCounts(use.breadth, shares),
    depth: distribution(use.depth, sumInOrder(use.depth), shares),
  };
}

function readBase(base: unknown, of: UsageEntity): number | ReadonlySet<string> | undefined {
  if (base === undefined) return undefined;
  if (typeof base === 'number') {
    const isCount = Number.isSafeInteger(base) && base >= 0;
    return isCount ? base : reject('INVALID_NUMBER', 'options.base', 'be a whole number of customers >= 0', base);
  }
  if (!Array.isArray(base))
    reject('INVALID_TYPE', 'options.base', 'be a number of customers, or an array of their ids', base);
  if (of === 'users') reject('INVALID_OPTION', 'options.base', 'be a number where users are counted', base);
  return new Set(Array.from(base, (id, index) => checkText(id, `options.base[${index}]`)));
}

function leaveOutUnlisted(
  { customerIds, entity }: EventColumns,
  slots: Uint32Array,
  listed: ReadonlySet<string>,
): void {
  const isListed = customerIds.map((id) => listed.has(id));
  for (let row = 0; row < slots.length; row += 1) if (!isListed[entity[row] as number]) slots[row] = outside;
}

/** From the smallest up, so that the order of the customers changes no digit. */
function sumInOrder(values: Float64Array): number {
  return values.sort().reduce((sum, value) => sum + value, 0);
}
