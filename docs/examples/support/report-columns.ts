import type { RetentionReportRow } from 'tenure';
import { decimals, money, percent } from './formats.ts';

export interface ReportColumn {
  readonly group: 'MRR' | 'Customers';
  readonly title: string;
  readonly text: (row: RetentionReportRow) => string;
}

/** Not all that a report row holds: what one looks at first, in the width of a screen. The CSV has the rest. */
export const reportColumns: readonly ReportColumn[] = [
  { group: 'MRR', title: 'Opening', text: (row) => money(row.opening) },
  { group: 'MRR', title: 'New', text: (row) => money(row.new) },
  { group: 'MRR', title: 'Reactiv.', text: (row) => money(row.reactivation) },
  { group: 'MRR', title: 'Expans.', text: (row) => money(row.expansion) },
  { group: 'MRR', title: 'Contract.', text: (row) => money(row.contraction) },
  { group: 'MRR', title: 'Churn', text: (row) => money(row.churn) },
  { group: 'MRR', title: 'Closing', text: (row) => money(row.closing) },
  { group: 'MRR', title: 'NRR', text: (row) => percent(row.nrr) },
  { group: 'MRR', title: 'GRR', text: (row) => percent(row.grr) },
  { group: 'MRR', title: 'Quick', text: (row) => decimals(row.quickRatio, 2) },
  { group: 'MRR', title: 'ARPA', text: (row) => money(row.arpa) },
  { group: 'Customers', title: 'Count', text: (row) => String(row.customers) },
  { group: 'Customers', title: 'New', text: (row) => String(row.newCustomers) },
  { group: 'Customers', title: 'Back', text: (row) => String(row.reactivatedCustomers) },
  { group: 'Customers', title: 'Lost', text: (row) => String(row.churnedCustomers) },
  { group: 'Customers', title: 'Churn', text: (row) => percent(row.churnRate) },
];
