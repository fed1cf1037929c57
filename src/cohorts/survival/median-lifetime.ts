import { readCurve, type SurvivalCurvePoint } from './read-curve.ts';
import { timeAt } from './time-at.ts';

/**
 * The median lifetime of customers: the length of time after which half of them have left.
 *
 * Formula: the first time at which S(t) <= 0.5; where S is 0.5 (to 8 digits) for a while, the middle of that while, if it falls further. In:
 * customers who are still there, through the curve. Out: nothing.
 *
 * @param curve - A curve of `survivalCurve`; of its rows `time` and `survival` are read.
 * @returns A length of time in the unit of the durations; null when the curve ends above one half, and for an empty one. Its interval, other
 * quantiles, and the median of those who have stayed for a while: `lifetimeQuantiles`.
 * @throws MetricsError `INVALID_TYPE` for no array or a row, `INVALID_NUMBER` for times that do not ascend from 0 or a survival that
 * rises or leaves 0..1.
 *
 * Cost: O(rows). Source: the rule of R's `survfit`; R. Brookmeyer and J. Crowley (1982), A confidence interval for the median survival
 * time, Biometrics 38, 29-41.
 *
 * @see docs/metrics/median-lifetime.md
 *
 * @example
 * ```ts
 * const durations = [2, 4, 7].map((duration) => ({ duration, event: true }))
 * medianLifetime(survivalCurve(durations)) // => 4
 * medianLifetime(survivalCurve([...durations, { duration: 9, event: true }])) // => 5.5
 * medianLifetime(survivalCurve([{ duration: 9, event: false }])) // => null
 * ```
 */
export function medianLifetime(curve: readonly SurvivalCurvePoint[]): number | null {
  return timeAt(readCurve(curve), 0.5);
}
