import { ledger, months, type Policy, retentionReport, type Subscription } from 'tenure';
import type { PageData } from '../../docs/examples/support/page/page.ts';

export const monthly = (customerId: string, start: string, end: string | null, amount: number): Subscription => ({
  customerId,
  start,
  end,
  amount,
  interval: 'month',
  currency: 'EUR',
});

/** What a page shows, out of rows, as the program makes it out of a file. */
export function pageData(rows: readonly Subscription[], first: string, last: string, policy: Policy = {}): PageData {
  const book = ledger(rows, policy);
  const periods = months(first, last);
  const report = retentionReport(book, periods);
  return {
    rows: report,
    currency: report[0]?.currency ?? null,
    by: 'month',
    name: 'a<b>.csv',
    rowCount: rows.length,
    range: 'all',
    timeZone: 'UTC',
  };
}
