import { type Period, readPeriod, zoneOf } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import { checkKeys, checkText } from '../../read/index.ts';
import { idTable } from '../../table/index.ts';
import { dayBounds } from '../active/whole-units.ts';
import { noFeature, readEvents } from '../events/event-columns.ts';
import { groupByEntity, placeEvents } from '../events/groups.ts';
import { slotTable } from '../events/slots.ts';
import type { UsageEvents } from '../events/usage-event.ts';
import { type EngagementOptions, type EngagementScore, readParts, scoreOf } from './engagement-parts.ts';
import { secondsSums } from './seconds-sums.ts';

/**
 * Engagement score: one number a customer, 0 to 100, for how often, how long and how broadly it uses the product in a period, measured
 * against stated targets, so that it depends on no other customer.
 *
 * Formula: points of a component = 100 x min(1, value / target), for active days, seconds and distinct features; score = sum of weight x
 * points / sum of weights. In: local days of the period's time zone, all events in the period. Out: components without a target; the
 * duration of a customer whose events do not say how long they lasted: unknown, not 0, and the other weights are scaled up.
 *
 * @param events - Usage events, in any order. A date without a time is the start of that day in the time zone of the period.
 * @param period - The period that the targets are for.
 * @param options - `targets`: `activeDays`, `seconds`, `features`, numbers above 0, at least one of them; `weights`: numbers from 0 to 1e9 by the same
 * names, 1 by default; `customers`: ids, so that those without an event have a row too, with 0.
 * @returns A row a customer, by customerId. The score is null where no component with a weight is known.
 * @throws MetricsError as `activeCustomers` does; `INVALID_NUMBER` for targets and weights, `INVALID_OPTION` when there are none,
 * `INVALID_TYPE` for `customers`.
 *
 * Cost: O(events + customers log customers). Source: a composite of frequency, duration and breadth as customer success tools build it
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
export function engagementScore(events: UsageEvents, period: Period, options: EngagementOptions): EngagementScore[] {
  const span = readPeriod(period, 'period');
  checkKeys(options, ['targets', 'weights', 'customers'], 'options');
  const parts = readParts(options);
  const customers = idTable();
  for (const id of readCustomers(options.customers)) customers.codeOf(id);
  const zone = zoneOf(period.timeZone, 'period.timeZone');
  const listed = customers.ids.length;
  const columns = readEvents(events, { zone, features: true, seconds: true, customers });
  const days = slotTable(dayBounds(span, zone));
  const slots = placeEvents(columns, days.slotOf);
  const { offsets, rows } = groupByEntity(columns, slots);
  const dayStamps = new Uint32Array(days.count);
  const featureStamps = new Uint32Array(columns.features.length);
  const sums = secondsSums(columns.entities);
  const scored = options.customers === undefined ? columns.entities : listed;
  const scores: EngagementScore[] = [];
  for (let code = 0; code < scored; code += 1) {
    const own = rows.subarray(offsets[code], offsets[code + 1]);
    if (own.length === 0 && options.customers === undefined) continue;
    const use = { activeDays: 0, features: 0 };
    let isTimed = own.length === 0;
    for (const row of own) {
      const [day, feature] = [slots[row] as number, columns.feature[row] as number];
      const seconds = columns.seconds[row] as number;
      if (dayStamps[day] !== code + 1) use.activeDays += 1;
      dayStamps[day] = code + 1;
      if (feature !== noFeature && featureStamps[feature] !== code + 1) {
        featureStamps[feature] = code + 1;
        use.features += 1;
      }
      if (Number.isNaN(seconds)) continue;
      isTimed = true;
      sums.add(code, seconds);
    }
    const seconds = isTimed ? sums.total(code) : null;
    scores.push(scoreOf(columns.customerIds[code] as string, { ...use, seconds }, parts));
  }
  return scores.sort((a, b) => (a.customerId < b.customerId ? -1 : 1));
}

function readCustomers(customers: unknown): readonly string[] {
  if (customers === undefined) return [];
  if (!Array.isArray(customers)) reject('INVALID_TYPE', 'options.customers', 'be an array of customer ids', customers);
  return Array.from(customers, (id, index) => checkText(id, `options.customers[${index}]`));
}
