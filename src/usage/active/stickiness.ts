import { type Period, readPeriod, units, zoneOf } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import { type Ratio, ratio } from '../../ratio/open.ts';
import { readChoice } from '../events/options.ts';
import type { UsageEvents } from '../events/usage-event.ts';
import { type ActiveOptions, readActiveOptions } from './active-options.ts';
import { type ActivityUnit, activityUnits, averageOf } from './average-active-customers.ts';
import { countActive } from './count-active.ts';
import { wholeUnits } from './whole-units.ts';

/** Which pair is compared, and who counts as active. */
export type StickinessOptions = ActiveOptions & {
  /** The short unit; 'day' by default. */
  readonly numerator?: ActivityUnit | undefined;
  /** The long unit; 'month' by default. */
  readonly denominator?: ActivityUnit | undefined;
};

/** Mean active customers a short unit over those a long unit, and how many units each mean is of. */
export interface Stickiness extends Ratio {
  readonly numeratorBuckets: number;
  readonly denominatorBuckets: number;
}

/**
 * Stickiness: how much of its monthly customers a product sees on a usual day (DAU / MAU), or of any longer unit in a usual shorter one.
 *
 * Formula: mean active customers of the whole short units / mean active customers of the whole long units. In: the time from the first to
 * the last whole long unit inside the period, on both sides; units in which nobody was active, as 0. Out: the days of the period before
 * and after it. For one month: mean DAU / MAU.
 *
 * @param events - Usage events, in any order. A date without a time is the start of that day in the time zone of the period.
 * @param period - The period, such as a month or a quarter.
 * @param options - `numerator` and `denominator`: 'day' and 'month' by default, any pair of 'day', 'week', 'month' of which the first is
 * the shorter one; and those of `activeCustomers`.
 * @returns A `Ratio` of the two means, 0..1 for days, and the number of units of each; its value is null when nobody was active, or no
 * whole long unit lies inside the period.
 * @throws MetricsError as `activeCustomers` does; `INVALID_OPTION` for the pair.
 *
 * Cost: O(events + units), one pass. Source: daily and monthly active users as in Facebook, Form S-1 (2012), and Meta Platforms, annual
 * report on Form 10-K.
 *
 * @example
 * ```ts
 * const events: UsageEvent[] = [
 *   { customerId: 'ada', at: '2026-02-02' },
 *   { customerId: 'ada', at: '2026-02-03' },
 *   { customerId: 'ben', at: '2026-02-03' },
 *   { customerId: 'ada', at: '2026-02-04' },
 * ];
 * const { value, numerator, denominator } = stickiness(events, month('2026-02')); // 4 customer-days in 28 days, 2 customers
 * value; // => 0.07142857142857142
 * numerator; // => 0.14285714285714285
 * denominator; // => 2
 * ```
 */
export function stickiness(events: UsageEvents, period: Period, options: StickinessOptions = {}): Stickiness {
  const span = readPeriod(period, 'period');
  const { rule, read } = readActiveOptions(options, ['numerator', 'denominator']);
  const numerator = readChoice(options.numerator ?? 'day', activityUnits, 'options.numerator');
  const denominator = readChoice(options.denominator ?? 'month', activityUnits, 'options.denominator');
  if (activityUnits.indexOf(numerator) >= activityUnits.indexOf(denominator)) {
    reject('INVALID_OPTION', 'options.numerator', `be shorter than the denominator, '${denominator}'`, numerator);
  }
  const zone = zoneOf(period.timeZone, 'period.timeZone');
  const long = wholeUnits(units[denominator], span, zone);
  const [first, last] = [long[0], long.at(-1)];
  const short =
    first === undefined || last === undefined
      ? []
      : wholeUnits(units[numerator], { start: first.start, end: last.end }, zone);
  const active = countActive(read(events, zone), [...short, ...long], rule);
  const top = averageOf(active.subarray(0, short.length));
  const bottom = averageOf(active.subarray(short.length));
  return {
    ...ratio(top.value ?? 0, bottom.value ?? 0),
    numeratorBuckets: top.buckets,
    denominatorBuckets: bottom.buckets,
  };
}
