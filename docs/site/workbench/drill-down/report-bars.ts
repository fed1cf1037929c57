import { mrrMovementsByCustomer, type RetentionReportRow } from 'tenure';
import { periodOf } from '../../../examples/support/compare/compare-flags.ts';
import { amount, periodText, signed } from '../../../examples/support/language/formats.ts';
import { say } from '../../../examples/support/language/language.ts';
import type { LedgerBook } from '../../../examples/support/open/ledger-book.ts';
import { latestPlace } from '../../../examples/support/page/wording.ts';
import { movementFields, movementName } from '../../../examples/support/report/movement-names.ts';
import type { Customers } from '../messages.ts';
import { customersTable, type OwnBar } from './own-bar.ts';

const kinds = movementFields.filter((field) => field !== 'fx');

/** Every bar of a report, by the words that its mark begins with. */
export function reportBars(opened: LedgerBook, rows: readonly RetentionReportRow[]): OwnBar[] {
  const customerNames: Readonly<Record<string, string>> = {
    new: say('new'),
    reactivation: say('reactivated'),
    churn: say('churned'),
  };
  const latest = rows[latestPlace(rows)]?.period;
  const waterfall =
    latest === undefined
      ? []
      : kinds.map((kind) => ({
          says: movementName(kind),
          pictures: ['waterfall'],
          customers: () => movementCustomers(opened, latest, kind),
        }));
  const bars = rows.flatMap(({ period }) =>
    kinds.flatMap((kind) =>
      [...new Set([movementName(kind), customerNames[kind] ?? movementName(kind)])].map((name) => ({
        says: `${periodText(period)} ${name}`,
        pictures: ['mrr', 'customers'],
        customers: () => movementCustomers(opened, period, kind),
      })),
    ),
  );
  return [...waterfall, ...bars];
}

function movementCustomers(opened: LedgerBook, period: string, kind: (typeof kinds)[number]): Customers {
  const asked = periodOf(period, opened.policy.timeZone ?? 'UTC');
  const rows = mrrMovementsByCustomer(opened.book, asked, { kinds: [kind] });
  const sorted = [...rows].sort((one, other) => Math.abs(other.change) - Math.abs(one.change));
  return customersTable(`${periodText(period)}, ${movementName(kind)}`, sorted, [
    { title: say('Customer'), text: ({ customerId }) => customerId },
    { title: say('Opening'), text: ({ opening }) => amount(opening) },
    { title: say('Closing'), text: ({ closing }) => amount(closing) },
    { title: '+/-', text: ({ change }) => signed(change) },
  ]);
}
