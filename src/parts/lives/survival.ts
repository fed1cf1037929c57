import { type BySegment, readSegments, type SegmentBy, type Segments } from '../../activity/open.ts';
import { readInstant, readUnit } from '../../calendar/open.ts';
import {
  type CustomerDuration,
  customerDurations,
  type DurationOptions,
  type ObservedDuration,
  type SurvivalCurveRow,
  type SurvivalIntervalOptions,
} from '../../cohorts/index.ts';
import {
  bySegment,
  checkUnweighted,
  curveOf,
  type DurationColumns,
  durationColumns,
  lifeTable,
  mergeTimes,
  readInterval,
  weightedCurveOf,
} from '../../cohorts/open.ts';
import { numberTable, type SegmentKey } from '../../table/index.ts';
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
export function survivalCurve(options: Asked & { readonly durations?: DurationOptions | undefined } = {}): unknown {
  const { durations, ...curve } = options;
  const frame = frameOf(curve, false);
  return durations === undefined ? curveOfRows('survivalCurve', frame) : curveOfLives(frame, durations);
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
  return curveOfRows('weightedSurvivalCurve', frameOf(options, true));
}

type Asked = SurvivalIntervalOptions & { readonly by?: unknown; readonly name?: unknown };

/** What curves of rows and of lives have in common. */
interface Frame {
  readonly options: object;
  readonly book: (tally: Tally, rows: readonly ObservedDuration[]) => void;
  readonly answer: (tally: Tally) => SurvivalCurveRow[];
}

function frameOf({ by, name, ...curve }: Asked, isWeighted: boolean): Frame {
  const bounds = readInterval(curve);
  const split = nameOfSplit({ by, name });
  const { confidence, intervalType } = curve;
  return {
    options: { confidence, intervalType, by: split },
    book(tally, rows) {
      const columns = durationColumns(rows);
      if (!isWeighted) checkUnweighted(columns, 'weightedSurvivalCurve takes weights');
      bookDurations(tally, columns, readSegments(by, rows));
    },
    answer(tally) {
      const rows = tally.rows('durations').map(({ key, count }) => ({ key, customers: count('customers') }));
      const segments = readSegments(split && (({ key }: { readonly key: PartKey }) => key[0]), rows);
      const columns = mergeTimes(columnsOf(rows, split === undefined ? 0 : 1));
      return bySegment(columns, segments, (own) =>
        isWeighted ? weightedCurveOf(columns, own, bounds) : curveOf(lifeTable(columns, own), bounds),
      );
    },
  };
}

function curveOfRows(
  of: string,
  { options, book, answer }: Frame,
): InParts<readonly ObservedDuration[], TablePart, SurvivalCurveRow[]> {
  return inParts<readonly ObservedDuration[], SurvivalCurveRow[]>({
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

function curveOfLives(
  { options: asked, book, answer }: Frame,
  options: DurationOptions,
): InParts<AnySource, TablePart, SurvivalCurveRow[]> {
  const { asOf, unit = 'month', observedFrom, ...policy } = options;
  const { zone } = decidePolicy(policy, undefined, 'options.durations').rules;
  const from =
    observedFrom === undefined ? undefined : readInstant(observedFrom, zone, 'options.durations.observedFrom');
  return lifeQuestion({
    of: 'survivalCurve',
    asOf,
    policy,
    options: { ...asked, unit: readUnit(unit, 'options.durations.unit').name, observedFrom: from },
    path: 'options.durations.asOf',
    bag: 'options.durations',
    isPriced: false,
    shape,
    book: (tally, _opened, source) => book(tally, customerDurations(source, options)),
    answer,
  });
}

/** More durations than a shard can have, and few enough that two codes are one exact number. */
const mostDurations = 67_108_864;

function bookDurations(tally: Tally, columns: DurationColumns, segments: Segments | undefined): void {
  const { durations, entries, isEvent, counts, weights } = columns;
  // Many customers are alike, and numbers are told apart faster than keys.
  const [times, begins, sizes] = [numberTable(), numberTable(), numberTable()];
  const [spans, weighed, kinds] = [numberTable(), numberTable(), numberTable()];
  const keys: PartKey[] = [];
  const customers: number[] = [];
  for (let row = 0; row < durations.length; row += 1) {
    const [duration, entry, weight] = [durations[row] as number, entries[row] as number, weights[row] as number];
    const kind = 2 * (segments?.codeOf(row) ?? 0) + (isEvent[row] as number);
    const span = spans.codeOf(times.codeOf(duration) * mostDurations + begins.codeOf(entry));
    const code = kinds.codeOf(weighed.codeOf(span * mostDurations + sizes.codeOf(weight)) * mostDurations + kind);
    if (code === keys.length) {
      const segment = segments === undefined ? [] : [segments.keys[kind >> 1] as PartKey[number]];
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
