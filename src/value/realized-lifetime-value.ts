import type { Instant } from '../calendar/open.ts';
import { reject } from '../errors.ts';
import { add, type Rational, zero } from '../exact/index.ts';
import {
  type CompiledLedger,
  checkPriced,
  openUntil,
  type Policy,
  type Subscription,
  type SubscriptionSource,
} from '../ledger/query.ts';
import { type Money, type MoneyOf, moneyOut } from '../money/index.ts';
import { type Distribution, distributionOf, type SortedValues, sortedRationals } from '../statistics/open.ts';
import { accrualUntil } from './accrual.ts';

/** The amounts that former customers paid over their whole lives, in major currency units; `count` is their number. */
export interface RealizedLifetimeValue<M = number> extends Distribution<M> {
  /** The sum over all customers who left; 0 without any. */
  readonly total: M;
}

const shares = [0.1, 0.25, 0.5, 0.75, 0.9];

/**
 * Realized lifetime value: the amounts that former customers paid, from their first payment to their last.
 *
 * Formula: for each customer, the sum over its months of the MRR accrued in them; mean = total / customers. A whole calendar month at 30
 * accrues 30; part of a month accrues its share of that month's days. In: customers who paid before `asOf` and pay nothing just before it;
 * all their payments, also after a return. Out: customers who still pay, because their value is not final yet. The mean therefore leaves
 * out the most loyal customers.
 *
 * @param source - Rows, or a ledger compiled from them.
 * @param asOf - The instant up to which MRR accrues.
 * @param policy - Options. Each has a default; see the concepts page on policy. Amounts in other currencies are converted at the
 * rate of each calendar month in which they accrue.
 * @returns `count` is the number of customers who left. Amounts are in major currency units, in the form that `money` names, computed
 * exactly and rounded once. Quantiles are at 0.1, 0.25, 0.5, 0.75 and 0.9. Everything except the count and the total is null when no
 * customer has left.
 * @throws MetricsError as `mrr` does; `CONFLICTING_POLICY` for an `asOf` that the ledger cannot answer for: one later than its own or, with
 * `churnGraceDays`, any other one.
 *
 * Cost: O(changes) from a ledger, plus sorting the customers who left. Source: historic customer value, with amounts paid in place of
 * amounts expected; quantiles by type 7 (linear between the two nearest values), Hyndman and Fan (1996), Sample quantiles in statistical
 * packages.
 *
 * @see docs/metrics/realized-lifetime-value.md
 *
 * @example
 * ```ts
 * const subscriptions: Subscription[] = [
 *   { customerId: 'ada', start: '2026-01-01', end: '2026-03-01', amount: 30, interval: 'month' },
 *   { customerId: 'ben', start: '2026-01-01', end: '2026-01-01', amount: 30, interval: 'month' },
 *   { customerId: 'cem', start: '2026-02-15', end: '2026-03-01', amount: 120, interval: 'month' },
 *   { customerId: 'dia', start: '2026-01-01', amount: 30, interval: 'month' },
 * ];
 * const { count, mean, total } = realizedLifetimeValue(subscriptions, '2026-06-01');
 * count; // => 2
 * total; // => 120
 * mean; // => 60
 * ```
 */
export function realizedLifetimeValue<K extends Money = 'number', C extends Money = K>(
  source: SubscriptionSource<Subscription, K>,
  asOf: Instant,
  policy: Policy<C> = {},
): RealizedLifetimeValue<MoneyOf<C>> {
  if (asOf === undefined) reject('INVALID_INSTANT', 'asOf', 'be present: the instant the data was taken', asOf);
  const { ledger, statement, until } = openUntil(source, asOf, policy, 'asOf');
  checkPriced(ledger);
  const values = realizedValues(ledger, until);
  const out = moneyOut(statement.money) as (amount: Rational) => MoneyOf<C>;
  // Most values differ as doubles, which needs no long arithmetic.
  return realizedOf(sortedRationals(values), values.reduce(add, zero), out);
}

/** The amount paid by each customer who has left. */
export function realizedValues(ledger: CompiledLedger, until: number): Rational[] {
  const accrualOf = accrualUntil(ledger, until);
  return ledger.entities.customerIds().flatMap((_, entity) => accrualOf(entity) ?? []);
}

/** The result from such values and their sum. */
export function realizedOf<M>(
  values: SortedValues,
  total: Rational,
  out: (amount: Rational) => M,
): RealizedLifetimeValue<M> {
  return { total: out(total), ...distributionOf(values, total, shares, out) };
}
