import { type BySegment, type RowKey, readSegments, splitBySegment } from '../../activity/open.ts';
import type { SegmentKey } from '../../table/index.ts';
import { type LifeTable, lifeTable } from './life-table.ts';
import { type DurationColumns, type ObservedDuration, readDurations, unweighted } from './read-durations.ts';
import { type Bounds, readInterval, type SurvivalCurveOptions } from './survival-interval.ts';

/** One step of a survival curve. */
export interface SurvivalCurveRow {
  /** The time of the step, in the unit of the durations. */
  readonly time: number;
  /** Customers under observation just before this time. */
  readonly atRisk: number;
  /** Customers who left at this time. */
  readonly events: number;
  /** Customers who were last seen at this time and were still there. */
  readonly censored: number;
  /** The share of customers who stay longer than this time; it holds until the next row. */
  readonly survival: number;
  /** Greenwood's standard error of the survival, or in a weighted curve the robust one; null if the survival is 0. */
  readonly standardError: number | null;
  /** The lower bound of the survival, 0..1; null if the survival is 0 or 1. */
  readonly lower: number | null;
  /** The upper bound of the survival, 0..1; null if the survival is 0 or 1. */
  readonly upper: number | null;
}

/** Greenwood's formula is 0 x infinity where the survival is 0; where it is 1, an error of 0 would claim what no data can show. R has NA. */
const unknown = { lower: null, upper: null };

/**
 * The survival curve of customers: the share that stays longer than each length of time. Customers who are still there count for as long as
 * they were observed (Kaplan-Meier).
 *
 * Formula: S(t) = product over times u <= t of (1 - left at u / at risk at u); at risk at u: entry < u <= duration. Standard error
 * (Greenwood): S sqrt(sum of left / (at risk x (at risk - left))). Bounds, with z the normal quantile of the confidence and e = z x
 * standard error / S: 'plain', S +- S e; 'log', S exp(+-e); 'log-log', S^exp(+-e / ln S); each limited to 0..1. In: every customer,
 * including those still there. Out: nothing; a customer who is observed only from an age on (`entry`) counts from there.
 *
 * @param durations - One row per customer, or per `count` identical customers. `duration`: >= 0, in any unit, the same for all rows; `event`: whether
 * the customer left then; `entry`: the age at which it came under observation, 0 by default. Other fields are ignored, except that a `weight` other
 * than 1 throws: use `weightedSurvivalCurve`. The rows of `customerDurations` fit.
 * @param options - `confidence`: between 0 and 1, 0.95 by default; `intervalType`: 'log-log' by default, 'log' or 'plain'; `by`: the segment of a
 * row, or a Map from customers to segments.
 * @returns Rows by ascending time (none without durations): the start, with survival 1, then each time at which a customer left or was last seen.
 * Customers last seen at 0 are in the first row; if any left at 0, a second row of time 0 follows. Without censoring, the survival is the plain
 * share, bit for bit. The standard error is null where the survival is 0; the bounds are null where the survival is 0 or 1. Times that differ only by
 * rounding count as one time, the first of them. These are neighbouring sorted times that differ by at most 1.49e-8 (the square root of the machine
 * epsilon), or by at most that number times the mean of all distinct times, as in R (`timefix`). With `by`, one list has the rows of all curves, each
 * with its `key`, sorted by key; `logRankTest` tests whether the curves differ.
 * @throws MetricsError `INVALID_TYPE` if the durations are not an array, for a row or an event; `INVALID_NUMBER` for a duration, a count,
 * an entry (also one not below its duration) and the confidence; `INVALID_OPTION`; `UNKNOWN_KEY` for an option.
 *
 * Cost: O(n log n), a sort and a pass. Source: E. L. Kaplan and P. Meier (1958), Nonparametric estimation from incomplete observations,
 * JASA 53, 457-481; M. Greenwood (1926); rows and intervals as from R's `survfit`.
 *
 * @see docs/metrics/survival-curve.md
 *
 * @example
 * ```ts
 * const curve = survivalCurve([
 *   { duration: 2, event: true },
 *   { duration: 3, event: true },
 *   { duration: 3, event: false },
 *   { duration: 5, event: true },
 * ])
 * curve.map(({ time, atRisk, survival }) => [time, atRisk, survival]) // => [[0, 4, 1], [2, 4, 0.75], [3, 3, 0.5], [5, 1, 0]]
 * ```
 */
export function survivalCurve<Row extends ObservedDuration, Key extends SegmentKey = never>(
  durations: readonly Row[],
  options: SurvivalCurveOptions<Row, Key> = {},
): BySegment<Key, SurvivalCurveRow[]> {
  const bounds = readInterval(options, 'by');
  const columns = readDurations(durations, unweighted);
  return bySegment(
    columns,
    readSegments(options.by, (row) => durations[row]),
    (rows) => curveOf(lifeTable(columns, rows), bounds),
  ) as BySegment<Key, SurvivalCurveRow[]>;
}

/** A curve of all rows, or in one list those of each segment. */
export function bySegment(
  { durations }: DurationColumns,
  keyOf: RowKey | undefined,
  curve: (rows: readonly number[]) => SurvivalCurveRow[],
): SurvivalCurveRow[] {
  return splitBySegment(keyOf, [...durations.keys()], curve);
}

/** The curve of a life table; `variances` are those of the logarithm of the survival, where they are not Greenwood's. */
export function curveOf(table: LifeTable, bounds: Bounds, variances?: Float64Array): SurvivalCurveRow[] {
  const { times, left, running, atRisk, fromStart } = table;
  if (times.length === 0) return [];
  // Customers last seen at 0 stand in the row of the start, unless some left then.
  const first = times[0] === 0 && left[0] === 0 ? 1 : 0;
  const censored = running[first - 1] ?? 0;
  const rows: SurvivalCurveRow[] = [
    { time: 0, atRisk: fromStart, events: 0, censored, survival: 1, standardError: 0, ...unknown },
  ];

  // The product telescopes from one censoring or entry to the next, and is rounded only there.
  let survival = 1;
  let sealed = 1;
  let sealedAtRisk = 0;
  let remaining = 0;
  let logVariance = 0;
  for (let place = first; place < times.length; place += 1) {
    const events = left[place] as number;
    const whole = atRisk[place] as number;
    if (events > 0) {
      if (whole !== remaining) {
        sealed = survival;
        sealedAtRisk = whole;
      }
      // Where all leave of those who entered late, sums of weights differ by their rounding.
      remaining = whole - events > 1e-12 * whole ? whole - events : 0;
      survival = sealed * (remaining / sealedAtRisk);
      logVariance += events / (whole * remaining);
    }
    const logError = Math.sqrt(variances?.[place] ?? logVariance);
    rows.push({
      time: times[place] as number,
      atRisk: whole,
      events,
      censored: running[place] as number,
      survival,
      standardError: survival === 0 ? null : survival * logError,
      ...(survival === 0 || survival === 1 ? unknown : bounds(survival, logError)),
    });
  }
  return rows;
}
