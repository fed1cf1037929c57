import { ledger, months, mrrMovements, type Policy, retentionReport, type Subscription } from 'tenure';
import { latestPlace } from '../../docs/examples/support/page/wording.ts';
import type { ReportData } from '../../docs/examples/support/report/report-sheet.ts';

export const monthly = (customerId: string, start: string, end: string | null, amount: number): Subscription => ({
  customerId,
  start,
  end,
  amount,
  interval: 'month',
  currency: 'EUR',
});

/** What a page shows, out of rows, as the program makes it out of a file. */
export function pageData(rows: readonly Subscription[], first: string, last: string, policy: Policy = {}): ReportData {
  const book = ledger(rows, policy);
  const periods = months(first, last);
  const report = retentionReport(book, periods);
  return {
    rows: report,
    currency: report[0]?.currency ?? null,
    by: 'month',
    name: 'a<b>.csv',
    rowCount: rows.length,
    notes: [],
    range: 'all',
    asOf: { instant: '2024-08-01', reason: '--as-of' },
    timeZone: 'UTC',
    findings: [],
    statement: mrrMovements(book, periods[latestPlace(report)] as (typeof periods)[number]),
    split: undefined,
  };
}
