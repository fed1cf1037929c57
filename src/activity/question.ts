import {
  inShape,
  type Period,
  type PeriodsAsked,
  type PerPeriod,
  readPeriods,
  type Zone,
  zoneInForce,
} from '../calendar/open.ts';
import { groupBy } from '../table/index.ts';
import { slotTable } from './slots.ts';

/**
 * What a call asks about. The time that its periods cover is cut at each of their bounds: periods may overlap, as trailing years do, and
 * each is then a range of slots, so that a row is placed once, whatever the number of periods. A slot between two periods is in no range.
 */
export interface Question extends PeriodsAsked {
  /** Of the periods; UTC where there are none, and nothing says otherwise. */
  readonly zone: Zone;
  readonly slotCount: number;
  /** The slots of each period, `[first, next)`. */
  readonly ranges: readonly { readonly first: number; readonly next: number }[];
  /** The slot of an instant, or -1, which becomes `outside` in a column of slots. */
  slotOf(epoch: number): number;
}

/** Checks the periods, one or a list of them, and the time zone beside them. */
export function readQuestion(periods: unknown, timeZone?: unknown, path?: string): Question {
  const asked = readPeriods(periods, path);
  return { ...asked, zone: zoneInForce(timeZone, asked.zone, 'options.timeZone'), ...slotsOf(asked.periods) };
}

/** Where periods that were checked already begin and end. */
function slotsOf(stretches: readonly Stretch[]): Pick<Question, 'slotCount' | 'ranges' | 'slotOf'> {
  const { bounds, ranges } = cutsOf(stretches);
  const { count, slotOf } = slotTable(bounds);
  return { slotCount: count, ranges, slotOf };
}

/** A half-open stretch of epoch milliseconds. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** The time that stretches cover, cut at each of their bounds, which rise, and the slots of each. */
export function cutsOf(stretches: readonly Stretch[]): Pick<Question, 'ranges'> & { readonly bounds: Float64Array } {
  const bounds = Float64Array.from(new Set(stretches.flatMap(({ start, end }) => [start, end]))).sort();
  const places = new Map(Array.from(bounds, (bound, place) => [bound, place]));
  const ranges = stretches.map(({ start, end }) => ({
    first: places.get(start) as number,
    next: places.get(end) as number,
  }));
  return { bounds, ranges };
}

/** The result over some rows, given by their numbers in any order; `period` is its place in the list asked for. */
export type Summary<Result> = (rows: Uint32Array, period: number) => Result;

/** One result per period, over the rows in its slots. `slots` has the slot of each row, or `outside`. */
export function perPeriod<P extends Period | readonly Period[], Result>(
  question: Question,
  slots: Uint32Array,
  summary: Summary<Result>,
): PerPeriod<P, Result> {
  const { order, offsets } = groupBy(slots, question.slotCount);
  const results = question.ranges.map(({ first, next }, period) =>
    summary(order.subarray(offsets[first], offsets[next]), period),
  );
  return inShape<P, Result>(question, results);
}
