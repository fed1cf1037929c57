import { checkKeys, readChoice, readDays } from '../read/index.ts';
import { readFraction } from './read-fraction.ts';

/** A unit of time over which a rate is quoted. */
export type RateUnit = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** A unit, or a whole number of days from 1 to 36,600: `{ days: 90 }`. */
export type RateLength =
  | RateUnit
  | {
      /** A whole number from 1 to 36,600. */
      readonly days: number;
    };

const unitsPerYear: { readonly [unit in RateUnit]: number } = { day: 365, week: 52, month: 12, quarter: 4, year: 1 };
const names = /* @__PURE__ */ Object.keys(unitsPerYear) as RateUnit[];

/**
 * Converts a churn rate to another length of time at the same constant risk: 5 % per month is 46 % per year, not 60 %.
 *
 * Formula: 1 - (1 - rate)^(number of `from` in one `to`). A year is 12 months, 4 quarters, 52 weeks or 365 days, so a month is
 * 365 / 12 days. For a retention rate, convert its complement: `1 - convertRate(1 - retention, ...)`.
 *
 * @param rate - A churn rate as a fraction, 0..1.
 * @param units - The lengths of time to convert between.
 * @returns A fraction, 0..1. Never null: the rate given is a number.
 * @throws MetricsError `INVALID_NUMBER` when the rate is not in 0..1 (5 for 5 % throws with a hint) or `days` is not a whole
 * number from 1 to 36,600, `INVALID_OPTION` for an unknown unit, `UNKNOWN_KEY` for an unknown option.
 *
 * Cost: O(1). Source: Carl Gold, Fighting Churn with Data, chapter 2 (listing 2.5): rates compound, they do not add.
 *
 * @see docs/metrics/convert-rate.md
 *
 * @example
 * ```ts
 * convertRate(0.05, { from: 'month', to: 'year' }) // => 0.459639912337363 (to 15 digits)
 * convertRate(0.1, { from: { days: 90 }, to: 'month' }) // => 0.0349814471253 (to 12 digits)
 * ```
 */
export function convertRate(
  rate: number,
  units: {
    /** The length of time that the rate was measured over: a unit, or whole days such as `{ days: 90 }`. */
    readonly from: RateLength;
    /** The length of time to convert the rate to. */
    readonly to: RateLength;
  },
): number {
  const given = readFraction(rate, 'rate') + 0;
  checkKeys(units, ['from', 'to'], 'units');
  const [from, to] = [readLength(units.from, 'units.from'), readLength(units.to, 'units.to')];
  const periods = (from.perYear * to.count) / (to.perYear * from.count);
  // expm1 and log1p keep the digits of small daily rates that 1 - (1 - rate)^periods would lose.
  return periods === 1 ? given : -Math.expm1(periods * Math.log1p(-given));
}

/** So many of a unit that fits so many times into a year. */
function readLength(length: unknown, path: string): { readonly perYear: number; readonly count: number } {
  if (typeof length !== 'object' || length === null) {
    return { perYear: unitsPerYear[readChoice(length, path, names)], count: 1 };
  }
  const { days } = checkKeys(length, ['days'], path);
  return { perYear: unitsPerYear.day, count: readDays(days, `${path}.days`) };
}
