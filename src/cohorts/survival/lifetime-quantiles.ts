import { reject } from '../../errors.ts';
import { isFiniteNumber, isMissing, readShares } from '../../read/index.ts';
import { readCurve, type SurvivalCurvePoint } from './read-curve.ts';
import type { SurvivalCurveRow } from './survival-curve.ts';
import { readInterval, type SurvivalIntervalOptions } from './survival-interval.ts';
import { timeAt } from './time-at.ts';

/** A time by which a share of the customers has left. */
export interface LifetimeQuantile {
  /** The share of customers who have left, 0..1. */
  readonly p: number;
  /** The time, in the unit of the curve; null if a smaller share than `p` has left by the end of the curve. */
  readonly value: number | null;
  /** The lower bound, in the unit of the curve; null if the curve ends before it, or has no standard errors. */
  readonly lower: number | null;
  /** The upper bound, in the unit of the curve; null if the curve ends before it, or has no standard errors. */
  readonly upper: number | null;
}

/** Which quantiles to compute, and for which customers. */
export interface LifetimeQuantileOptions extends SurvivalIntervalOptions {
  /** The shares that have left, from 0 to 1. Default [0.1, 0.25, 0.5, 0.75, 0.9]. */
  readonly quantiles?: readonly number[] | undefined;
  /** Only customers who stayed longer than this; times are counted from there. Default 0: all. */
  readonly after?: number | undefined;
}

/**
 * How long it takes until a tenth, a quarter or half of the customers have left, with intervals: for all customers, or the remaining time
 * of customers who have stayed longer than `after`.
 *
 * Formula: for each share p, the first time at which 1 - S(t) >= p. If 1 - S stays at p (to 8 digits) until a later time and then rises,
 * the midpoint of the two times. After a time a, S(a + t) / S(a) replaces S(t). The bounds apply the same rule to the bounds of that curve.
 * In: customers who are still there, through the curve. Out: nothing.
 *
 * @param curve - A curve from `survivalCurve`; `time` and `survival` of its rows are read, and for the bounds also `standardError`, `atRisk` and
 * `events`.
 * @param options - `quantiles`: the shares that have left; `after`: only customers who stayed longer than this, 0 by default; `confidence` and
 * `intervalType` as for `survivalCurve`.
 * @returns One row per share, in the given order: `p`; `value` in the unit of the durations, counted from `after`; `lower` and `upper`. A value is
 * null if a smaller share than p has left by the end of the curve; an upper bound is null if the upper bound of the curve ends above 1 - p. All three
 * are null for an empty curve, and if no customer stayed longer than `after`. Bounds are null without standard errors, and with `after` for a
 * weighted curve, whose standard errors do not apply to a part of it.
 * @throws MetricsError as `medianLifetime` does for a curve; `INVALID_NUMBER` for a share, for `after` and for the confidence; `INVALID_OPTION`,
 * `UNKNOWN_KEY`.
 *
 * Cost: O(rows x shares). Source: R. Brookmeyer and J. Crowley (1982), A confidence interval for the median survival time, Biometrics 38, 29-41; as
 * R's `quantile` of a `survfit`.
 *
 * @see docs/metrics/lifetime-quantiles.md
 *
 * @example
 * ```ts
 * const curve = survivalCurve([1, 2, 3, 4, 5, 6].map((duration) => ({ duration, event: true })))
 * const [half] = lifetimeQuantiles(curve, { quantiles: [0.5] })
 * half // => { p: 0.5, value: 3.5, lower: 1, upper: null }
 * const [halfOfTheRest] = lifetimeQuantiles(curve, { quantiles: [0.5], after: 3 })
 * halfOfTheRest.value // => 2
 * ```
 */
export function lifetimeQuantiles(
  curve: readonly SurvivalCurvePoint[],
  options: LifetimeQuantileOptions = {},
): LifetimeQuantile[] {
  const bounds = readInterval(options, 'quantiles', 'after');
  const shares = readShares(options.quantiles, 'options.quantiles');
  const { after = 0 } = options;
  if (!isFiniteNumber(after) || after < 0) reject('INVALID_NUMBER', 'options.after', 'be a finite number >= 0', after);
  const rows = readCurve(curve);
  const isLater = (row: SurvivalCurvePoint) => after === 0 || row.time > after;
  const base = rows.reduce((survival, row) => (isLater(row) ? survival : row.survival), 1);
  const errorOf = logErrors(rows, rows.filter((row) => !isLater(row)).length);
  const certain = { time: 0, survival: 1 };
  const [values, lowers, uppers] = [[certain], [certain], [certain]];
  for (const [index, row] of rows.entries()) {
    if (!isLater(row) || base === 0) continue;
    const time = row.time - after;
    const survival = row.survival / base;
    values.push({ time, survival });
    const logError = errorOf(index);
    if (logError === null || logError === 0 || survival === 0) continue;
    const { lower, upper } = bounds(survival, logError);
    lowers.push({ time, survival: lower });
    uppers.push({ time, survival: upper });
  }
  const timeOf = (points: readonly SurvivalCurvePoint[], p: number) => {
    if (rows.length === 0 || base === 0) return null;
    return p === 0 ? 0 : timeAt(points, 1 - p);
  };
  return shares.map((p) => ({ p, value: timeOf(values, p), lower: timeOf(lowers, p), upper: timeOf(uppers, p) }));
}

/**
 * The standard error of the logarithm of the survival at a row, given that of the rows before `first`; null where the rows do not say. By Greenwood's
 * formula variances of the logarithm add up from time to time, so that the later part of a curve has the rest; the errors of weights do not.
 */
function logErrors(rows: readonly SurvivalCurvePoint[], first: number): (index: number) => number | null {
  let sum = 0;
  const variances = rows.map((row) => {
    const { survival, standardError, atRisk, events } = row as Partial<SurvivalCurveRow> & SurvivalCurvePoint;
    if (atRisk !== undefined && events !== undefined && events > 0) sum += events / (atRisk * (atRisk - events));
    if (!isFiniteNumber(standardError) || survival === 0) return null;
    const variance = (standardError / survival) ** 2;
    return first === 0 || Math.abs(variance - sum) <= 1e-9 * sum ? variance : null;
  });
  const before = first === 0 ? 0 : variances[first - 1];
  return (index) => {
    const variance = variances[index];
    return isMissing(variance) || isMissing(before) ? null : Math.sqrt(Math.max(0, variance - before));
  };
}
