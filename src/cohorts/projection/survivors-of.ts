import { reject } from '../../errors.ts';
import { checkKeys, readNumberAboveZero } from '../../read/index.ts';
import { getOrAdd } from '../../table/index.ts';
import { durationColumns, type ObservedDuration, unweighted } from '../survival/read-durations.ts';

/** How durations become renewals. */
export interface SurvivorsOptions {
  /** The time from renewal to renewal, in the unit of the durations: 12 for yearly contracts in months. Default 1. */
  readonly every?: number | undefined;
}

/** The square root of the machine epsilon: a duration so near to a renewal is at it. */
const tolerance = 2 ** -26;
/** Customers with as many renewals are a row of as many numbers. */
const mostRenewals = 5000;

/**
 * Durations as survivors for `fitShiftedBetaGeometric`: customers by the number of renewals that they made, including customers who are
 * still there.
 *
 * Formula: with ages d in units of the time between renewals, a customer who left at age d was lost at renewal ceil(d), but not before the
 * first. One who is still there at age d made all renewals before d; a renewal due exactly at d is not known yet. In: every customer. Out:
 * returns.
 *
 * @param durations - As `survivalCurve` reads them, including `count`; the rows of `customerDurations` fit. Rows with an `entry` above 0 throw,
 * because survivors are counted from the start; so do rows with a `weight` other than 1.
 * @param options - `every`: the time from renewal to renewal, 1 by default.
 * @returns One array per group of customers with the same number of observed renewals, fewest first: the size of the group, then how many of its
 * customers were still there after each renewal. The sizes add up to the number of customers. Customers whose first renewal is not due yet form an
 * array of one number.
 * @throws MetricsError as `survivalCurve` does; `INVALID_NUMBER` for `every`, for an entry, and for more than 5,000 renewals; `INVALID_OPTION` for
 * a weight; `UNKNOWN_KEY`.
 *
 * Cost: O(n + renewals^2). Source: P. S. Fader and B. G. S. Hardie (2007), Fitting the sBG model to multi-cohort data, note 017: cohorts of
 * different ages.
 *
 * @see docs/metrics/survivors-of.md
 *
 * @example
 * ```ts
 * const years = [
 *   { duration: 12, event: true },
 *   { duration: 24, event: true },
 *   { duration: 30, event: false },
 *   { duration: 7, event: false },
 * ]
 * survivorsOf(years, { every: 12 }) // => [[1], [1, 0], [2, 2, 1]]
 * ```
 */
export function survivorsOf(durations: readonly ObservedDuration[], options: SurvivorsOptions = {}): number[][] {
  const { every } = checkKeys(options, ['every'], 'options');
  const length = every === undefined ? 1 : readNumberAboveZero(every, 'options.every');
  const columns = durationColumns(durations, unweighted);
  const byRenewal = new Map<number, { left: number; running: number }>();
  for (const [row, duration] of columns.durations.entries()) {
    if (columns.entries[row] !== 0) {
      reject(
        'INVALID_NUMBER',
        `durations[${row}].entry`,
        'be 0: survivors are counted from the start',
        columns.entries[row],
      );
    }
    const due = Math.ceil(duration / length - tolerance);
    if (due > mostRenewals) {
      const rule = `be at most ${mostRenewals} renewals long; options.every is the time from renewal to renewal`;
      reject('INVALID_NUMBER', `durations[${row}].duration`, rule, duration);
    }
    const isLeft = columns.isEvent[row] === 1;
    const sums = getOrAdd(byRenewal, Math.max(isLeft ? due : due - 1, isLeft ? 1 : 0), () => ({ left: 0, running: 0 }));
    sums[isLeft ? 'left' : 'running'] += columns.counts[row] as number;
  }
  const sorted = [...byRenewal].sort(([a], [b]) => a - b);
  return sorted.map(([renewals, { left, running }]) => [...new Array<number>(renewals).fill(left + running), running]);
}
