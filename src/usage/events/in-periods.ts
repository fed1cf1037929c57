import { resultsByKey } from '../../activity/open.ts';
import type { CheckedPeriod, PeriodsAsked } from '../../calendar/open.ts';
import { getOrAdd, lowerBound, type SegmentKey } from '../../table/index.ts';
import { segmentsOf } from './options.ts';
import { type EventColumns, splitTimeline, type Timeline } from './timeline.ts';

/** The rows of a period, those from `first` to before `next`, in order of time, summed up. */
export type RowsSummary<Result> = (first: number, next: number, span: CheckedPeriod, place: number) => Result;

/** One result per period, over its rows. */
export function inPeriods<Result>(
  { periods }: PeriodsAsked,
  columns: EventColumns,
  summary: RowsSummary<Result>,
): Result[] {
  return periods.map((span, place) => summary(...rowsWithin(columns, span.start, span.end), span, place));
}

/**
 * The results of all events, or of those of each segment: of each period those of the segments that have events in it, or between `from` and its
 * end.
 */
export function perSegment<Result>(
  timeline: Timeline,
  { periods }: PeriodsAsked,
  by: unknown,
  resultsOf: (timeline: Timeline) => readonly Result[],
  from?: number,
): readonly Result[] {
  const keyOf = segmentsOf(timeline, by);
  if (keyOf === undefined) return resultsOf(timeline);
  const known = new Map<SegmentKey, number>();
  const codes = rowNumbers(timeline.columns()).map((row) => getOrAdd(known, keyOf(row), () => known.size));
  const split = splitTimeline(timeline, codes, known.size);
  const own = Array.from(known, ([key, code]) => {
    const events = split[code] as Timeline;
    return [key, { columns: events.columns(), results: resultsOf(events) }] as const;
  });
  return periods.map(({ start, end }, place) => {
    const present = own.filter(([, { columns }]) => {
      const [first, next] = rowsWithin(columns, from ?? start, end);
      return first < next;
    });
    return resultsByKey(present, ({ results }) => results[place] as object) as Result;
  });
}

/** The rows from one instant, included, to another, excluded. */
export function rowsWithin(
  { at }: Pick<EventColumns, 'at'>,
  start: number,
  end: number,
): [first: number, next: number] {
  const first = lowerBound(at, start, 0, at.length);
  return [first, lowerBound(at, end, first, at.length)];
}

/** The number of each row, in order; those of a period are a part of it. */
export function rowNumbers({ length }: EventColumns): Uint32Array {
  return new Uint32Array(length).map((_, row) => row);
}
