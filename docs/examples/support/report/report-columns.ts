import type { RetentionReportRow } from 'tenure';
import { amount, count, decimals, percent, periodText } from '../language/formats.ts';
import { say } from '../language/language.ts';
import type { TextColumn } from '../page/sheet.ts';

/** Not all that a report row holds: what one looks at first. The CSV has the rest. */
export function reportColumns(): TextColumn<RetentionReportRow>[] {
  const mrr = say('MRR');
  const year = say('Kept over 12 months');
  const period = say('Kept in the period');
  const customers = say('Customers');
  return [
    { title: say('Period'), left: true, text: periodOf },
    { group: mrr, title: say('Opening'), text: (row) => amount(row.openingMrr) },
    { group: mrr, title: say('New'), text: (row) => amount(row.newMrr) },
    { group: mrr, title: say('Reactiv.'), text: (row) => amount(row.reactivationMrr) },
    { group: mrr, title: say('Expans.'), text: (row) => amount(row.expansionMrr) },
    { group: mrr, title: say('Contract.'), text: (row) => amount(row.contractionMrr) },
    { group: mrr, title: say('Churn'), text: (row) => amount(row.churnMrr) },
    { group: mrr, title: say('Closing'), text: (row) => amount(row.closingMrr) },
    { group: mrr, title: say('Quick'), text: (row) => decimals(row.quickRatio, 2) },
    { group: mrr, title: say('ARPA'), text: (row) => amount(row.arpa) },
    { group: year, title: say('NRR'), text: (row) => percent(row.netRevenueRetention12) },
    { group: year, title: say('GRR'), text: (row) => percent(row.grossRevenueRetention12) },
    { group: year, title: say('Customers'), text: (row) => percent(row.customerRetentionRate12) },
    { group: period, title: say('NRR'), text: (row) => percent(row.netRevenueRetention) },
    { group: period, title: say('GRR'), text: (row) => percent(row.grossRevenueRetention) },
    { group: period, title: say('Customers'), text: (row) => percent(row.customerRetentionRate) },
    { group: customers, title: say('Count'), text: (row) => count(row.closingCustomers) },
    { group: customers, title: say('New'), text: (row) => count(row.newCustomers) },
    { group: customers, title: say('Back'), text: (row) => count(row.reactivatedCustomers) },
    { group: customers, title: say('Lost'), text: (row) => count(row.churnedCustomers) },
  ];
}

function periodOf({ period, complete }: RetentionReportRow): string {
  return complete ? periodText(period) : say('{period} (incomplete)', { period: periodText(period) });
}
