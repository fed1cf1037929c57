import { readCurve, type SurvivalCurvePoint } from './read-curve.ts';
import { timeAt } from './time-at.ts';

/**
 * The median lifetime of customers: the length of time after which half of them have left.
 *
 * Formula: the first time at which S(t) <= 0.5. If S stays at 0.5 (to 8 digits) until a later time and then falls, the midpoint of the two
 * times. In: customers who are still there, through the curve. Out: nothing.
 *
 * @param curve - A curve from `survivalCurve`; only `time` and `survival` of its rows are read.
 * @returns A length of time in the unit of the durations; null when the curve is empty or ends above one half. `lifetimeQuantiles` gives
 * its interval, other quantiles, and the remaining time of customers who have stayed for some time.
 * @throws MetricsError `INVALID_TYPE` if the curve is not an array, or for a row; `INVALID_NUMBER` for times that do not ascend from 0 or a
 * survival that rises or leaves 0..1.
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
