import type { RetentionReportRow } from 'tenure';

type Value = number | null;

interface TableColumn {
  readonly group: 'MRR' | 'Customers';
  readonly title: string;
  readonly text: (row: RetentionReportRow) => string;
}

const money = (value: Value) => decimals(value, 2);
const percent = (value: Value) => (value === null ? '-' : `${decimals(value * 100, 1)}%`);

function decimals(value: Value, digits: number): string {
  return value === null ? '-' : value.toFixed(digits);
}

/** Not all that a report row holds: what one looks at first, in the width of a screen. The CSV has the rest. */
const columns: readonly TableColumn[] = [
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

const gap = '  ';

/** The report as an aligned table: a line of groups, a line of titles, a rule, and one line a period. */
export function table(rows: readonly RetentionReportRow[]): string {
  const periods = leftAligned(['', 'Period', ...rows.map(({ period }) => period)]);
  const cells = columns.map(({ title, text }) => rightAligned([title, ...rows.map(text)]));
  const widths = cells.map(([title = '']) => title.length);
  const lines = rows.map((_, index) => [periods[index + 2], ...cells.map((column) => column[index + 1])].join(gap));
  const titles = [periods[1], ...cells.map(([title]) => title)].join(gap);
  return [`${periods[0]}${gap}${groupLine(widths)}`, titles, '-'.repeat(titles.length), ...lines].join('\n');
}

/** 'MRR ------   Customers ---', each over its columns. */
function groupLine(widths: readonly number[]): string {
  return [...new Set(columns.map(({ group }) => group))]
    .map((group) => {
      const members = widths.filter((_, index) => columns[index]?.group === group);
      const width = members.reduce((sum, member) => sum + member, 0) + gap.length * (members.length - 1);
      return `${group} `.padEnd(width, '-');
    })
    .join(gap);
}

function leftAligned(texts: readonly string[]): string[] {
  const width = widest(texts);
  return texts.map((text) => text.padEnd(width));
}

function rightAligned(texts: readonly string[]): string[] {
  const width = widest(texts);
  return texts.map((text) => text.padStart(width));
}

function widest(texts: readonly string[]): number {
  return texts.reduce((width, text) => Math.max(width, text.length), 0);
}
