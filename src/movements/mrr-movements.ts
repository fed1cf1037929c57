import { inShape, type Period, type PerPeriod } from '../calendar/open.ts';
import { checkPriced, openPeriods, type Policy, type Subscription, type SubscriptionSource } from '../ledger/query.ts';
import { type Money, type MoneyOf, moneyOut } from '../money/index.ts';
import { type MrrMovements, mrrStatement } from './statement/mrr-statement.ts';
import { totalsOf } from './statement/totals.ts';

/**
 * The MRR bridge of a period, or of each period of a list: opening MRR, what moved it, closing MRR.
 *
 * Formula: opening + new + reactivation + expansion - contraction - churn + fx = closing, exactly before rounding; closing of one
 * period is opening of the adjacent one. Each customer's opening and closing MRR are compared: from zero it is `new` when the
 * customer never paid before in the source, else `reactivation`; to zero it is `churn`; between two paid states it is `expansion`
 * or `contraction`. With `movements: 'event'` each change is booked at its instant instead (with `mergeWithinSeconds` together with those soon after it). Opening is the state just before the
 * period starts, closing just before it ends, so what happens at the first instant belongs to the period. In: every row of the
 * source, at its recurring price. Out: trials, pauses, one-time charges, tax.
 *
 * @param source - Rows, or a ledger compiled from them.
 * @param period - A period, or a list of periods in any order, overlapping or not, all in one time zone. A list gives a list.
 * @param policy - Options; each has its default, see the concepts page.
 * @returns Amounts in major currency units: each the double nearest to the exact value, or with `money` a Decimal or a fraction.
 * A statement is frozen and keeps its exact amounts out of sight. Its rates come from these; the rates of a copy come from the
 * printed amounts.
 * @throws MetricsError as `ledger` does for rows and policy; `INVALID_PERIOD`, `END_BEFORE_START` for a period;
 * `CONFLICTING_TIME_ZONES` when periods, policy or ledger name different zones; `CONFLICTING_POLICY` for a ledger option that
 * differs from the compiled one; `MISSING_EXCHANGE_RATE` where an amount needs a missing exchange rate.
 *
 * Cost: O(changes + periods) from a ledger, whatever the number of periods, trailing years included; periods within
 * others take another pass each time that they nest. From rows the compilation comes first.
 * Source: the movement classes of ChartMogul and Stripe, net per customer as in the dbt MRR playbook.
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
