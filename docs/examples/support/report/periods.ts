import { months, type Period, quarters, years } from 'tenure';
import type { Step } from '../flags/ledger-flags.ts';
import { InputError } from '../input-error.ts';
import { dateText, periodText } from '../language/formats.ts';
import { say } from '../language/language.ts';
import { type AsOf, lastDate } from '../open/as-of.ts';
import { dateOf, extremes } from '../open/extremes.ts';
import { checkMonths } from '../open/range.ts';
import type { LedgerRow } from '../read/ledger/ledger-row.ts';
import type { ReportFlags } from './report-flags.ts';

export interface ReportPeriods {
  readonly periods: readonly Period[];
  /** Where they begin and end, and why there. */
  readonly description: string;
}

type Asked = Pick<ReportFlags, 'from' | 'to' | 'by' | 'timeZone'>;

/** The periods of a report: as the flags say, or else all that the rows, which the library has checked by now, reach over; none lies after `asOf`. */
export function reportPeriods(
  rows: readonly LedgerRow[],
  asOf: AsOf,
  { from, to, by, timeZone }: Asked,
): ReportPeriods {
  const known = lastDate(asOf, timeZone).slice(0, 7);
  const earliest = earliestOf(rows, timeZone);
  const first = from ?? earliest.month;
  const last = to === undefined || to > known ? known : to;
  if (last < first) throw new InputError(`nothing to report from ${first} to ${last}: give both --from and --to`);
  checkMonths(first, last);
  const start = from === undefined ? say('the earliest start, {date}', { date: dateText(earliest.text) }) : '--from';
  const end =
    to === last
      ? '--to'
      : to === undefined
        ? say('where the data ends')
        : say('where the data ends, before --to {to}', { to });
  const description = say('{first} ({start}) to {last} ({end})', {
    first: periodText(first),
    start,
    last: periodText(last),
    end,
  });
  return { periods: listed(by, first, last, timeZone), description };
}

function listed(by: Step, first: string, last: string, timeZone: string): Period[] {
  if (by === 'year') return years(first.slice(0, 4), last.slice(0, 4), { timeZone });
  if (by === 'quarter') return quarters(quarterOf(first), quarterOf(last), { timeZone });
  return months(first, last, { timeZone });
}

function quarterOf(month: string): string {
  return `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5)) / 3)}`;
}

function earliestOf(rows: readonly LedgerRow[], timeZone: string): { text: string; month: string } {
  const starts = extremes(rows.map(({ start }) => start)).map(({ least }) => {
    const date = dateOf(least, timeZone);
    return { text: date, month: date.slice(0, 7) };
  });
  return starts.reduce((a, b) => (b.month < a.month ? b : a));
}
