import { inShape, type Period, type PerPeriod, readPeriods, trailing } from '../calendar/open.ts';
import { customerChurnRateOf, customerRetentionRateOf } from '../customers/open.ts';
import { toNumber } from '../exact/index.ts';
import {
  checkPriced,
  type OpenedSource,
  openPeriods,
  type Policy,
  type Subscription,
  type SubscriptionSource,
} from '../ledger/query.ts';
import type { Money } from '../money/index.ts';
import { exactCustomers, type PeriodTotals, totalsOf } from '../movements/open.ts';
import {
  annual,
  arpaOf,
  grossMrrChurnRateOf,
  grossRevenueRetentionOf,
  mrrGrowthRateOf,
  netMrrChurnRateOf,
  netRevenueRetentionOf,
  quickRatioOf,
} from '../revenue/open.ts';

/**
 * One period of a retention report: a flat row of plain values, fit for `console.table`, a CSV file or a chart. Every figure has the name
 * of its function. Figures with names that end in 12 cover the twelve months up to the end of the period.
 */
export interface RetentionReportRow {
  /** The label of the period. */
  readonly period: string;
  /** The start of the period, as ISO text in UTC. */
  readonly start: string;
  /** The end of the period, as ISO text in UTC; exclusive. */
  readonly end: string;
  /** The currency of the amounts; null when the rows name none. */
  readonly currency: string | null;
  /** False when the period ends after `asOf`: the data does not reach the end of the period. */
  readonly complete: boolean;
  /** MRR just before the period starts, in major currency units, like every amount here. */
  readonly openingMrr: number;
  /** MRR of customers who had never paid before. */
  readonly newMrr: number;
  /** MRR of returning customers. */
  readonly reactivationMrr: number;
  /** MRR added by customers who keep paying. */
  readonly expansionMrr: number;
  /** MRR given up by customers who keep paying. */
  readonly contractionMrr: number;
  /** MRR lost from customers who leave. */
  readonly churnMrr: number;
  /** The effect of exchange rates on MRR, with its sign. */
  readonly fx: number;
  /** MRR just before the period ends. */
  readonly closingMrr: number;
  /** Twelve times the exact closing MRR. */
  readonly arr: number;
  /** NRR of the period, as a fraction; null without opening MRR. */
  readonly netRevenueRetention: number | null;
  /** GRR of the period, as a fraction; null without opening MRR. */
  readonly grossRevenueRetention: number | null;
  /** NRR of the twelve months up to the end of the period, as a fraction; null without customers twelve months before. */
  readonly netRevenueRetention12: number | null;
  /** GRR of the same twelve months, as a fraction; null without customers twelve months before. */
  readonly grossRevenueRetention12: number | null;
  /** Customer retention of the same twelve months, as a fraction; null without customers twelve months before. */
  readonly customerRetentionRate12: number | null;
  /** Gross MRR churn, as a fraction; null without opening MRR. */
  readonly grossMrrChurnRate: number | null;
  /** Net MRR churn, as a fraction; negative when existing customers grow; null without opening MRR. */
  readonly netMrrChurnRate: number | null;
  /** MRR growth, as a fraction; null without opening MRR. */
  readonly mrrGrowthRate: number | null;
  /** MRR gained per unit of MRR lost; null without losses. */
  readonly quickRatio: number | null;
  /** Closing MRR per closing customer, in major currency units; null without customers. */
  readonly arpa: number | null;
  /** Customers just before the period starts. */
  readonly openingCustomers: number;
  /** Customers who had never paid before. */
  readonly newCustomers: number;
  /** Customers who had paid before and returned. */
  readonly reactivatedCustomers: number;
  /** Customers who left. */
  readonly churnedCustomers: number;
  /** Customers just before the period ends. */
  readonly closingCustomers: number;
  /** Customer retention, as a fraction; null without opening customers. */
  readonly customerRetentionRate: number | null;
  /** Customer churn, as a fraction; null without opening customers. */
  readonly customerChurnRate: number | null;
}

