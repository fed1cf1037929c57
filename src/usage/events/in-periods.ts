import { type CheckedPeriod, inShape, type Period, type PeriodsAsked, type PerPeriod } from '../../calendar/open.ts';
import { lowerBound } from '../../table/index.ts';
import type { EventColumns } from './timeline.ts';

/** One result per period, over its rows: those from `first` to before `next`, in order of time. */
export function inPeriods<P extends Period | readonly Period[], Result>(
  asked: PeriodsAsked,
  columns: EventColumns,
  summary: (first: number, next: number, span: CheckedPeriod, place: number) => Result,
): PerPeriod<P, Result> {
  const results = asked.periods.map((span, place) => {
    const [first, next] = rowsWithin(columns, span.start, span.end);
    return summary(first, next, span, place);
  });
  return inShape<P, Result>(asked, results);
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
