import { type BySegment, type RowKey, readSegments, type SegmentBy } from '../../activity/open.ts';
import { readInstant, readUnit } from '../../calendar/open.ts';
import {
  type CustomerDuration,
  customerDurations,
  type DurationOptions,
  type LogRankTest,
  type ObservedDuration,
  type SurvivalCurveRow,
  type SurvivalIntervalOptions,
} from '../../cohorts/index.ts';
import {
  type Bounds,
  bySegment,
  curveOf,
  type DurationColumns,
  durationColumns,
  lifeTable,
  logRankOf,
  mergeTimes,
  type ReadWeight,
  readInterval,
  requiredKeys,
  unweighted,
  weightedCurveOf,
} from '../../cohorts/open.ts';
import { checkKeys, readNumberAboveZero } from '../../read/index.ts';
import { getOrAdd, numberTable, type SegmentKey } from '../../table/index.ts';
import { countRows, nameOfSplit, rowReading } from '../activity/row-question.ts';
import { inParts } from '../frame/in-parts.ts';
import { type AnySource, decidePolicy, lifeQuestion } from '../frame/ledger-question.ts';
import type { InParts, PartKey, TablePart } from '../frame/part.ts';
import type { Tally } from '../frame/tally.ts';

/** How a curve is computed in parts. */
export type CurveInParts<Row = ObservedDuration, Key extends SegmentKey = SegmentKey> = SurvivalIntervalOptions &
  (
    | { readonly by?: undefined; readonly name?: undefined }
    | {
        /** The key of a row. */
        readonly by: SegmentBy<Row, Key>;
        /** A name for the split; parts with different names cannot be merged. */
        readonly name: string;
      }
  );

/** How a curve is computed from subscriptions: the options of `customerDurations`. */
export type SurvivalInParts<Row = ObservedDuration, Key extends SegmentKey = SegmentKey> = CurveInParts<Row, Key> & {
  /** The options of `customerDurations`, if the source is subscriptions. */
  readonly durations?: DurationOptions | undefined;
};

const shape = { durations: { customers: 'count' } } as const;

/**
 * `survivalCurve` in parts: the share of customers who stay longer than each time.
 *
 * A part counts the customers with each duration; its size grows with the number of different durations. With `durations`, the options of
 * `customerDurations`, the source is subscription rows or a ledger; otherwise, it is durations.
 *
 * @param options - Those of `survivalCurve`; `by` also needs `name`; and `durations`, in which `asOf` is required.
 * @throws MetricsError as `survivalCurve` and `customerDurations` do; `CONFLICTING_POLICY` for a ledger or a part under other options.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.survivalCurve({ durations: { asOf: '2026-07-01' } });
 * const ada = part([{ customerId: 'ada', start: '2026-01-01', amount: 30, interval: 'month' }]);
 * const ben = part([{ customerId: 'ben', start: '2026-01-01', end: '2026-03-01', amount: 30, interval: 'month' }]);
 * result(merge([ada, ben])).map(({ time, survival }) => [time, survival]); // => [[0, 1], [2, 0.5], [6, 0.5]]
 * ```
 */
export function survivalCurve<Key extends SegmentKey = never>(
  options: SurvivalInParts<CustomerDuration, Key> & { readonly durations: DurationOptions },
): InParts<AnySource, TablePart, BySegment<Key, SurvivalCurveRow[]>>;
export function survivalCurve<Row extends ObservedDuration, Key extends SegmentKey = never>(
  options?: SurvivalInParts<Row, Key>,
): InParts<readonly Row[], TablePart, BySegment<Key, SurvivalCurveRow[]>>;
export function survivalCurve(options: Asked = {}): unknown {
  return curveQuestion('survivalCurve', options, unweighted, (columns, rows, bounds) =>
    curveOf(lifeTable(columns, rows), bounds),
  );
}