/**
 * All revenue and customer metrics at once: one flat row per period with MRR, its movements, the revenue rates, customers and the
 * customer rates.
 *
 * Formula: each figure is the metric of the same name, computed from the same statements of `mrrMovements` and `customerMovements`. The
 * rows foot: openingMrr + newMrr + reactivationMrr + expansionMrr - contractionMrr - churnMrr + fx = closingMrr, and the customers
 * likewise. `netRevenueRetention12`, `grossRevenueRetention12` and `customerRetentionRate12` cover `trailing(12, 'month', end)`, whatever
 * the length of the period. Yearly targets apply to them.
 *
 * @param source - Rows, or a ledger compiled from them.
 * @param periods - A period, or a list of periods, which gives a list. Periods may come in any order and overlap, but must share one time zone.
 * @param policy - Options. Each has a default; see the concepts page on policy.
 * @returns A row of plain values. A period without opening MRR still has its row, with null rates.
 * @throws MetricsError as `mrrMovements` does.
 *
 * Cost: one pass, O(changes + periods), from a ledger; from rows, the compilation comes first. Source: as for each metric.
 *
 * @see docs/metrics/retention-report.md
 *
 * @example
 * ```ts
 * const subscriptions: Subscription[] = [
 *   { customerId: 'ada', start: '2026-01-01', amount: 100, interval: 'month' },
 *   { customerId: 'ben', start: '2026-01-01', end: '2026-02-20', amount: 100, interval: 'month' },
 * ]
 * const [january, february] = retentionReport(subscriptions, months('2026-01', '2026-02'));
 * [january.closingMrr, january.netRevenueRetention, january.closingCustomers]; // => [200, null, 2]
 * [february.closingMrr, february.netRevenueRetention, february.customerChurnRate]; // => [100, 0.5, 0.5]
 * ```
 */
export function retentionReport<P extends Period | readonly Period[]>(
  source: SubscriptionSource<Subscription, Money>,
  periods: P,
  policy?: Policy<Money>,
): PerPeriod<P, RetentionReportRow> {
  const asked = readPeriods(periods);
  const own = asked.periods.map(({ period }) => period);
  const opened = openPeriods(source, [...own, ...own.map(yearBefore)], policy);
  checkPriced(opened.ledger);
  const totals = totalsOf(opened, opened.periods);
  const rows = totals
    .slice(0, own.length)
    .map((ofPeriod, place) => reportRow(ofPeriod, totals[own.length + place] as PeriodTotals, opened));
  return inShape(asked, rows);
}

/** The twelve months up to the end of a period. */
export function yearBefore({ end, timeZone }: Period): Period {
  return trailing(12, 'month', end, { timeZone });
}

export function reportRow(
  totals: PeriodTotals,
  ofYear: Pick<PeriodTotals, 'mrr' | 'customers'>,
  {
    ledger,
    statement: rules,
  }: Pick<OpenedSource, 'statement'> & {
    readonly ledger: Pick<OpenedSource['ledger'], 'currency'>;
  },
): RetentionReportRow {
  const { customers, complete } = totals;
  const { start, end, label } = totals.checked.period;
  const terms = totals.mrr();
  const customerTerms = exactCustomers(customers);
  // Without customers, no rate is needed, and neither are exchange rates of a year ago.
  const yearTerms = ofYear.customers.opening === 0 ? null : ofYear.mrr();
  return {
    period: label,
    start: start.toISOString(),
    end: end.toISOString(),
    currency: ledger.currency,
    complete,
    openingMrr: toNumber(terms.opening),
    newMrr: toNumber(terms.new),
    reactivationMrr: toNumber(terms.reactivation),
    expansionMrr: toNumber(terms.expansion),
    contractionMrr: toNumber(terms.contraction),
    churnMrr: toNumber(terms.churn),
    fx: toNumber(terms.fx),
    closingMrr: toNumber(terms.closing),
    arr: toNumber(annual(terms.closing)),
    netRevenueRetention: netRevenueRetentionOf(terms, rules).value,
    grossRevenueRetention: grossRevenueRetentionOf(terms).value,
    netRevenueRetention12: yearTerms && netRevenueRetentionOf(yearTerms, rules).value,
    grossRevenueRetention12: yearTerms && grossRevenueRetentionOf(yearTerms).value,
    customerRetentionRate12: customerRetentionRateOf(exactCustomers(ofYear.customers), rules).value,
    grossMrrChurnRate: grossMrrChurnRateOf(terms).value,
    netMrrChurnRate: netMrrChurnRateOf(terms, rules).value,
    mrrGrowthRate: mrrGrowthRateOf(terms).value,
    quickRatio: quickRatioOf(terms).value,
    arpa: arpaOf(terms.closing, customers.closing).value,
    openingCustomers: customers.opening,
    newCustomers: customers.new,
    reactivatedCustomers: customers.reactivated,
    churnedCustomers: customers.churned,
    closingCustomers: customers.closing,
    customerRetentionRate: customerRetentionRateOf(customerTerms, rules).value,
    customerChurnRate: customerChurnRateOf(customerTerms, rules).value,
  };
}
