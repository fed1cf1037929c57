import { inShape, type PerPeriod } from '../calendar/open.ts';
import type { Policy, Subscription, SubscriptionSource } from '../ledger/query.ts';
import { type Money, type MoneyOf, moneyOut } from '../money/index.ts';
import { type At, statesAt } from '../movements/open.ts';

/**
 * Monthly recurring revenue (MRR): the monthly price of all subscriptions that run at an instant.
 *
 * Formula: sum over running rows of max(0, amount x quantity - discount) per billing interval, converted to a month: year / 12, quarter /
 * 3, week x 52 / 12, day x 365 / 12, all divided by `intervalCount`. A 'term' is divided by its whole months, or otherwise by its days x 12
 * / 365. In: paid rows with `start <= at < end`. Out: trials, pauses, one-time charges, tax.
 *
 * @param source - Rows, or a ledger compiled from them.
 * @param at - An instant, including the events at that instant; or a period, which gives the closing MRR just before its end; or a list of
 * either, which gives a list, computed in one pass.
 * @param policy - Options. Each has a default; see the concepts page on policy.
 * @returns An amount in major currency units: the double nearest to the exact sum, or with `money` a Decimal or a fraction. Never null; 0 when no
 * subscription runs.
 * @throws MetricsError as `ledger` does for rows and policy; `INVALID_INSTANT` or `INVALID_PERIOD` for `at`;
 * `CONFLICTING_TIME_ZONES`, `CONFLICTING_POLICY`, `MISSING_EXCHANGE_RATE`.
 *
 * Cost: O(changes) from a ledger; from rows, the compilation comes first. Source: the definition shared by ChartMogul, Stripe and others.
 * The policy has an option for each point on which they differ.
 *
 * @see docs/metrics/mrr.md
 *
 * @example
 * ```ts
 * const subscriptions: Subscription[] = [
 *   { customerId: 'ada', start: '2026-01-15', amount: 100, interval: 'year' },
 *   { customerId: 'ben', start: '2026-02-01', amount: 20, interval: 'month', quantity: 3 },
 * ]
 * mrr(subscriptions, '2026-01-31') // => 8.333333333333334
 * mrr(subscriptions, month('2026-02')) // => 68.33333333333333
 * ```
 */
export function mrr<A extends At, K extends Money = 'number', C extends Money = K>(
  source: SubscriptionSource<Subscription, K>,
  at: A,
  policy?: Policy<C>,
): PerPeriod<A, MoneyOf<C>>;
export function mrr(
  source: SubscriptionSource<Subscription, Money>,
  at: At,
  policy?: Policy<Money>,
): MoneyOf<Money> | MoneyOf<Money>[] {
  const asked = statesAt(source, at, policy);
  const print = moneyOut(asked.money);
  return inShape(
    asked,
    asked.states.map(({ mrr }) => print(mrr())),
  );
}
