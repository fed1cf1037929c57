import { type BySegment, readSegments } from '../../activity/open.ts';
import { readNumberAboveZero } from '../../read/index.ts';
import type { SegmentKey } from '../../table/index.ts';
import { lifeTable, withCounts } from './life-table.ts';
import { type DurationColumns, type ObservedDuration, readDurations } from './read-durations.ts';
import { robustVariance } from './robust-variance.ts';
import { bySegment, curveOf, type SurvivalCurveRow } from './survival-curve.ts';
import { type Bounds, readInterval, type SurvivalCurveOptions } from './survival-interval.ts';

/**
 * The survival curve of customers with weights: a sample with more of some kinds of customers than of others, or customers weighted by
 * revenue, or weighted to resemble another segment.
 *
 * Formula: as for `survivalCurve`, with sums of weights in place of numbers of customers. Standard error (infinitesimal jackknife): S(t)
 * times the root of the sum over customers of (weight x derivative of ln S(t) with respect to it)^2. Greenwood's formula would mistake a
 * weight of 2 for two customers. In, out: as for `survivalCurve`.
 *
 * @param durations - As `survivalCurve` reads them, plus `weight`: a number above 0, 1 by default. With `count`, each of the customers has
 * this weight.
 * @param options - Those of `survivalCurve`.
 * @returns Rows like those of `survivalCurve`; `atRisk`, `events` and `censored` are sums of weights. Multiplying all weights by one number
 * changes no survival, error or bound. With weights of 1, the result is that of `survivalCurve`, except for the last digits.
 * @throws MetricsError as `survivalCurve` does; `INVALID_NUMBER` for a weight.
 *
 * Cost: O(n log n). Source: R's `survfit` with `weights` and `robust`; T. M. Therneau and P. M. Grambsch (2000), Modeling Survival Data,
 * chapter 7.
 *
 * @see docs/metrics/weighted-survival-curve.md
 *
 * @example
 * ```ts
 * const curve = weightedSurvivalCurve([
 *   { duration: 2, event: true, weight: 1 },
 *   { duration: 5, event: true, weight: 3 },
 * ])
 * curve.map(({ time, atRisk, survival }) => [time, atRisk, survival]) // => [[0, 4, 1], [2, 4, 0.75], [5, 3, 0]]
 * ```
 */
export function weightedSurvivalCurve<Row extends ObservedDuration, Key extends SegmentKey = never>(
  durations: readonly Row[],
  options: SurvivalCurveOptions<Row, Key> = {},
): BySegment<Key, SurvivalCurveRow[]> {
  const bounds = readInterval(options, 'by');
  const columns = readDurations(durations, readNumberAboveZero);
  return bySegment(
    columns,
    readSegments(options.by, (row) => durations[row]),
    (rows) => weightedCurveOf(columns, rows, bounds),
  ) as BySegment<Key, SurvivalCurveRow[]>;
}

export function weightedCurveOf(columns: DurationColumns, rows: readonly number[], bounds: Bounds): SurvivalCurveRow[] {
  const own = withCounts(columns, rows);
  const table = lifeTable(own, [...own.durations.keys()]);
  return curveOf(table, bounds, robustVariance(own, table));
}
