import { inShape, type Period, type PerPeriod } from '../calendar/open.ts';
import { openPeriods, type Policy, type Subscription, type SubscriptionSource } from '../ledger/query.ts';
import type { Money } from '../money/index.ts';
import { entityMovements, runningSpans } from '../movements/open.ts';
import { type Ratio, ratio } from '../ratio/open.ts';
import { isChurn, lastRowOf } from './churns.ts';

/**
 * Involuntary churn rate: the share of customers at the start who left without deciding to, because a payment failed.
 *
 * Formula: customers open at the start and gone at the end whose churn was involuntary / customers open at the start. A churn is
 * involuntary when the past-due grace ran out (`pastDueGraceDays`), or when the customer's last row ended with `churnType: 'involuntary'`.
 * A pause is not. In: customers with MRR at the start. Out: customers who join and leave within the period.
 *
 * @param source - Rows, or a ledger compiled from them.
 * @param period - A period, or a list of periods, which gives a list.
 * @param policy - Options. Each has a default; see the concepts page on policy.
 * @returns A `Ratio`, 0..1. Its value is null without customers at the start.
 * @throws MetricsError as `mrrMovements` does.
 *
 * Cost: O(rows). Source: Recurly and ProfitWell split churn into voluntary and involuntary (delinquent).
 *
 * @see docs/metrics/involuntary-churn-rate.md
 *
 * @example
 * ```ts
 * const subscriptions: Subscription[] = [
 *   { customerId: 'ada', start: '2026-01-01', amount: 50, interval: 'month', pastDue: [{ start: '2026-03-01' }] },
 *   { customerId: 'ben', start: '2026-01-01', amount: 50, interval: 'month' },
 * ];
 * involuntaryChurnRate(subscriptions, month('2026-03'), { pastDueGraceDays: 14 }).value; // => 0.5
 * ```
 */
export function involuntaryChurnRate<P extends Period | readonly Period[]>(
  source: SubscriptionSource<Subscription, Money>,
  period: P,
  policy?: Policy<Money>,
): PerPeriod<P, Ratio> {
  const asked = openPeriods(source, period, policy);
  const { ledger } = asked;
  const book = { ledger, running: runningSpans(ledger) };
  const rates = asked.periods.map((checked) => {
    // A rate over the opening cohort: point to point, however the movements are booked.
    const movements = entityMovements(ledger, checked, 'net');
    const involuntary = movements
      .filter(isChurn)
      .filter(({ entity, place }) => lastRowOf(book, checked, entity, place).isInvoluntary);
    return ratio(involuntary.length, movements.filter(({ from }) => from.n !== 0n).length);
  });
  return inShape(asked, rates);
}
