import { perPeriod, readQuestion, rowSplitter, slotTable } from '../../activity/open.ts';
import type { CheckedPeriod, Period, PerPeriod } from '../../calendar/open.ts';
import { toNumber } from '../../exact/index.ts';
import { checkKeys, readId, readList } from '../../read/index.ts';
import { compareTexts, type IdTable, idTable } from '../../table/index.ts';
import { dayBounds } from '../active/units-within.ts';
import { noFeature, placeEvents, readEvents } from '../events/event-columns.ts';
import type { UsageEvents } from '../events/usage-event.ts';
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
 * against stated targets, so that it depends on no other customer.
 *
 * Formula: points of a component = 100 x min(1, value / target), for active days, seconds and distinct features; score = sum of
 * weight x points / sum of weights. In: local days of the period's time zone, all events in the period. Out: components without a
 * target; the duration of a customer whose events have none: it is unknown, not 0, and the other weights are scaled up.
 *
 * @param events - Usage events, in any order. A date without a time is the start of that day in the time zone of the period.
 * @param period - The period that the targets are for, or a list of periods of one time zone. A list gives a list.
 * @param options - `targets`: `activeDays`, `seconds`, `features`, numbers above 0, at least one of them; `weights`: numbers from
 * 0 to 1e9 by the same names, 1 by default; `customers`: ids, so that customers without an event have a row too, with 0.
 * @returns One row per customer, by customerId. The score is null where no component with a weight is known.
 * @throws MetricsError as `activeCustomers` does; `INVALID_NUMBER` for targets and weights, `INVALID_OPTION` when there are none,
 * `INVALID_TYPE` for `customers`.
 *
 * Cost: O(events + customers log customers), per period, and the events are read once. Source: a composite of frequency, duration and breadth as customer success tools build it
 * (weighted mean, missing parts renormalised, as Gainsight does in its scorecards); the choice of parts and the linear points are this
 * library's own.
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
export function engagementScore<P extends Period | readonly Period[]>(
  events: UsageEvents,
  period: P,
  options: EngagementOptions,
): PerPeriod<P, EngagementScore[]> {
  const question = readQuestion(period);
  checkKeys(options, ['targets', 'weights', 'customers'], 'options');
  const components = readComponents(options);
  const customers = idTable();
  const listed = options.customers === undefined ? null : readCustomers(options.customers, customers);
  const columns = readEvents(events, { zone: question.zone, features: true, seconds: true, customers });
  const split = rowSplitter(columns.entity, columns.entities);
  const featureStamps = new Uint32Array(columns.features.length);
  let stamp = 0;
  return perPeriod<P, EngagementScore[]>(question, placeEvents(columns, question.slotOf), (rows, place) => {
    const days = slotTable(dayBounds(question.spans[place] as CheckedPeriod, question.zone));
    const dayStamps = new Uint32Array(days.count);
    const { codes, offsets, rows: together } = split(rows);
    const useOf = (own: Uint32Array): Use => {
      stamp += 1;
      const use = { activeDays: 0, features: 0 };
      const sums = secondsSums(1);
      let isTimed = own.length === 0;
      for (const row of own) {
        const [day, feature] = [days.slotOf(columns.at[row] as number), columns.feature[row] as number];
        const seconds = columns.seconds[row] as number;
        if (dayStamps[day] !== stamp) use.activeDays += 1;
        dayStamps[day] = stamp;
        if (feature !== noFeature && featureStamps[feature] !== stamp) {
          featureStamps[feature] = stamp;
          use.features += 1;
        }
        if (Number.isNaN(seconds)) continue;
        isTimed = true;
        sums.add(0, seconds);
      }
      return { ...use, seconds: isTimed ? toNumber(sums.total(0)) : null };
    };
    const placeOf = new Map(codes.map((code, index) => [code, index]));
    const scores = (listed ?? codes).map((code) => {
      const index = placeOf.get(code);
      const own = index === undefined ? nothing : together.subarray(offsets[index], offsets[index + 1]);
      return scoreOf(columns.customerIds[code] as string, useOf(own), components);
    });
    return scores.sort((a, b) => compareTexts(a.customerId, b.customerId));
  });
}

const nothing = /* @__PURE__ */ new Uint32Array(0);

/** The codes of the customers, each once. */
function readCustomers(customers: unknown, table: IdTable): readonly number[] {
  const ids = readList(customers, 'options.customers', 'be an array of customer ids');
  return [...new Set(ids.map((id, index) => table.codeOf(readId(id, `options.customers[${index}]`))))];
}
