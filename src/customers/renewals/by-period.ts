import { type Keyed, type RowKey, resultsByKey } from '../../activity/open.ts';
import { getOrAdd, type SegmentKey } from '../../table/index.ts';

/** What is counted in each period, or for each key that occurs in it. */
export interface ByPeriod<Tally> {
  /** That of a period, by its place, and of a row's key. */
  of(period: number, row: number): Tally;
  results<Result extends object>(resultOf: (tally: Tally, period: number) => Result): (Result | Keyed<Result>[])[];
}

export function byPeriod<Tally>(periods: number, keyOf: RowKey | undefined, make: () => Tally): ByPeriod<Tally> {
  if (keyOf === undefined) {
    const tallies = Array.from({ length: periods }, make);
    return { of: (period) => tallies[period] as Tally, results: (resultOf) => tallies.map(resultOf) };
  }
  const tallies = Array.from({ length: periods }, () => new Map<SegmentKey, Tally>());
  return {
    of: (period, row) => getOrAdd(tallies[period] as Map<SegmentKey, Tally>, keyOf(row), make),
    results: (resultOf) => tallies.map((own, period) => resultsByKey(own, (tally) => resultOf(tally, period))),
  };
}
