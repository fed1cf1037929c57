import { mrrMovements, type RetentionReportRow, retentionReport } from 'tenure';
import { findingsOf } from '../findings.ts';
import type { LedgerBook } from '../open/ledger-book.ts';
import type { Results } from '../out/results.ts';
import { ledgerRead } from '../page/ledger-facts.ts';
import { latestPlace } from '../page/wording.ts';
import { checkSplit } from '../split.ts';
import { reportPeriods } from './periods.ts';
import type { ReportFlags } from './report-flags.ts';
import { reportSheet } from './report-sheet.ts';
import { type SplitReport, splitReport, splitRows } from './split-report.ts';

type Asked = Pick<ReportFlags, 'by' | 'from' | 'split' | 'timeZone' | 'to'>;

export interface ReportResults extends Results {
  readonly rows: readonly RetentionReportRow[];
  readonly range: string;
  readonly split: SplitReport | undefined;
}

/** The report of a ledger, wherever it is shown. */
export function reportResults(
  opened: LedgerBook,
  flags: Asked,
  findings = findingsOf(opened.source, opened.policy),
): ReportResults {
  const { source, known, book, asOf } = opened;
  const { by, split: asked, timeZone } = flags;
  if (asked !== undefined) checkSplit(asked, source.rows);
  const { periods, description: range } = reportPeriods(known, asOf, flags);
  const rows = retentionReport(book, periods);
  const split = asked === undefined ? undefined : splitReport(book, periods, { split: asked, by, timeZone });
  const latest = periods[latestPlace(rows)];
  if (latest === undefined) throw new RangeError('a report has at least one period');
  const sheet = reportSheet({
    ...ledgerRead(source),
    range,
    asOf,
    timeZone,
    rows,
    currency: rows[0]?.currency ?? null,
    by,
    findings,
    statement: mrrMovements(book, latest),
    split,
  });
  const more = split === undefined ? {} : { [`by-${split.split}`]: splitRows(split) };
  return { rows, more, sheet, range, split };
}
