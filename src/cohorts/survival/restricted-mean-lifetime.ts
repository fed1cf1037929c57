import { reject } from '../../errors.ts';
import { readCurve, type SurvivalCurvePoint } from './read-curve.ts';

/**
 * The restricted mean lifetime of customers: how long they stay on average, counted up to a horizon.
 *
 * Formula: the area under the survival curve from 0 to the horizon. In: customers who are still there, through the curve. Out: all time
 * beyond the horizon. The mean grows with the horizon, so compare only means with the same horizon.
 *
 * @param curve - A curve from `survivalCurve`; only `time` and `survival` of its rows are read. Before its first row, survival is 1.
 * @param horizon - A length of time >= 0, in the unit of the durations.
 * @returns A length of time in the unit of the durations, at most the horizon; null when the curve is empty, or ends before the horizon
 * with customers still there.
 * @throws MetricsError `INVALID_NUMBER` for the horizon, and for a curve as `medianLifetime` does; `INVALID_TYPE`.
 *
 * Cost: O(rows). Source: J. O. Irwin (1949), The standard error of an estimate of expectation of life, Journal of Hygiene 47, 188-189; as
 * R's `survfit` prints it with `rmean`.
 *
 * @see docs/metrics/restricted-mean-lifetime.md
 *
 * @example
 * ```ts
 * const curve = survivalCurve([2, 4, 9].map((duration) => ({ duration, event: true })))
 * restrictedMeanLifetime(curve, 3) // => 2.6666666666666665
 * restrictedMeanLifetime(curve, 12) // => 5
 * restrictedMeanLifetime(survivalCurve([{ duration: 9, event: false }]), 12) // => null
 * ```
 */
export function restrictedMeanLifetime(curve: readonly SurvivalCurvePoint[], horizon: number): number | null {
  const rows = readCurve(curve);
  if (typeof horizon !== 'number' || !(horizon >= 0 && horizon < Number.POSITIVE_INFINITY)) {
    reject('INVALID_NUMBER', 'horizon', 'be a finite number >= 0', horizon);
  }
  if (rows.length === 0) return null;
  let area = 0;
  let from = 0;
  let survival = 1;
  for (const row of rows) {
    if (row.time >= horizon) return area + survival * (horizon - from);
    area += survival * (row.time - from);
    from = row.time;
    survival = row.survival;
  }
  return survival === 0 ? area : null;
}
