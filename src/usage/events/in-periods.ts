import type { CheckedPeriod, PeriodsAsked } from '../../calendar/open.ts';
import { lowerBound } from '../../table/index.ts';
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
  const segments = segmentsOf(timeline, by);
  if (segments === undefined) return resultsOf(timeline);
  const codes = rowNumbers(timeline.columns()).map(segments.codeOf);
  const own = splitTimeline(timeline, codes, segments.keys.length).map((events) => ({
    events,
    results: resultsOf(events),
  }));
  return periods.map(({ start, end }, place) => {
    const isThere = ({ events }: (typeof own)[number]) => {
      const [first, next] = rowsWithin(events.columns(), from ?? start, end);
      return first < next;
    };
    const present = own.flatMap((segment, code) => (isThere(segment) ? [code] : []));
    return segments.list(present, (code) => own[code]?.results[place] as object) as Result;
  });
}

/** The rows from one instant, included, to another, excluded. */
export function rowsWithin({ at, length }: EventColumns, start: number, end: number): [first: number, next: number] {
  const first = lowerBound(at, start, 0, length);
  return [first, lowerBound(at, end, first, length)];
}

/** The number of each row, in order; those of a period are a part of it. */
export function rowNumbers({ length }: EventColumns): Uint32Array {
  return new Uint32Array(length).map((_, row) => row);
}
