import {
  type CustomerMrrMovement,
  mrrMovementsByCustomer,
  type PolicyComparison,
  type RetentionReportRow,
} from 'tenure';
import { periodOf } from '../../examples/support/compare/compare-flags.ts';
import { byDifference } from '../../examples/support/compare/comparison.ts';
import { amount, count, periodText, signed } from '../../examples/support/language/formats.ts';
import { say } from '../../examples/support/language/language.ts';
import type { LedgerBook } from '../../examples/support/open/ledger-book.ts';
import { csvText } from '../../examples/support/out/csv-text.ts';
import { htmlTable } from '../../examples/support/page/html-table.ts';
import { type TextColumn, tableOf } from '../../examples/support/page/sheet.ts';
import { latestPlace } from '../../examples/support/page/wording.ts';
import { movementFields, movementName } from '../../examples/support/report/movement-names.ts';
import type { Bar, Customers, Drill } from './messages.ts';

const shown = 500;
const kinds = movementFields.filter((field) => field !== 'fx');

/** Every bar of a report, by the words that its mark begins with. */
export function reportBars(rows: readonly RetentionReportRow[]): Bar[] {
  const customerNames: Readonly<Record<string, string>> = {
    new: say('new'),
    reactivation: say('reactivated'),
    churn: say('churned'),
  };
  const latest = rows[latestPlace(rows)]?.period;
  const waterfall =
    latest === undefined ? [] : kinds.map((kind) => ({ says: movementName(kind), of: { period: latest, kind } }));
  const bars = rows.flatMap(({ period }) =>
    kinds.flatMap((kind) =>
      [...new Set([movementName(kind), customerNames[kind] ?? movementName(kind)])].map((name) => ({
        says: `${periodText(period)} ${name}`,
        of: { period, kind },
      })),
    ),
  );
  return [...waterfall, ...bars];
}

/** The bars of a comparison: an option each, alone or below the title of its panel. */
export function comparisonBars({ causes }: PolicyComparison): Bar[] {
  return causes.map(({ option }) => ({ says: option, of: { option } }));
}

/** Who makes up a bar, the largest first. */
export function customersOf(of: Drill, opened: LedgerBook, comparison: PolicyComparison | undefined): Customers {
  if ('option' in of) return optionCustomers(of.option, comparison);
  const { period, kind } = of;
  const asked = periodOf(period, opened.policy.timeZone ?? 'UTC');
  const rows = mrrMovementsByCustomer(opened.book, asked, { kinds: [kind as CustomerMrrMovement['kind']] });
  const sorted = [...rows].sort((one, other) => Math.abs(other.change) - Math.abs(one.change));
  const title = `${periodText(period)}, ${movementName(kind as (typeof kinds)[number])}`;
  return customersTable(title, sorted, [
    { title: say('Customer'), text: ({ customerId }) => customerId },
    { title: say('Opening'), text: ({ opening }) => amount(opening) },
    { title: say('Closing'), text: ({ closing }) => amount(closing) },
    { title: '+/-', text: ({ change }) => signed(change) },
  ]);
}

function optionCustomers(option: string, comparison: PolicyComparison | undefined): Customers {
  const customers = comparison === undefined ? [] : byDifference(comparison);
  const rows = customers.flatMap(({ customerId, a, b, causes }) =>
    causes.some((cause) => cause.option === option)
      ? [{ customerId, a: a.closing, b: b.closing, difference: b.closing - a.closing }]
      : [],
  );
  return customersTable(option, rows, [
    { title: say('Customer'), text: ({ customerId }) => customerId },
    { title: say('{side}: closing', { side: 'a' }), text: (row) => amount(row.a) },
    { title: say('{side}: closing', { side: 'b' }), text: (row) => amount(row.b) },
    { title: 'b - a', text: (row) => signed(row.difference) },
  ]);
}

function customersTable<Row extends object>(
  title: string,
  rows: readonly Row[],
  columns: readonly TextColumn<Row>[],
): Customers {
  const table = tableOf(title, columns, rows.slice(0, shown));
  return { title: `${title}: ${count(rows.length)}`, count: rows.length, markup: htmlTable(table), csv: csvText(rows) };
}
