import { type BySegment, eachSegment, entryKey, type Keyed, rowSplitter, segmentCounts } from '../../activity/open.ts';
import { type Period, readPeriod, sameZone, zoneOf } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import { type Ratio, ratio } from '../../ratio/open.ts';
import { checkKeys } from '../../read/index.ts';
import { compareTexts, noCode, type SegmentKey } from '../../table/index.ts';
import type { UsageEvents } from '../events/event-log.ts';
import { rowNumbers, rowsWithin } from '../events/in-periods.ts';
import { readOf, type SegmentOption, segmentsOf } from '../events/options.ts';
import { readEvents } from '../events/read-events.ts';
import type { EventColumns } from '../events/timeline.ts';
import type { UsageEntity, UsageEvent } from '../events/usage-event.ts';

/** The retention of customers who used a feature, and of active customers who did not. */
export interface FeatureRetentionRow {
  /** The feature, as the events name it. */
  readonly feature: string;
  /** Of the customers who used the feature in the period, those active in the later one. */
  readonly adopters: Ratio;
  /** Of the customers active in the period without the feature, those active in the later one. */
  readonly nonAdopters: Ratio;
  /** Retention of adopters - retention of non-adopters: a correlation, not an effect. Null when one of the groups is empty. */
  readonly difference: number | null;
}

/**
 * Feature retention: whether more of the customers who use a feature come back than of those who do not. This is a correlation: eager
 * customers use more features and stay longer, without one causing the other.
 *
 * Formula: adopters active in the later period / adopters; the same for non-adopters; difference = the first - the second. In: customers
 * active in the period; adopters used the feature in it. Active: any event, of any feature. Out: customers first seen in the later period.
 *
 * @param events - Usage events, in any order, or a log of them. A date without a time is the start of that day in the time zone of the
 * periods.
 * @param period - The period that separates adopters from non-adopters.
 * @param later - The later period; it starts at or after the end of the first one.
 * @param options - `of`: 'customers' (the default) or 'users'; `by`: a key of each event, or a Map from customers to keys; each row then
 * has a `key`, and a customer is in one segment, that of its first event in the period.
 * @returns One row per feature used in the period, sorted by name; empty when none was used. A ratio's value is null when its group
 * is empty.
 * @throws MetricsError as `activeCustomers` does; `INVALID_PERIOD` when `later` starts before the end of the period;
 * `CONFLICTING_TIME_ZONES`.
 *
 * Cost: O(events + customers x features used by each). Source: the comparison of retention by early behaviour in product analytics
 * (Amplitude's Compass); on self-selected groups: Hernan and Robins, Causal Inference: What If.
 *
 * @see docs/metrics/feature-retention.md
 *
 * @example
 * ```ts
 * const events: UsageEvent[] = [
 *   { customerId: 'ada', at: '2026-03-02', feature: 'export' },
 *   { customerId: 'ben', at: '2026-03-02', feature: 'search' },
 *   { customerId: 'cem', at: '2026-03-04' },
 *   { customerId: 'ada', at: '2026-04-05', feature: 'search' },
 *   { customerId: 'cem', at: '2026-04-06' },
 * ];
 * const [first] = featureRetention(events, month('2026-03'), month('2026-04'));
 * first.feature; // => 'export'
 * first.adopters; // => { value: 1, numerator: 1, denominator: 1 }
 * first.nonAdopters; // => { value: 0.5, numerator: 1, denominator: 2 }
 * first.difference; // => 0.5
 * ```
 */
export function featureRetention<Row extends UsageEvent = UsageEvent, Key extends SegmentKey = never>(
  events: UsageEvents<Row>,
  period: Period,
  later: Period,
  options: {
    /** Customers, or the distinct users of each customer. Default 'customers'. */
    readonly of?: UsageEntity | undefined;
  } & SegmentOption<Row, Key> = {},
): BySegment<Key, FeatureRetentionRow[]> {
  return eachSegment(featureRetentionCounts(events, period, later, options), featureRetentionOf) as BySegment<
    Key,
    FeatureRetentionRow[]
  >;
}

/** Customers of a period, and those of them active in the later one. */
export interface FeatureRetentionCounts {
  readonly active: number;
  readonly activeAgain: number;
  /** Those of them that used each feature. */
  readonly features: readonly { readonly feature: string; readonly adopters: number; readonly kept: number }[];
}

export function featureRetentionOf({ active, activeAgain, features }: FeatureRetentionCounts): FeatureRetentionRow[] {
  const used = features.filter(({ adopters }) => adopters > 0);
  const rows = used.map(({ feature, adopters, kept }) =>
    compared(feature, ratio(kept, adopters), ratio(activeAgain - kept, active - adopters)),
  );
  return rows.sort((a, b) => compareTexts(a.feature, b.feature));
}

export function featureRetentionCounts(
  events: UsageEvents,
  period: Period,
  later: Period,
  options: { readonly of?: UsageEntity | undefined; readonly by?: unknown },
): FeatureRetentionCounts | Keyed<FeatureRetentionCounts>[] {
  const [before, after] = [readPeriod(period, 'period'), readPeriod(later, 'later')];
  if (after.start < before.end)
    reject('INVALID_PERIOD', 'later', 'not start before the end of the period', later.start);
  checkKeys(options, ['of', 'by'], 'options');
  const of = readOf(options.of);
  const zone = zoneOf(period.timeZone, 'period.timeZone');
  if (!sameZone(zone, zoneOf(later.timeZone, 'later.timeZone'))) {
    reject('CONFLICTING_TIME_ZONES', 'later.timeZone', `be that of the period, '${zone.timeZone}'`, later.timeZone);
  }
  const timeline = readEvents(events, zone, { of, features: true });
  const columns = timeline.columns();
  const entities = timeline.entities(of);
  const came = new Uint8Array(entities.count);
  const [next, end] = rowsWithin(columns, after.start, after.end);
  for (let row = next; row < end; row += 1) came[entities.codes[row] as number] = 1;
  const split = rowSplitter(entities.codes, entities.count);
  const { codes, offsets, rows } = split(
    rowNumbers(columns).subarray(...rowsWithin(columns, before.start, before.end)),
  );
  const segments = segmentsOf(timeline, options.by);
  const all = segmentCounts(segments !== undefined, () => newCounts(columns));
  for (const [place, code] of codes.entries()) {
    const own = rows.subarray(offsets[place], offsets[place + 1]);
    // A customer stands where its first event of the period does.
    const isFirst = (row: number) => columns.at[row] === columns.at[own[0] as number];
    const counts = all.of(segments && entryKey(segments, own.filter(isFirst)));
    const again = came[code] as number;
    counts.active += 1;
    counts.activeAgain += again;
    for (const row of own) {
      const use = counts.features[columns.feature[row] ?? noCode];
      if (use === undefined || use.last === code) continue;
      use.last = code;
      use.adopters += 1;
      use.kept += again;
    }
  }
  return all.list();
}

function newCounts({ features }: EventColumns) {
  return {
    active: 0,
    activeAgain: 0,
    features: features.map((feature) => ({ feature, adopters: 0, kept: 0, last: -1 })),
  };
}

function compared(feature: string, adopters: Ratio, nonAdopters: Ratio): FeatureRetentionRow {
  // Over the common denominator, so that it is rounded once.
  const numerator = adopters.numerator * nonAdopters.denominator - nonAdopters.numerator * adopters.denominator;
  const difference = ratio(numerator, adopters.denominator * nonAdopters.denominator).value;
  return { feature, adopters, nonAdopters, difference };
}
