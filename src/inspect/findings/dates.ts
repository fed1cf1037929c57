import { msPerDay, type Zone } from '../../calendar/open.ts';
import type { DateColumn } from './date-columns.ts';
import { type Finding, finding, type Places } from './finding.ts';
import { localMidnights } from './midnights.ts';

export interface DateRules {
  readonly zone: Zone;
  /** Epoch milliseconds; Infinity if the date of the data is unknown. */
  readonly asOf: number;
}

/**
 * The findings about dates, for any kind of row. The first column holds the start of a row: it determines the time of the data, and rows
 * that start after `asOf` give `future`, unless `isKnown` accepts them.
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

/** The time of most rows: `asOf` if known, else the median year of their starts. */
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

/** No company keeps customers longer, sells further ahead, or signs for longer. */
const [longestPast, longestFuture, longestContract] = [50 * msPerYear, 20 * msPerYear, 30 * msPerYear];

/** 1900 and 2200: beyond them, a year was mistyped, or microseconds were read as milliseconds. */
const [firstYear, lastYear] = [-2_208_988_800_000, 7_258_118_400_000];

function implausibleDates(places: Places, { field, epochs, given }: DateColumn, time: number): Finding | null {
  const isEnd = field === 'end';
  const isImplausible = (epoch: number) =>
    epoch < Math.max(time - longestPast, firstYear) ||
    // Ends far ahead are a separate finding.
    (!isEnd && epoch > Math.min(time + longestFuture, lastYear)) ||
    // January 1970: a missing date that became 0, or seconds or spreadsheet days read as milliseconds.
    Math.abs(epoch) <= 31 * msPerDay;
  const message = `The dates in \`${field}\` are in January 1970, or decades away from the other rows: usually a placeholder (1970-01-01, 1900-01-01), a typing error, or seconds read as milliseconds. Ages, lifetimes and cohorts come out wrong, and a report covers every year in between. Correct them; if a date is not known, leave out the field or the row.`;
  return finding('implausibleDate', places, (place) => isImplausible(epochs[place] as number), message, {
    field,
    given,
  });
}

/** Whether an end means no end: 9999-12-31, 2099-12-31. */
export function isOpenEndMarker(end: number, time: number): boolean {
  return end > time + longestContract;
}
