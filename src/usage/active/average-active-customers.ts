import { type Period, readPeriod, units, zoneOf } from '../../calendar/open.ts';
import { readChoice } from '../events/options.ts';
import type { UsageEvents } from '../events/usage-event.ts';
import { type ActiveOptions, readActiveOptions } from './active-options.ts';
import { countActive } from './count-active.ts';
import { wholeUnits } from './whole-units.ts';

/** A length of time that activity is counted over. */
export type ActivityUnit = 'day' | 'week' | 'month';

export const activityUnits: readonly ActivityUnit[] = ['day', 'week', 'month'];

/** The mean, and what it is made of. */
export interface AverageActiveCustomers {
  /** Null when no whole day, week or month lies inside the period. */
  readonly value: number | null;
  /** Active customers of all buckets, added. */
  readonly total: number;
  /** How many whole days, weeks or months lie inside the period, empty ones among them. */
  readonly buckets: number;
}

/**
 * Average active customers: how many customers use the product on a usual day, in a usual week or month of a period (average DAU, WAU,
 * MAU).
 *
 * Formula: active customers of each whole day, ISO week or month inside the period, added / their number. In: days on which nobody was
 * active, as 0. Out: weeks and months that reach over an end of the period; a day that the time zone skipped.
 *
 * @param events - Usage events, in any order. A date without a time is the start of that day in the time zone of the period.
 * @param period - The period.
 * @param options - `per`: 'day', 'week' or 'month'; and those of `activeCustomers`, which hold for each bucket by itself.
 * @returns `{ value, total, buckets }`; value is null when no whole bucket lies inside the period.
 * @throws MetricsError as `activeCustomers` does; `INVALID_OPTION` for `per`.
 *
 * Cost: O(events + buckets). Source: average daily active users, as in Meta Platforms, annual report on Form 10-K.
 *
 * @example
 * ```ts
 * const events: UsageEvent[] = [
 *   { customerId: 'ada', at: '2026-03-02' },
 *   { customerId: 'ben', at: '2026-03-02' },
 *   { customerId: 'ada', at: '2026-03-04' },
 * ];
 * averageActiveCustomers(events, week('2026-W10'), { per: 'day' }); // => { value: 0.42857142857142855, total: 3, buckets: 7 }
 * averageActiveCustomers(events, week('2026-W10'), { per: 'month' }).value; // => null
 * ```
 */
export function averageActiveCustomers(
  events: UsageEvents,
  period: Period,
  options: ActiveOptions & { readonly per: ActivityUnit },
): AverageActiveCustomers {
  const span = readPeriod(period, 'period');
  const { rule, read } = readActiveOptions(options, ['per']);
  const per = readChoice(options.per, activityUnits, 'options.per');
  const zone = zoneOf(period.timeZone, 'period.timeZone');
  const buckets = wholeUnits(units[per], span, zone);
  return averageOf(countActive(read(events, zone), buckets, rule));
}

export function averageOf(active: Uint32Array): AverageActiveCustomers {
  const total = active.reduce((sum, count) => sum + count, 0);
  const buckets = active.length;
  return { value: buckets === 0 ? null : total / buckets, total, buckets };
}
