import { type BySegment, eachSegment, type Keyed } from '../../activity/open.ts';
import { inShape, type Period, type PeriodsAsked, type PerPeriod, readPeriods, zoneOf } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import { type Ratio, ratio } from '../../ratio/open.ts';
import { checkKeys, isRecord, readDays, readOptionalChoice } from '../../read/index.ts';
import type { SegmentKey } from '../../table/index.ts';
import type { UsageEvents } from '../events/event-log.ts';
import { perSegment } from '../events/in-periods.ts';
import type { SegmentOption } from '../events/options.ts';
import type { UsageEvent } from '../events/usage-event.ts';
import { type ActiveOptions, readActiveOptions } from './active-options.ts';
import { type ActivityUnit, activityUnit, activityUnits, type WeekOption } from './activity-units.ts';
import { averageActive } from './count-active.ts';
import { unitsWithin } from './units-within.ts';

/** The pair of units, and which customers count as active. */
export type StickinessOptions = ActiveOptions &
  WeekOption & {
    /** The short unit. Default 'day'. */
    readonly short?: ActivityUnit | undefined;
    /**
     * The long unit. `{ days: 28 }`, only if the short unit is the day: the 28 days up to the end of each day, including that day.
     * Default 'month'.
     */
    readonly long?:
      | ActivityUnit
      | {
          /** A whole number of days above 0. */
          readonly days: number;
        }
      | undefined;
  };

/** Mean active customers per short unit over those per long unit, with the number of units behind each mean. */
export interface Stickiness extends Ratio {
  /** The number of short units that the numerator averages. */
  readonly shortUnits: number;
  /** The number of long units that the denominator averages. */
  readonly longUnits: number;
}

/**
 * Stickiness: the share of a month's active customers who are active on an average day (DAU / MAU), or the same for another pair of units.
 *
 * Formula: mean active customers of the whole short units / mean active customers of the whole long units. In: the time from the first to
 * the last whole long unit inside the period, for numerator and denominator; units without activity, as 0. Out: the days of the period
 * before and after that time. For one month: mean DAU / MAU. With `long: { days }`: mean DAU / mean active customers of the days up to each
 * day.
 *
 * @param events - Usage events, in any order, or a log of them. A date without a time is the start of that day in the time zone of the
 * period.
 * @param period - A period, such as a month or a quarter, or a list of periods in one time zone. A list gives a list.
 * @param options - `short` and `long`: 'day' and 'month' by default; any two of 'day', 'week' and 'month', the shorter one first; or, for
 * days, `long: { days: 28 }`, the 28 days up to the end of each day, including that day; `weekStart`: 'monday' by default; and the options of `activeCustomers`. With `by`,
 * the result is a list of `{ key, ... }`.
 * @returns A `Ratio` of the two means, with the number of units of each, `shortUnits` and `longUnits`; its value is
 * null if no customer was active, or no whole long unit lies inside the period.
 * @throws MetricsError as `activeCustomers` does; `INVALID_OPTION` for the pair.
 *
 * Cost: O(events + units log events), one pass for all periods. Source: daily and monthly active users as in Facebook, Form S-1 (2012), and
 * Meta Platforms, annual report on Form 10-K.
 *
 * @see docs/metrics/stickiness.md
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
export function stickiness<
  P extends Period | readonly Period[],
  Row extends UsageEvent = UsageEvent,
  Key extends SegmentKey = never,
>(
  events: UsageEvents<Row>,
  period: P,
  options: StickinessOptions & SegmentOption<Row, Key> = {},
): PerPeriod<P, BySegment<Key, Stickiness>> {
  const asked = readPeriods(period);
  const means = stickinessMeans(events, asked, options);
  return inShape(
    asked,
    means.map((own) => eachSegment(own, stickinessOf)),
  ) as never;
}

/** The mean of active customers per short unit, and that per long unit. */
export interface StickinessMeans {
  readonly short: Ratio;
  readonly long: Ratio;
}

export function stickinessOf({ short: top, long: bottom }: StickinessMeans): Stickiness {
  return {
    // Of whole numbers, so that it is rounded once: the two means are rounded already.
    value: ratio(top.numerator * bottom.denominator, bottom.numerator * top.denominator).value,
    numerator: top.value ?? 0,
    denominator: bottom.value ?? 0,
    shortUnits: top.denominator,
    longUnits: bottom.denominator,
  };
}

/** Of each period, and with segments of each of them. */
export function stickinessMeans(
  events: UsageEvents,
  asked: PeriodsAsked,
  options: StickinessOptions & { readonly by?: unknown },
): readonly (StickinessMeans | Keyed<StickinessMeans>[])[] {
  const { rule, read } = readActiveOptions(options, ['short', 'long', 'weekStart']);
  const short = readOptionalChoice(options.short, 'options.short', ['day', 'week', 'month']);
  const shortUnit = activityUnit(short, options.weekStart);
  const { long: given } = options;
  const trailing = isRecord(given)
    ? readDays(checkKeys(given, ['days'], 'options.long').days, 'options.long.days', 2)
    : undefined;
  const long =
    trailing === undefined
      ? readOptionalChoice<ActivityUnit>(given as ActivityUnit, 'options.long', ['month', 'week', 'day'])
      : undefined;
  if (long === undefined ? short !== 'day' : activityUnits.indexOf(short) >= activityUnits.indexOf(long)) {
    reject(
      'INVALID_OPTION',
      'options.short',
      long === undefined ? "be 'day' if options.long is { days }" : `be shorter than options.long, '${long}'`,
      short,
    );
  }
  const zone = asked.zone ?? zoneOf('UTC', 'period.timeZone');
  const lists = asked.periods.flatMap((span) => {
    if (long === undefined) {
      const own = unitsWithin(shortUnit, span, zone);
      return [
        own,
        own.map(({ start, end }) => ({ start: zone.startOfDay(zone.dayOf(start) + 1 - (trailing as number)), end })),
      ];
    }
    const longs = unitsWithin(activityUnit(long, options.weekStart), span, zone);
    const [first, last] = [longs[0], longs.at(-1)];
    const isNone = first === undefined || last === undefined;
    return [isNone ? [] : unitsWithin(shortUnit, { start: first.start, end: last.end }, zone), longs];
  });
  return perSegment<StickinessMeans>(read(events, asked.zone), asked, options.by, (timeline) => {
    const averages = averageActive(timeline, lists, rule);
    return asked.periods.map(
      (_, place) => ({ short: averages[2 * place], long: averages[2 * place + 1] }) as StickinessMeans,
    );
  });
}
