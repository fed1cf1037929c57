import type { Period } from '../calendar/open.ts';
import { customerChurnRateOf, customerRetentionRateOf } from '../customers/open.ts';
import { toNumber } from '../exact/index.ts';
import type { OpenedSource, Policy, Subscription, SubscriptionSource } from '../ledger/query.ts';
import type { Money } from '../money/index.ts';
import {
  customerStatement,
  mrrStatement,
  type PeriodTotals,
  readCustomerTerms,
  readMrrTerms,
  statements,
} from '../movements/open.ts';
import { ratioOf } from '../ratio/open.ts';
import {
  annual,
  grossMrrChurnRateOf,
  grossRevenueRetentionOf,
  netMrrChurnRateOf,
  netRevenueRetentionOf,
  quickRatioOf,
} from '../revenue/open.ts';

/** One period of a retention report: plain numbers under one name each, fit for `console.table`, a CSV file or a chart. */
export interface RetentionReportRow {
  /** The label of the period. */
  readonly period: string;
  /** Closing MRR. */
  readonly mrr: number;
  /** Twelve times the exact closing MRR. */
  readonly arr: number;
  readonly opening: number;
  readonly new: number;
  readonly reactivation: number;
  readonly expansion: number;
  readonly contraction: number;
  readonly churn: number;
  readonly closing: number;
  readonly nrr: number | null;
  readonly grr: number | null;
  readonly grossChurn: number | null;
  readonly netChurn: number | null;
  readonly quickRatio: number | null;
  readonly arpa: number | null;
  /** Paying customers at the end. */
  readonly customers: number;
  readonly newCustomers: number;
  readonly reactivatedCustomers: number;
  readonly churnedCustomers: number;
  readonly retentionRate: number | null;
  readonly churnRate: number | null;
  /** Whether the data reaches to the end of the period. */
  readonly complete: boolean;
}

/**
 * Everything at once: one flat row a period with MRR, its movements, the revenue rates, customers and the customer rates.
 *
 * Formula: each column is the metric of its name, of the same statements: `mrrMovements`, `customerMovements` and the rates over them.
 * A period without opening MRR has null rates and still has its row.
 *
 * @param source - Rows, or a ledger compiled from them.
 * @param periods - A list of periods in any order, all in one time zone.
 * @param policy - Options; each has its default, see the concepts page.
 * @returns One row a period, in the order of `periods`. Amounts in major currency units, rates as fractions.
 * @throws MetricsError as `mrrMovements` does.
 *
 * Cost: one walk, O(changes + periods), from a ledger; from rows the compilation comes first. Source: as for each metric.
 *
 * @example
 * ```ts
 * const subscriptions: Subscription[] = [
 *   { customerId: 'ada', start: '2026-01-01', amount: 100, interval: 'month' },
 *   { customerId: 'ben', start: '2026-01-01', end: '2026-02-20', amount: 100, interval: 'month' },
 * ]
 * const [january, february] = retentionReport(subscriptions, months('2026-01', '2026-02'));
 * [january.mrr, january.nrr, january.customers]; // => [200, null, 2]
 * [february.mrr, february.nrr, february.churnRate]; // => [100, 0.5, 0.5]
 * ```
 */
export function retentionReport(
  source: SubscriptionSource<Subscription, Money>,
  periods: readonly Period[],
  policy?: Policy<Money>,
): RetentionReportRow[] {
  return statements(source, periods, policy, reportRow);
}

function reportRow(totals: PeriodTotals, opened: OpenedSource): RetentionReportRow {
  const money = mrrStatement(totals, opened, toNumber);
  const customers = customerStatement(totals);
  // Rates are those of the statements as they are printed, to the last bit; what was printed is read once for all of them.
  const rules = opened.statement;
  const mrrTerms = readMrrTerms(money);
  const customerTerms = readCustomerTerms(customers);
  return {
    period: totals.span.period.label,
    mrr: money.closing,
    arr: toNumber(annual(totals.mrr().closing)),
    opening: money.opening,
    new: money.new,
    reactivation: money.reactivation,
    expansion: money.expansion,
    contraction: money.contraction,
    churn: money.churn,
    closing: money.closing,
    nrr: netRevenueRetentionOf(mrrTerms, rules).value,
    grr: grossRevenueRetentionOf(mrrTerms).value,
    grossChurn: grossMrrChurnRateOf(mrrTerms).value,
    netChurn: netMrrChurnRateOf(mrrTerms, rules).value,
    quickRatio: quickRatioOf(mrrTerms).value,
    arpa: ratioOf(totals.mrr().closing, { n: BigInt(customers.closing), d: 1n }).value,
    customers: customers.closing,
    newCustomers: customers.new,
    reactivatedCustomers: customers.reactivated,
    churnedCustomers: customers.churned,
    retentionRate: customerRetentionRateOf(customerTerms, rules).value,
    churnRate: customerChurnRateOf(customerTerms, rules).value,
    complete: totals.complete,
  };
}
