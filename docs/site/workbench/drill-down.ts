import {
  healthScores,
  healthSignals,
  mrrMovementsByCustomer,
  type PolicyComparison,
  type RetentionReportRow,
} from 'tenure';
import { periodOf } from '../../examples/support/compare/compare-flags.ts';
import { byDifference } from '../../examples/support/compare/comparison.ts';
import type { HealthBook } from '../../examples/support/health/health-book.ts';
import { bandName } from '../../examples/support/health/health-columns.ts';
import type { HealthStudy } from '../../examples/support/health/health-study.ts';
import { amount, count, decimals, periodText, signed } from '../../examples/support/language/formats.ts';
import { say } from '../../examples/support/language/language.ts';
import type { LedgerBook } from '../../examples/support/open/ledger-book.ts';
import { csvText } from '../../examples/support/out/csv-text.ts';
import { htmlTable } from '../../examples/support/page/html-table.ts';
import { type TextColumn, tableOf } from '../../examples/support/page/sheet.ts';
import { latestPlace } from '../../examples/support/page/wording.ts';
import { movementFields, movementName } from '../../examples/support/report/movement-names.ts';
import type { KnownRows } from '../../examples/support/usage/known-rows.ts';
import type { UsageStudy } from '../../examples/support/usage/usage-study.ts';
import type { Bar, Customers } from './messages.ts';

const shown = 500;
const kinds = movementFields.filter((field) => field !== 'fx');

/** A bar, and who makes it up, the largest first. */
export interface OwnBar extends Bar {
  readonly customers: () => Customers;
}

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

/** The bars of a comparison: an option each, alone or below the title of its panel. */
export function comparisonBars(comparison: PolicyComparison): OwnBar[] {
  return comparison.causes.map(({ option }) => ({
    says: option,
    pictures: ['way', 'terms', 'points'],
    customers: () => optionCustomers(option, comparison),
  }));
}

/** The bands of each month. */
export function bandBars({ data, model, policy }: HealthBook, { months }: HealthStudy): OwnBar[] {
  return months.flatMap(({ period, bands }) =>
    bands.map(({ band }) => ({
      says: `${periodText(period)} ${bandName(band)}`,
      pictures: ['bands'],
      customers() {
        const { start } = periodOf(period, policy.timeZone ?? 'UTC');
        const signals = healthSignals(data, start, policy);
        const rows = healthScores(signals, model).flatMap(({ customerId, score, band: own }, place) =>
          own === band ? [{ customerId, mrr: signals[place]?.values.mrr ?? null, score }] : [],
        );
        const sorted = rows.sort((one, other) => (other.mrr ?? 0) - (one.mrr ?? 0));
        return customersTable(`${periodText(period)}, ${bandName(band)}`, sorted, [
          { title: say('Customer'), text: ({ customerId }) => customerId },
          { title: say('MRR'), text: ({ mrr }) => amount(mrr) },
          { title: say('Score'), text: ({ score }) => decimals(score, 0) },
        ]);
      },
    })),
  );
}

/** The customers who used a feature in the month of the picture. */
export function featureBars({ events, months }: KnownRows, study: UsageStudy): OwnBar[] {
  const within = months.find(({ period }) => period.label === study.featureMonth.period)?.events ?? [];
  return study.adoption.features.map(({ feature }) => ({
    says: feature,
    pictures: ['features'],
    customers() {
      const counts = new Map<string, number>();
      for (const event of within.length === 0 ? events : within) {
        if (event.feature !== feature) continue;
        const id = String(event.customerId);
        counts.set(id, (counts.get(id) ?? 0) + (event.count ?? 1));
      }
      const rows = [...counts].map(([customerId, used]) => ({ customerId, events: used }));
      const sorted = rows.sort((one, other) => other.events - one.events);
      return customersTable(feature, sorted, [
        { title: say('Customer'), text: ({ customerId }) => customerId },
        { title: say('Events'), text: (row) => count(row.events) },
      ]);
    },
  }));
}

function optionCustomers(option: string, comparison: PolicyComparison): Customers {
  const rows = byDifference(comparison).flatMap(({ customerId, a, b, causes }) =>
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
