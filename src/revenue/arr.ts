import { inShape, type PerPeriod } from '../calendar/open.ts';
import { multiply, type Rational } from '../exact/index.ts';
import type { Policy, Subscription, SubscriptionSource } from '../ledger/query.ts';
import { type Money, type MoneyOf, moneyOut } from '../money/index.ts';
import { type At, statesAt } from '../movements/open.ts';

const monthsPerYear = { n: 12n, d: 1n };

/**
 * Annual recurring revenue (ARR): twelve times the exact MRR, rounded once. A yearly price of 100 gives an ARR of exactly 100.
 *
 * Formula: 12 x MRR. In and out: as for `mrr`.
 *
 * @param source - Rows, or a ledger compiled from them.
 * @param at - An instant, including the events at that instant; or a period, which gives the closing ARR just before its end; or a list of
 * either, which gives a list, computed in one pass.
 * @param policy - Options. Each has a default; see the concepts page on policy.
 * @returns An amount in major currency units: the double nearest to the exact value, or with `money` a Decimal or a fraction. Never null; 0 when no
 * subscription runs.
 * @throws MetricsError as `mrr` does.
 *
 * Cost: as for `mrr`. Source: ARR = 12 x MRR in ChartMogul, Stripe and others.
 *
 * @see docs/metrics/arr.md
 *
 * @example
 * ```ts
 * arr([{ customerId: 'ada', start: '2026-01-15', amount: 100, interval: 'year' }], '2026-02-01') // => 100
 * ```
 */
export function arr<A extends At, K extends Money = 'number', C extends Money = K>(
  source: SubscriptionSource<Subscription, K>,
  at: A,
  policy?: Policy<C>,
): PerPeriod<A, MoneyOf<C>>;
export function arr(
  source: SubscriptionSource<Subscription, Money>,
  at: At,
  policy?: Policy<Money>,
): MoneyOf<Money> | MoneyOf<Money>[] {
  const asked = statesAt(source, at, policy);
  const print = moneyOut(asked.money);
  return inShape(
    asked,
    asked.states.map(({ mrr }) => print(annual(mrr()))),
  );
}

/** Twelve times the exact MRR. */
export function annual(mrr: Rational): Rational {
  return multiply(mrr, monthsPerYear);
}
