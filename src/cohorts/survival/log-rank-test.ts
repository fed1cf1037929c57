import { type RowKey, readSegments, resultsByKey, type SegmentBy } from '../../activity/open.ts';
import { reject } from '../../errors.ts';
import { checkKeys } from '../../read/index.ts';
import { chiSquareTail, solvePositiveDefinite } from '../../statistics/open.ts';
import { groupByKey, type KeyOf, type SegmentKey } from '../../table/index.ts';
import { lifeTable } from './life-table.ts';
import {
  type DurationColumns,
  distinctTimes,
  type ObservedDuration,
  readDurations,
  unweighted,
} from './read-durations.ts';

/** One segment of a log-rank test. */
export interface LogRankSegment<Key extends SegmentKey = SegmentKey> {
  /** The key of the segment, as the option `by` gives it. */
  readonly key: KeyOf<Key>;
  /** The number of customers in the segment. */
  readonly customers: number;
  /** The number of customers who left. */
  readonly events: number;
  /** The number of customers expected to leave if all segments were alike. */
  readonly expected: number;
}

/** Whether customers of different segments stay for different lengths of time. */
export interface LogRankTest<Key extends SegmentKey = SegmentKey> {
  /** The test statistic. Null if there is nothing to compare, such as when no two segments were at risk at the same time. */
  readonly chiSquare: number | null;
  /** The degrees of freedom of the chi-square: the number of compared segments less 1. */
  readonly degreesOfFreedom: number;
  /** How often chance alone would make the segments differ this much or more, 0..1; null if `chiSquare` is. */
  readonly pValue: number | null;
  /** One per key, sorted by key. */
  readonly segments: LogRankSegment<Key>[];
}

/**
 * The log-rank test: whether customers of different segments stay for different lengths of time, or differ no more than by chance.
 *
 * Formula: at each time at which customers leave, a segment is expected to lose the number who left x its share of those at risk;
 * chi-square = d' V^-1 d, with d the observed less the expected losses over all times and V its covariance (hypergeometric), for all
 * segments but one. In: every customer, including those still there. Out: how large the difference is (compare the curves); differences
 * that reverse with age, which cancel out.
 *
 * @param durations - As `survivalCurve` reads them, including `count`; rows with a `weight` other than 1 throw, because the test counts customers.
 * @param options - `by`: the segment of a row, or a Map from customers to segments; required.
 * @returns `chiSquare` with `degreesOfFreedom`, one less than the number of segments that were at risk; `pValue`; and `segments`, sorted by
 * key, with customers, events and expected events. `chiSquare` and `pValue` are null if there is nothing to compare.
 * @throws MetricsError as `survivalCurve` does; `INVALID_TYPE` without `by`; `INVALID_OPTION` for a weight.
 *
 * Cost: O(n log n + times x segments^2). Source: N. Mantel (1966), Evaluation of survival data and two new rank order statistics arising in its
 * consideration, Cancer Chemotherapy Reports 50, 163-170; as R's `survdiff`.
 *
 * @see docs/metrics/log-rank-test.md
 *
 * @example
 * ```ts
 * const rows = [1, 2, 3, 9, 9, 9].map((duration, index) => ({ duration, event: true, plan: index < 3 ? 'basic' : 'pro' }))
 * const { chiSquare, pValue } = logRankTest(rows, { by: (row) => row.plan })
 * chiSquare // => 5.05 (to 3 digits)
 * pValue // => 0.0246 (to 3 digits)
 * ```
 */
export function logRankTest<Row extends ObservedDuration, Key extends SegmentKey>(
  durations: readonly Row[],
  options: {
    /** The key of a row, such as its plan, or a Map from customers to keys. */
    readonly by: SegmentBy<Row, Key>;
  },
): LogRankTest<Key> {
  const { by } = checkKeys(options, ['by'], 'options');
  const columns = readDurations(durations, unweighted);
  return logRankOf(
    columns,
    requiredKeys(by, (row) => durations[row]),
  ) as LogRankTest<Key>;
}

/** The option `by`, without which there is nothing to compare. */
export function requiredKeys(by: unknown, rowAt: (row: number) => unknown): RowKey {
  const keyOf = readSegments(by, rowAt);
  if (keyOf === undefined) reject('INVALID_TYPE', 'options.by', 'be given: segments are compared', by);
  return keyOf;
}

export function logRankOf(columns: DurationColumns, keyOf: RowKey): LogRankTest {
  const rows = Array.from(columns.durations.keys());
  // In the order of their keys: in that of their rows the last digit would depend on it.
  const sorted = resultsByKey(groupByKey(rows, keyOf), (own) => ({ rows: own }));
  const times = distinctTimes(columns.durations);
  const tables = sorted.map((segment) => lifeTable(columns, segment.rows, times));

  const size = tables.length;
  const expected = new Array<number>(size).fill(0);
  const covariance = tables.map(() => new Array<number>(size).fill(0));
  for (const place of times.keys()) {
    const sum = (column: 'left' | 'atRisk') => tables.reduce((all, table) => all + (table[column][place] as number), 0);
    const [left, atRisk] = [sum('left'), sum('atRisk')];
    if (left === 0) continue;
    const factor = atRisk === 1 ? 0 : (left * (atRisk - left)) / (atRisk - 1) / atRisk;
    for (let one = 0; one < size; one += 1) {
      const own = tables[one]?.atRisk[place] as number;
      if (own === 0) continue;
      (expected[one] as number) += (left * own) / atRisk;
      const line = covariance[one] as number[];
      for (let other = 0; other < size; other += 1) {
        const share = (tables[other]?.atRisk[place] as number) / atRisk;
        (line[other] as number) += factor * own * ((one === other ? 1 : 0) - share);
      }
    }
  }
  const events = tables.map(({ left }) => left.reduce((sum, count) => sum + count, 0));
  // The differences add up to 0, so that one of them says nothing new; whoever was never at risk says nothing at all.
  const [, ...compared] = [...expected.keys()].filter((code) => (expected[code] as number) > 0);
  const differences = compared.map((code) => (events[code] as number) - (expected[code] as number));
  const matrix = compared.map((one) => compared.map((other) => covariance[one]?.[other] as number));
  const solution = solvePositiveDefinite(matrix, differences);
  const statistic = solution.reduce((sum, value, index) => sum + value * (differences[index] as number), 0);
  const isKnown = compared.length > 0 && Number.isFinite(statistic);
  return {
    chiSquare: isKnown ? statistic : null,
    degreesOfFreedom: compared.length,
    pValue: isKnown ? chiSquareTail(statistic, compared.length) : null,
    segments: sorted.map(({ key, rows: own }, place) => ({
      key,
      customers: own.reduce((sum, row) => sum + (columns.counts[row] as number), 0),
      events: events[place] as number,
      expected: expected[place] as number,
    })) as LogRankSegment[],
  };
}
