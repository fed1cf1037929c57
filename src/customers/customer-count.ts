import { inShape, type PerPeriod } from '../calendar/open.ts';
import type { Policy, Subscription, SubscriptionSource } from '../ledger/query.ts';
import type { Money } from '../money/index.ts';
import { type At, statesAt } from '../movements/open.ts';

/**
 * The number of customers who pay at an instant.
 *
 * Formula: number of customers whose MRR is above 0, or with `freePlans: 'include'` that have any running row. In: each customer
 * once, however many subscriptions it has (with `grain: 'subscription'`, each subscription). Out: customers in trial or paused.
 *
 * @param source - Rows, or a ledger compiled from them.
 * @param at - An instant, including the events at that instant; or a period, which gives the count just before its end; or a list of
 * either, which gives a list, computed in one pass.
 * @param policy - Options. Each has a default; see the concepts page on policy.
 * @returns A whole number. Never null; 0 without customers.
 * @throws MetricsError as `mrr` does.
 *
 * Cost: as for `mrr`. Source: the customer count of ChartMogul and Stripe.
 *
 * @see docs/metrics/customer-count.md
 *
 * @example
 * ```ts
 * const subscriptions: Subscription[] = [
 *   { customerId: 'ada', start: '2026-01-15', end: '2026-02-10', amount: 30, interval: 'month' },
 *   { customerId: 'ben', start: '2026-02-01', amount: 60, interval: 'month' },
 * ]
 * customerCount(subscriptions, '2026-02-01') // => 2
 * customerCount(subscriptions, month('2026-02')) // => 1
 * ```
 */
export function customerCount<A extends At>(
  source: SubscriptionSource<Subscription, Money>,
  at: A,
  policy?: Policy<Money>,
): PerPeriod<A, number> {
  const asked = statesAt(source, at, policy);
  return inShape(
    asked,
    asked.states.map(({ customers }) => customers),
  );
}
