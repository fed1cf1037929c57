import { Decimal } from 'decimal.js';
import {
  arpa,
  arr,
  churnBreakdown,
  comparePolicies,
  customerMovements,
  inspectLedger,
  ledger,
  mergeMovements,
  month,
  months,
  mrr,
  mrrMovements,
  mrrMovementsBy,
  mrrMovementsByCustomer,
  netRevenueRetention,
  type Policy,
  policies,
  quarter,
  ratioInterval,
  renewalRate,
  retentionReport,
  revenueRenewalRate,
  roundMovements,
  type Subscription,
  trialConversionRate,
  winBackRate,
} from 'tenure';
import type { Sample } from './sample.ts';

const timeZone = 'America/New_York';

const definitions: Readonly<Record<string, Policy>> = {
  ...policies,
  subscriptions: { grain: 'subscription', trials: 'include', churnGraceDays: 10 },
  events: { movements: 'event', pauses: 'retain', reactivationWindowDays: 60 },
  fourWeeks: { weeksPerMonth: '4', daysPerMonth: '30', asOf: '2025-06-15', timeZone },
};

/** The sample ledger under each of the definitions, and what is asked of it under the default. */
export function revenueValues({ subscriptions }: Sample): unknown {
  const first = quarter('2025-Q1');
  const byPlan = (form: 'number' | 'fraction') =>
    mrrMovementsBy(subscriptions, first, ({ plan }) => plan, { money: form });
  const shards = ['early', 'late'].map((half) =>
    mrrMovements(
      subscriptions.filter(({ customerId }) => (String(customerId) < 'm' ? 'early' : 'late') === half),
      first,
      { money: 'fraction' },
    ),
  );
  return {
    reports: Object.entries(definitions).map(([name, policy]) => ({ name, ...reports(subscriptions, policy) })),
    customers: mrrMovementsByCustomer(subscriptions, first, { movements: 'event' }),
    byPlan: [byPlan('number'), byPlan('fraction')],
    merged: mergeMovements(shards),
    breakdown: churnBreakdown(subscriptions, first, ({ segment }) => segment),
    renewals: [renewalRate(subscriptions, first), revenueRenewalRate(subscriptions, first)],
    others: [trialConversionRate(subscriptions, first), winBackRate(subscriptions, first)],
    inspected: inspectLedger(subscriptions),
    compared: comparePolicies(subscriptions, month('2025-03'), policies.standard, policies.chartmogul),
    currencies: mrrMovements(inCurrencies(subscriptions), months('2025-01', '2025-06'), {
      currency: 'EUR',
      exchangeRates: { USD: dated('0.9'), JPY: '1/163' },
      money: 'fraction',
    }),
  };
}

function reports(rows: readonly Subscription[], policy: Policy): object {
  const zone = { timeZone: policy.timeZone ?? 'UTC' };
  const spans = months('2023-01', '2026-06', zone);
  const book = ledger(rows, policy);
  const statements = mrrMovements(book, spans);
  return {
    report: retentionReport(book, spans),
    fractions: mrrMovements(book, spans, { money: 'fraction' }),
    decimals: mrrMovements(book, spans, { money: Decimal }),
    printed: statements.map((statement) => roundMovements(statement, 2)),
    counts: customerMovements(book, spans),
    intervals: customerMovements(book, spans).map((counts) => ratioInterval(rate(counts.retained, counts.opening))),
    retention: statements.map(netRevenueRetention),
    now: [mrr(book, '2025-02-14T08:00:00Z'), arr(book, '2025-02-14'), arpa(book, spans[20] ?? month('2024-09'))],
  };
}

const rate = (numerator: number, denominator: number) => ({
  value: denominator === 0 ? null : numerator / denominator,
  numerator,
  denominator,
});

/** Rates of a month each, with more digits than a double holds. */
function dated(first: string): Record<string, string> {
  return Object.fromEntries(
    months('2024-12', '2025-06').map(({ label }, index) => [label, `${first}${index}1234567890123456789`]),
  );
}

const currencies = ['EUR', 'USD', 'JPY'];

/** Every customer in a currency of its own. */
function inCurrencies(rows: readonly Subscription[]): Subscription[] {
  return rows.map((row) => ({ ...row, currency: currencies[Number(String(row.customerId).slice(1)) % 3] ?? 'EUR' }));
}
