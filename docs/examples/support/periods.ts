import { months, type Period, quarters, years } from 'tenure';
import { dateOf, extremes } from './extremes.ts';
import { InputError } from './input-error.ts';
import type { Step } from './ledger-flags.ts';
import type { ReportFlags } from './report-flags.ts';
import type { LedgerRow } from './row-reader.ts';

export interface ReportPeriods {
  readonly periods: readonly Period[];
  /** Where they begin and end, and why there. */
  readonly description: string;
}

type Asked = Pick<ReportFlags, 'from' | 'to' | 'by' | 'timeZone'>;

/** The periods of a report: as the flags say, or else all that the rows, which the library has checked by now, reach over. */
export function reportPeriods(rows: readonly LedgerRow[], { from, to, by, timeZone }: Asked): ReportPeriods {
  const { earliest, latest } = reach(rows, timeZone);
  const first = from ?? earliest.month;
  const last = to ?? latest.month;
  if (last < first) throw new InputError(`nothing to report from ${first} to ${last}: give both --from and --to`);
  const start = from === undefined ? `the earliest start, ${earliest.text}` : '--from';
  const end = to === undefined ? `the latest start or end, ${latest.text}` : '--to';
  return { periods: listed(by, first, last, timeZone), description: `${first} (${start}) to ${last} (${end})` };
}

function listed(by: Step, first: string, last: string, timeZone: string): Period[] {
  if (by === 'year') return years(first.slice(0, 4), last.slice(0, 4), { timeZone });
  if (by === 'quarter') return quarters(quarterOf(first), quarterOf(last), { timeZone });
  return months(first, last, { timeZone });
}

function quarterOf(month: string): string {
  return `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5)) / 3)}`;
}

interface Bound {
  readonly text: string;
  readonly month: string;
}

function reach(rows: readonly LedgerRow[], timeZone: string): { earliest: Bound; latest: Bound } {
  const starts = extremes(rows.map(({ start }) => start));
  const ends = extremes(rows.map(({ end }) => end).filter((end) => end !== undefined));
  const bound = (text: string): Bound => ({ text, month: dateOf(text, timeZone).slice(0, 7) });
  const earliest = starts.map(({ least }) => bound(least)).reduce((a, b) => (b.month < a.month ? b : a));
  const latest = [...starts, ...ends].map(({ most }) => bound(most)).reduce((a, b) => (b.month > a.month ? b : a));
  return { earliest, latest };
}