/**
 * `weightedSurvivalCurve` in parts. A part counts the customers with each duration and weight.
 *
 * @param options - Those of `weightedSurvivalCurve`; `by` also needs `name`.
 * @throws MetricsError as `weightedSurvivalCurve` does; `CONFLICTING_POLICY` for a part under other options.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.weightedSurvivalCurve();
 * const ada = part([{ duration: 2, event: true, weight: 1 }]);
 * const ben = part([{ duration: 5, event: true, weight: 3 }]);
 * result(merge([ada, ben])).map(({ time, survival }) => [time, survival]); // => [[0, 1], [2, 0.75], [5, 0]]
 * ```
 */
export function weightedSurvivalCurve<Row extends ObservedDuration, Key extends SegmentKey = never>(
  options?: CurveInParts<Row, Key>,
): InParts<readonly Row[], TablePart, BySegment<Key, SurvivalCurveRow[]>>;
export function weightedSurvivalCurve(options: Asked = {}): unknown {
  const { durations, ...own } = options;
  if (durations !== undefined) checkKeys(options, [...curveOptions, 'by', 'name'], 'options');
  return curveQuestion('weightedSurvivalCurve', own, readNumberAboveZero, weightedCurveOf);
}

/** What is compared in parts, and what it is called. */
export interface LogRankInParts<Row, Key extends SegmentKey> {
  /** A key of each duration, such as `({ plan }) => plan`, or a Map from customers to keys. */
  readonly by: SegmentBy<Row, Key>;
  /** A name for the segments: parts with different names cannot be merged. */
  readonly name: string;
}

/**
 * `logRankTest` in parts: whether customers in different segments stay for different lengths of time.
 *
 * A part counts the customers of each segment with each duration. With `durations`, the options of `customerDurations`, the source are
 * subscriptions or a ledger, and otherwise durations.
 *
 * @param options - `by`, with its `name`; and `durations`, in which `asOf` is required.
 * @throws MetricsError as `logRankTest` and `customerDurations` do; `CONFLICTING_POLICY` for a ledger or a part under other options.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.logRankTest({ by: ({ customerId }) => customerId === 'ada', name: 'isAda' });
 * const ada = part([{ customerId: 'ada', duration: 2, event: true }]);
 * const others = part([{ customerId: 'ben', duration: 5, event: true }, { customerId: 'cem', duration: 9, event: false }]);
 * result(merge([ada, others])).segments.map(({ key, events, expected }) => [key, events, expected]);
 * // => [[false, 1, 1.6666666666666665], [true, 1, 0.3333333333333333]]
 * ```
 */
export function logRankTest<Key extends SegmentKey>(
  options: LogRankInParts<CustomerDuration, Key> & {
    /** The options of `customerDurations`, `asOf` among them: the source is then subscriptions, or a ledger. */
    readonly durations: DurationOptions;
  },
): InParts<AnySource, TablePart, LogRankTest<Key>>;
export function logRankTest<Row extends ObservedDuration, Key extends SegmentKey>(
  options: LogRankInParts<Row, Key>,
): InParts<readonly Row[], TablePart, LogRankTest<Key>>;
export function logRankTest(options: Asked): unknown {
  const { by, name, durations } = checkKeys(options, ['by', 'name', 'durations'], 'options') as Asked;
  requiredKeys(by, Object);
  return question('logRankTest', { by, name }, durations, {}, unweighted, (columns, keyOf) =>
    logRankOf(columns, keyOf as RowKey),
  );
}

type Asked = SurvivalIntervalOptions & {
  readonly by?: unknown;
  readonly name?: unknown;
  readonly durations?: DurationOptions | undefined;
};

const curveOptions = ['confidence', 'intervalType'];

function curveQuestion(
  of: string,
  { by, name, durations, ...curve }: Asked,
  readWeight: ReadWeight,
  curveOfRows: (columns: DurationColumns, rows: readonly number[], bounds: Bounds) => SurvivalCurveRow[],
): unknown {
  const bounds = readInterval(curve);
  const { confidence, intervalType } = curve;
  return question(of, { by, name }, durations, { confidence, intervalType }, readWeight, (columns, keyOf) =>
    bySegment(columns, keyOf, (rows) => curveOfRows(columns, rows, bounds)),
  );
}

