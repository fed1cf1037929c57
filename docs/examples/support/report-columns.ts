import type { RetentionReportRow } from 'tenure';
import { decimals, money, percent } from './formats.ts';

export interface ReportColumn {
  readonly group: 'MRR' | 'Customers';
  readonly title: string;
  readonly text: (row: RetentionReportRow) => string;
}

/** Not all that a report row holds: what one looks at first, in the width of a screen. The CSV has the rest. */
export const reportColumns: readonly ReportColumn[] = [
  { group: 'MRR', title: 'Opening', text: (row) => money(row.openingMrr) },
  { group: 'MRR', title: 'New', text: (row) => money(row.newMrr) },
  { group: 'MRR', title: 'Reactiv.', text: (row) => money(row.reactivationMrr) },
  { group: 'MRR', title: 'Expans.', text: (row) => money(row.expansionMrr) },
  { group: 'MRR', title: 'Contract.', text: (row) => money(row.contractionMrr) },
  { group: 'MRR', title: 'Churn', text: (row) => money(row.churnMrr) },
  { group: 'MRR', title: 'Closing', text: (row) => money(row.closingMrr) },
  { group: 'MRR', title: 'NRR', text: (row) => percent(row.netRevenueRetention) },
  { group: 'MRR', title: 'GRR', text: (row) => percent(row.grossRevenueRetention) },
  { group: 'MRR', title: 'Quick', text: (row) => decimals(row.quickRatio, 2) },
  { group: 'MRR', title: 'ARPA', text: (row) => money(row.arpa) },
  { group: 'Customers', title: 'Count', text: (row) => String(row.closingCustomers) },
  { group: 'Customers', title: 'New', text: (row) => String(row.newCustomers) },
  { group: 'Customers', title: 'Back', text: (row) => String(row.reactivatedCustomers) },
  { group: 'Customers', title: 'Lost', text: (row) => String(row.churnedCustomers) },
  { group: 'Customers', title: 'Churn', text: (row) => percent(row.customerChurnRate) },
];
