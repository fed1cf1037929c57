import type { BySegment } from '../../activity/open.ts';
import { rowSplitter } from '../../activity/open.ts';
import { inShape, type Period, type PerPeriod, readPeriods, type Zone } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import { toNumber } from '../../exact/index.ts';
import { checkKeys, readId, readList } from '../../read/index.ts';
import { compareTexts, lowerBound, noCode, type SegmentKey } from '../../table/index.ts';
import { dayBounds } from '../active/units-within.ts';
import type { UsageEvents } from '../events/event-log.ts';
import { inPeriods, perSegment, rowNumbers } from '../events/in-periods.ts';
import type { SegmentOption } from '../events/options.ts';
import { readEvents } from '../events/read-events.ts';
import type { UsageEvent } from '../events/usage-event.ts';
import {
  type EngagementOptions,
  type EngagementScore,
  readComponents,
  scoreOf,
  type Use,
} from './engagement-components.ts';
import { secondsSums } from './seconds-sums.ts';

/**
 * Engagement score: one number per customer, 0 to 100, for how often, how long and how broadly it uses the product in a period, measured
 * against stated targets. It depends on no other customer.
 *
 * Formula: points of a component = 100 x min(1, value / target), for active days, seconds and distinct features; score = sum of weight x
 * points / sum of weights. In: local days of the period's time zone, all events in the period. Out: components without a target; the
 * duration of a customer whose events have none. It is unknown, not 0, and the other weights are scaled up.
 *
 * @param events - Usage events, in any order, or a log of them. A date without a time is the start of that day in the time zone of the
 * period.
 * @param period - The period that the targets are for, or a list of periods in one time zone. A list gives a list.
 * @param options - `targets`: at least one of `activeDays`, `seconds` and `features`, each a number above 0; `weights`: numbers from 0 to
 * 1e9 under the same names, 1 by default; `customers`: ids of the customers to score, with or without events; `by`, without `customers`: a
 * key of each event, or a Map from customers to keys; each row then has a `key`.
 * @returns One row per customer, sorted by customerId. The score is null if no component with a weight is known.
 * @throws MetricsError as `activeCustomers` does; `INVALID_NUMBER` for targets and weights, `INVALID_OPTION` when there are none,
 * `INVALID_TYPE` for `customers`.
 *
 * Cost: O(events + customers log customers), per period; the events are read once. Source: a composite of frequency, duration and breadth,
 * as in customer success tools (a weighted mean with missing parts renormalised, as in Gainsight's scorecards). The choice of parts and the
 * linear points are this library's own.
 *
 * @see docs/metrics/engagement-score.md
 *
 * @example
 * ```ts
 * const events: UsageEvent[] = [
 *   { customerId: 'ada', at: '2026-03-02', feature: 'export', durationSeconds: 1800 },
 *   { customerId: 'ada', at: '2026-03-03', feature: 'search', durationSeconds: 1800 },
 *   { customerId: 'ben', at: '2026-03-03', feature: 'search' },
 * ];
 * const targets = { activeDays: 4, seconds: 3600, features: 4 };
 * engagementScore(events, month('2026-03'), { targets }).map(({ score }) => score);
 * // => [66.66666666666667, 25]
 * ```
 */
export function engagementScore<
  P extends Period | readonly Period[],
  Row extends UsageEvent = UsageEvent,
  Key extends SegmentKey = never,
>(
  events: UsageEvents<Row>,
  period: P,
  options: EngagementOptions & SegmentOption<Row, Key>,
): PerPeriod<P, BySegment<Key, EngagementScore[]>> {
  const asked = readPeriods(period);
  checkKeys(options, ['targets', 'weights', 'customers', 'by'], 'options');
  const components = readComponents(options);
  const { by, customers } = options;
  const listed = customers === undefined ? null : readCustomers(customers);
  if (by !== undefined && listed !== null) {
    reject(
      'INVALID_OPTION',
      'options.customers',
      'be left out if options.by is given: a customer without events has no key',
      customers,
    );
  }
  const all = readEvents(events, asked.zone, { features: true, seconds: true });
  const results = perSegment(all, asked, by, (timeline) => {
    const columns = timeline.columns();
    const { codes: customerOf, count } = timeline.entities('customers');
    const split = rowSplitter(customerOf, count);
    const rows = rowNumbers(columns);
    const featureStamps = new Uint32Array(columns.features.length);
    let stamp = 0;
    return inPeriods(asked, columns, (first, next, span) => {
      const days = Float64Array.from(dayBounds(span, asked.zone as Zone));
      const { codes, offsets, rows: together } = split(rows.subarray(first, next));
      const sums = secondsSums(codes.length);
      const useOf = (place: number): Use => {
        stamp += 1;
        let [activeDays, features] = [0, 0];
        let isTimed = false;
        let endOfDay = Number.NEGATIVE_INFINITY;
        for (let index = offsets[place] as number; index < (offsets[place + 1] as number); index += 1) {
          const row = together[index] as number;
          const at = columns.at[row] as number;
          if (at >= endOfDay) {
            activeDays += 1;
            // Bounds and instants are whole numbers.
            endOfDay = days[lowerBound(days, at + 1, 0, days.length)] as number;
          }
          const feature = columns.feature.length === 0 ? noCode : (columns.feature[row] as number);
          if (feature !== noCode && featureStamps[feature] !== stamp) {
            featureStamps[feature] = stamp;
            features += 1;
          }
          const seconds = columns.seconds.length === 0 ? Number.NaN : (columns.seconds[row] as number);
          if (Number.isNaN(seconds)) continue;
          isTimed = true;
          sums.add(place, seconds);
        }
        return { activeDays, seconds: isTimed ? toNumber(sums.total(place)) : null, features };
      };
      const places = new Map(codes.map((code, place) => [columns.customerIds[code] as string, place]));
      const scores = (listed ?? [...places.keys()]).map((id) => {
        const place = places.get(id);
        return scoreOf(id, place === undefined ? noUse : useOf(place), components);
      });
      return scores.sort((a, b) => compareTexts(a.customerId, b.customerId));
    });
  });
  return inShape(asked, results) as never;
}

const noUse: Use = { activeDays: 0, seconds: 0, features: 0 };

/** The ids of the customers, each once. */
function readCustomers(customers: unknown): readonly string[] {
  const ids = readList(customers, 'options.customers', 'be an array of customer ids');
  return [...new Set(ids.map((id, index) => readId(id, `options.customers[${index}]`)))];
}
