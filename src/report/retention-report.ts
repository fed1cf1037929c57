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
 * One period of a retention report: plain values under one name each, fit for `console.table`, a CSV file or a chart.
 * Every figure has the name of its function; the figures that end in 12 are those of the twelve months up to the end of
 * the period.
 */
export interface RetentionReportRow {
  /** The label of the period. */
  readonly period: string;
  /** ISO text in UTC. */
  readonly start: string;
  /** ISO text in UTC; exclusive. */
  readonly end: string;
  readonly currency: string | null;
  /** Whether the data reaches to the end of the period. */
  readonly complete: boolean;
  readonly openingMrr: number;
  readonly newMrr: number;
  readonly reactivationMrr: number;
  readonly expansionMrr: number;
  readonly contractionMrr: number;
  readonly churnMrr: number;
  /** What exchange rates did to the closing MRR; signed. */
  readonly fx: number;
  readonly closingMrr: number;
  /** Twelve times the exact closing MRR. */
  readonly arr: number;
  readonly netRevenueRetention: number | null;
  readonly grossRevenueRetention: number | null;
  readonly netRevenueRetention12: number | null;
  readonly grossRevenueRetention12: number | null;
  readonly customerRetentionRate12: number | null;
  readonly grossMrrChurnRate: number | null;
  readonly netMrrChurnRate: number | null;
  readonly mrrGrowthRate: number | null;
  readonly quickRatio: number | null;
  readonly arpa: number | null;
  readonly openingCustomers: number;
  readonly newCustomers: number;
  readonly reactivatedCustomers: number;
  readonly churnedCustomers: number;
  readonly closingCustomers: number;
  readonly customerRetentionRate: number | null;
  readonly customerChurnRate: number | null;
}

/**
 * Everything at once: one flat row per period with MRR, its movements, the revenue rates, customers and the customer rates.
 *
 * Formula: each figure is the metric of its name, over the same statements: `mrrMovements`, `customerMovements` and the
 * rates over them. The rows foot: openingMrr + newMrr + reactivationMrr + expansionMrr - contractionMrr - churnMrr + fx
 * = closingMrr, and the customers likewise. `netRevenueRetention12`, `grossRevenueRetention12` and
 * `customerRetentionRate12` are those of `trailing(12, 'month', end)`, whatever the length of the period: what yearly
 * targets are meant for.
 *
 * @param source - Rows, or a ledger compiled from them.
 * @param periods - A period, or a list of periods in any order, all in one time zone.
 * @param policy - Options; each has its default, see the concepts page.
 * @returns A row for a period, a list in its order for a list. Amounts in major currency units, rates as fractions. A
 * period without opening MRR has null rates and still has its row; a period that ends within twelve months of the first
 * row has no opening customers twelve months before, and so null there.
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
  // Of no customers no rate is asked: exchange rates of a year ago are then not needed.
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
