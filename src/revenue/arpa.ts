import { inShape, type PerPeriod } from '../calendar/open.ts';
import type { Rational } from '../exact/index.ts';
import type { Policy, Subscription, SubscriptionSource } from '../ledger/query.ts';
import type { Money } from '../money/index.ts';
import { type At, statesAt } from '../movements/open.ts';
import { type Ratio, ratioOf } from '../ratio/open.ts';

/**
 * Average revenue per account (ARPA): the mean MRR per paying customer.
 *
 * Formula: MRR / customers, both at one instant. In: the customers that `customerCount` counts under the same policy.
 *
 * @param source - Rows, or a ledger compiled from them.
 * @param at - An instant, including the events at that instant; or a period, which gives closing MRR over closing customers just before its
 * end; or a list of either, which gives a list, computed in one pass.
 * @param policy - Options. Each has a default; see the concepts page on policy.
 * @returns A `Ratio` in major currency units per customer. Its value is null without customers.
 * @throws MetricsError as `mrr` does.
 *
 * Cost: as for `mrr`. Source: ChartMogul's ARPA, MRR over customers.
 *
 * @see docs/metrics/arpa.md
 *
 * @example
 * ```ts
 * const subscriptions: Subscription[] = [
 *   { customerId: 'ada', start: '2026-01-15', amount: 30, interval: 'month' },
 *   { customerId: 'ben', start: '2026-02-01', amount: 60, interval: 'month' },
 * ]
 * arpa(subscriptions, month('2026-02')) // => { value: 45, numerator: 90, denominator: 2 }
 * ```
 */
export function arpa<A extends At>(
  source: SubscriptionSource<Subscription, Money>,
  at: A,
  policy?: Policy<Money>,
): PerPeriod<A, Ratio> {
  const asked = statesAt(source, at, policy);
  return inShape(
    asked,
    asked.states.map(({ mrr, customers }) => arpaOf(mrr(), customers)),
  );
}

/** ARPA from an MRR and a number of customers. */
export function arpaOf(mrr: Rational, customers: number): Ratio {
  return ratioOf(mrr, { n: BigInt(customers), d: 1n });
}
