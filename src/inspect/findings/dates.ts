import { msPerDay, type Zone } from '../../calendar/open.ts';
import type { DateColumn } from './date-columns.ts';
import { type Finding, finding, type Places } from './finding.ts';
import { localMidnights } from './midnights.ts';

export interface DateRules {
  readonly zone: Zone;
  /** Epoch milliseconds; Infinity where it is not known when the data was taken. */
  readonly asOf: number;
}

/**
 * What is found in dates of any kind of row. The first column says when rows begin: what time the data is from is judged by it, and `future`
 * says what begins after `asOf`, unless `isKnown` says that it counts all the same.
 */
export function dateFindings(
  places: Places,
  columns: readonly DateColumn[],
  rules: DateRules,
  future: string,
  isKnown: (place: number) => boolean = () => false,
): (Finding | null)[] {
  const first = columns[0] as DateColumn;
  const time = usualTime(first.epochs, rules.asOf);
  const { field, epochs, given } = first;
  return [
    ...columns.map((column) => localMidnights(places, column, rules.zone)),
    ...columns.map((column) => implausibleDates(places, column, time)),
    finding('futureDate', places, (place) => (epochs[place] as number) >= rules.asOf && !isKnown(place), future, {
      field,
      given,
    }),
  ];
}

/** 365.2425 days. */
const msPerYear = 31_556_952_000;

/** The time most rows are from: `asOf` where it is known, else the year in the middle of all that rows begin in. */
export function usualTime(epochs: Float64Array, asOf: number): number {
  if (asOf !== Number.POSITIVE_INFINITY) return asOf;
  const years = new Map<number, number>();
  let dated = 0;
  for (const epoch of epochs) {
    if (Number.isNaN(epoch)) continue;
    const year = Math.floor(epoch / msPerYear);
    years.set(year, (years.get(year) ?? 0) + 1);
    dated += 1;
  }
  let before = 0;
  for (const year of [...years.keys()].sort((a, b) => a - b)) {
    before += years.get(year) as number;
    if (before * 2 > dated) return year * msPerYear;
  }
  return Number.NaN;
}

/** No company keeps customers for longer, none sells further ahead, and none signs for longer. */
const [longestPast, longestFuture, longestContract] = [50 * msPerYear, 20 * msPerYear, 30 * msPerYear];

/** 1900 and 2200: outside of them a year was mistyped, or microseconds were read as milliseconds. */
const [firstYear, lastYear] = [-2_208_988_800_000, 7_258_118_400_000];

function implausibleDates(places: Places, { field, epochs, given }: DateColumn, time: number): Finding | null {
  const isEnd = field === 'end';
  const isImplausible = (epoch: number) =>
    epoch < Math.max(time - longestPast, firstYear) ||
    // Ends far ahead are a finding of their own.
    (!isEnd && epoch > Math.min(time + longestFuture, lastYear)) ||
    // January 1970: a missing date that became 0, or seconds or the days of a spreadsheet that were read as milliseconds.
    Math.abs(epoch) <= 31 * msPerDay;
  const message = `The dates in \`${field}\` are in January 1970, or decades away from the other rows: usually a placeholder (1970-01-01, 1900-01-01), a typing error, or seconds read as milliseconds. Ages, lifetimes and cohorts come out wrong, and a report covers every year in between. Correct them; if a date is not known, leave out the field or the row.`;
  return finding('implausibleDate', places, (place) => isImplausible(epochs[place] as number), message, {
    field,
    given,
  });
}

/** Whether an end stands for none: 9999-12-31, 2099-12-31. */
export function isOpenEndMarker(end: number, time: number): boolean {
  return end > time + longestContract;
}