/** A result of how often each duration is there, of durations or of the lives of customers. */
function question<Result>(
  of: string,
  split: { readonly by?: unknown; readonly name?: unknown },
  durations: DurationOptions | undefined,
  own: object,
  readWeight: ReadWeight,
  resultOf: (columns: DurationColumns, keyOf: RowKey | undefined) => Result,
): InParts<AnySource, TablePart, Result> | InParts<readonly ObservedDuration[], TablePart, Result> {
  const name = nameOfSplit(split);
  const options = { ...own, by: name };
  const book = (tally: Tally, rows: readonly ObservedDuration[]) =>
    bookDurations(
      tally,
      durationColumns(rows, readWeight),
      readSegments(split.by, (row) => rows[row]),
    );
  const answer = (tally: Tally) => {
    const rows = tally.rows('durations').map(({ key, count }) => ({ key, customers: count('customers') }));
    const columns = mergeTimes(columnsOf(rows, name === undefined ? 0 : 1));
    return resultOf(columns, name === undefined ? undefined : (row) => rows[row]?.key[0]);
  };
  if (durations === undefined) {
    return inParts<readonly ObservedDuration[], Result>({
      of,
      definitions: JSON.stringify({ options }),
      currency: null,
      shape,
      reading: rowReading,
      book(tally, rows) {
        book(tally, rows);
        return countRows(rows);
      },
      answer,
    });
  }
  const { asOf, unit = 'month', observedFrom, ...policy } = durations;
  const { zone } = decidePolicy(policy, undefined, 'options.durations').rules;
  const from =
    observedFrom === undefined ? undefined : readInstant(observedFrom, zone, 'options.durations.observedFrom');
  return lifeQuestion({
    of,
    asOf,
    policy,
    options: { ...options, unit: readUnit(unit, 'options.durations.unit').name, observedFrom: from },
    path: 'options.durations.asOf',
    bag: 'options.durations',
    isPriced: false,
    shape,
    book: (tally, _opened, source) => book(tally, customerDurations(source, durations)),
    answer,
  });
}

/** More durations than a shard can have, and few enough that two codes are one exact number. */
const mostDurations = 67_108_864;

function bookDurations(tally: Tally, columns: DurationColumns, keyOf: RowKey | undefined): void {
  const { durations, entries, isEvent, counts, weights } = columns;
  // Many customers are alike, and numbers are told apart faster than keys.
  const [times, begins, sizes] = [numberTable(), numberTable(), numberTable()];
  const [spans, weighed, kinds] = [numberTable(), numberTable(), numberTable()];
  const segments = new Map<SegmentKey, number>();
  const keys: PartKey[] = [];
  const customers: number[] = [];
  for (let row = 0; row < durations.length; row += 1) {
    const [duration, entry, weight] = [durations[row] as number, entries[row] as number, weights[row] as number];
    const segmentKey = keyOf?.(row);
    const segmentCode = getOrAdd(segments, segmentKey, () => segments.size);
    const kind = 2 * segmentCode + (isEvent[row] as number);
    const span = spans.codeOf(times.codeOf(duration) * mostDurations + begins.codeOf(entry));
    const code = kinds.codeOf(weighed.codeOf(span * mostDurations + sizes.codeOf(weight)) * mostDurations + kind);
    if (code === keys.length) {
      const segment = keyOf === undefined ? [] : [segmentKey as PartKey[number]];
      customers.push(0);
      keys.push([...segment, duration, entry, kind & 1, ...(weight === 1 ? [] : [weight])]);
    }
    customers[code] = (customers[code] as number) + (counts[row] as number);
  }
  tally.addColumns('durations', keys, [{ over: 1n, values: customers }]);
}

/** Of keys whose first `skip` parts are no numbers of a duration. */
function columnsOf(
  rows: readonly { readonly key: PartKey; readonly customers: number }[],
  skip: number,
): DurationColumns {
  const column = (place: number) => Float64Array.from(rows, ({ key }) => (key[skip + place] ?? 1) as number);
  return {
    durations: column(0),
    entries: column(1),
    isEvent: Uint8Array.from(column(2)),
    weights: column(3),
    counts: Float64Array.from(rows, ({ customers }) => customers),
  };
}
