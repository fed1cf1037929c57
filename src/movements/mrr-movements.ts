import { inShape, type Period, type PerPeriod } from '../calendar/open.ts';
import { checkPriced, openPeriods, type Policy, type Subscription, type SubscriptionSource } from '../ledger/query.ts';
import { type Money, type MoneyOf, moneyOut } from '../money/index.ts';
import { type MrrMovements, mrrStatement } from './statement/mrr-statement.ts';
import { totalsOf } from './statement/totals.ts';

/**
 * The MRR bridge of a period, or of each period in a list: opening MRR, its movements, closing MRR.
 *
 * Formula: opening + new + reactivation + expansion - contraction - churn + fx = closing, exactly before rounding. The closing of
 * one period is the opening of the next. Each customer's opening and closing MRR are compared. From zero, the change is `new` if
 * the customer had never paid before in the source, else `reactivation`. To zero, it is `churn`. Between two paid states, it is
 * `expansion` or `contraction`. With `movements: 'event'`, each change is booked at its instant instead (with
 * `mergeWithinSeconds`, together with changes soon after it). Opening is the state just before the period starts and closing the
 * state just before it ends, so changes at the first instant belong to the period. In: every row of the source, at its recurring
 * price. Out: trials, pauses, one-time charges, tax.
 *
 * @param source - Rows, or a ledger compiled from them.
 * @param period - A period, or a list of periods, which gives a list. Periods may come in any order and overlap, but must share one time zone.
 * @param policy - Options. Each has a default; see the concepts page on policy.
 * @returns A frozen statement. Each amount is the double nearest to the exact value, or with `money` a Decimal or a fraction. A statement keeps its
 * exact amounts in hidden form, and rates use them. A copy loses them; its rates come from the visible amounts.
 * @throws MetricsError as `ledger` does for rows and policy; `INVALID_PERIOD`, `END_BEFORE_START` for a period;
 * `CONFLICTING_TIME_ZONES` when periods, policy or ledger name different zones; `CONFLICTING_POLICY` for a ledger option that
 * differs from the compiled one; `MISSING_EXCHANGE_RATE` when an amount needs a missing exchange rate.
 *
 * Cost: O(changes + periods) from a ledger, for any number of periods, trailing years included; each level of nested periods takes one more
 * pass. From rows, the compilation comes first. Source: the movement classes of ChartMogul and Stripe, net per customer as in the dbt MRR
 * playbook.
 *
 * @see docs/metrics/mrr-movements.md
 *
 * @example
 * ```ts
 * const subscriptions: Subscription[] = [
 *   { customerId: 'ada', start: '2026-01-01', end: '2026-03-10', amount: 100, interval: 'month' },
 *   { customerId: 'ada', start: '2026-03-10', amount: 130, interval: 'month' },
 *   { customerId: 'ben', start: '2026-01-01', end: '2026-03-20', amount: 100, interval: 'month' },
 *   { customerId: 'eve', start: '2026-03-03', amount: 50, interval: 'month' },
 * ]
 * const { opening, expansion, churn, closing, ...rest } = mrrMovements(subscriptions, month('2026-03'))
 * opening + rest.new + expansion - churn === closing // => true
 * closing // => 180
 * ```
 */
export function mrrMovements<P extends Period | readonly Period[], K extends Money = 'number', C extends Money = K>(
  source: SubscriptionSource<Subscription, K>,
  period: P,
  policy?: Policy<C>,
): PerPeriod<P, MrrMovements<MoneyOf<C>>>;
export function mrrMovements(
  source: SubscriptionSource<Subscription, Money>,
  period: Period | readonly Period[],
  policy?: Policy<Money>,
): MrrMovements<MoneyOf<Money>> | MrrMovements<MoneyOf<Money>>[] {
  const opened = openPeriods(source, period, policy);
  checkPriced(opened.ledger);
  const print = moneyOut(opened.statement.money);
  return inShape(
    opened,
    totalsOf(opened, opened.periods).map((totals) => mrrStatement(totals, opened, print)),
  );
}
