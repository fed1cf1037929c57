import type { Instant, Period } from '../calendar/open.ts';
import { multiply, type Rational } from '../exact/index.ts';
import type { Policy, Subscription, SubscriptionSource } from '../ledger/query.ts';
import { type Money, type MoneyOf, moneyOut } from '../money/index.ts';
import { stateAt } from '../movements/open.ts';

const monthsPerYear = { n: 12n, d: 1n };

/**
 * Annual recurring revenue: twelve times the exact MRR, rounded once, so that a yearly price of 100 is an ARR of exactly 100.
 *
 * Formula: 12 x MRR. In and out: as for `mrr`.
 *
 * @param source - Rows, or a ledger compiled from them.
 * @param at - An instant, its own events included; or a period, which gives its closing ARR, just before its end.
 * @param policy - Options; each has its default, see the concepts page.
 * @returns An amount in major currency units: the double nearest to the exact value, or with `money` a Decimal or a fraction; 0 when
 * nothing runs.
 * @throws MetricsError as `mrr` does.
 *
 * Cost: as for `mrr`. Source: ARR = 12 x MRR in ChartMogul, Stripe and others.
 *
 * @example
 * ```ts
 * arr([{ customerId: 'ada', start: '2026-01-15', amount: 100, interval: 'year' }], '2026-02-01') // => 100
 * ```
 */
export function arr<K extends Money = 'number'>(
  source: SubscriptionSource<Subscription, K>,
  at: Instant | Period,
  policy?: Policy<K>,
): MoneyOf<K>;
export function arr(
  source: SubscriptionSource<Subscription, Money>,
  at: Instant | Period,
  policy?: Policy<Money>,
): MoneyOf<Money> {
  const state = stateAt(source, at, policy);
  return moneyOut(state.money)(annual(state.mrr()));
}

/** Twelve times the exact MRR. */
export function annual(mrr: Rational): Rational {
  return multiply(mrr, monthsPerYear);
}
