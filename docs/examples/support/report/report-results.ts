import { mrrMovements, type RetentionReportRow, retentionReport } from 'tenure';
import { compareRows } from '../compare/compare-rows.ts';
import { findingsOf } from '../findings.ts';
import { type Outlook, outlookOf, outlookRows } from '../forecast/outlook.ts';
import type { LedgerBook } from '../open/ledger-book.ts';
import type { Results } from '../out/results.ts';
import { ledgerRead } from '../page/ledger-facts.ts';
import { latestPlace } from '../page/wording.ts';
import type { LedgerFile } from '../read/ledger/read-ledger.ts';
import { checkSplit } from '../split.ts';
import { reportPeriods } from './periods.ts';
import type { ReportFlags } from './report-flags.ts';
import { reportSheet } from './report-sheet.ts';
import { type Restated, restatedPeriod } from './restated.ts';
import { type SplitReport, splitReport, splitRows } from './split-report.ts';

type Asked = Pick<ReportFlags, 'by' | 'forecast' | 'from' | 'split' | 'timeZone' | 'to'>;

export interface ReportResults extends Results {
  readonly rows: readonly RetentionReportRow[];
  readonly range: string;
  readonly split: SplitReport | undefined;
  readonly restated: Restated | undefined;
  readonly outlook: Outlook | undefined;
}

/** The report of a ledger, wherever it is shown. `before`: the file of the rows that its last complete period was reported from. */
export function reportResults(
  opened: LedgerBook,
  flags: Asked,
  findings = findingsOf(opened.source, opened.policy),
  before?: LedgerFile,
): ReportResults {
  const { source, known, book, asOf } = opened;
  const { by, split: asked, timeZone, forecast: months } = flags;
  if (asked !== undefined) checkSplit(asked, source.rows);
  const { periods, description: range } = reportPeriods(known, asOf, flags);
  const rows = retentionReport(book, periods);
  const split = asked === undefined ? undefined : splitReport(book, periods, { split: asked, by, timeZone });
  const latest = periods[latestPlace(rows)];
  if (latest === undefined) throw new RangeError('a report has at least one period');
  const restated = before === undefined ? undefined : restatedPeriod(before, opened, latest);
  const outlook = months === undefined ? undefined : outlookOf(opened, { months, newBusiness: undefined, timeZone });
  const sheet = reportSheet({
    ...ledgerRead(source, opened.settings),
    range,
    asOf,
    timeZone,
    rows,
    currency: rows[0]?.currency ?? null,
    by,
    findings: [...findings, ...(restated?.findings ?? [])],
    statement: mrrMovements(book, latest),
    split,
    restated,
    outlook,
  });
  const more = {
    ...(split === undefined ? {} : { [`by-${split.split}`]: splitRows(split) }),
    ...(restated === undefined ? {} : { restatement: compareRows(restated.comparison) }),
    ...(outlook === undefined ? {} : outlookFiles(outlook)),
  };
  return { rows, more, sheet, range, split, restated, outlook };
}

function outlookFiles(outlook: Outlook): Record<string, readonly object[]> {
  const { forecast, backtest } = outlookRows(outlook);
  return backtest.length === 0 ? { forecast } : { forecast, backtest };
}
