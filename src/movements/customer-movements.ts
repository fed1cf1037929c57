import { inShape, type Period, type PerPeriod } from '../calendar/open.ts';
import { openPeriods, type Policy, type Subscription, type SubscriptionSource } from '../ledger/query.ts';
import type { Money } from '../money/index.ts';
import { type PeriodTotals, totalsOf } from './statement/totals.ts';

/**
 * How the number of paying customers moved from `opening` to `closing` in one period: opening + new + reactivated - churned =
 * closing.
 */
export interface CustomerMovements {
  /** The period of the statement. */
  readonly period: Period;
  /** False when the period ends after `asOf`: the data does not reach the end of the period. */
  readonly complete: boolean;
  /** Customers just before the period starts. */
  readonly opening: number;
  /** Customers who had never paid before in the source. */
  readonly new: number;
  /** Customers who had paid before and returned. */
  readonly reactivated: number;
  /** Customers who left. */
  readonly churned: number;
  /** Customers just before the period ends. */
  readonly closing: number;
  /** Opening customers who are still there at the end. */
  readonly retained: number;
}

/**
 * The customer bridge of a period, or of each period in a list: paying customers at the start, customers who join, return and leave, and
 * paying customers at the end.
 *
 * Formula: opening + new + reactivated - churned = closing; retained = opening - opening customers gone at the end. A customer counts while
 * its MRR is above 0, or with `freePlans: 'include'` while any row runs. A customer who joins and leaves within one period appears in no
 * term, except with `movements: 'event'`. A customer who returns in a later period is reactivated. With `grain: 'subscription'`,
 * subscriptions are counted.
 *
 * @param source - Rows, or a ledger compiled from them.
 * @param period - A period, or a list of periods, which gives a list. Periods may come in any order and overlap, but must share one time zone.
 * @param policy - Options. Each has a default; see the concepts page on policy.
 * @returns A frozen statement of whole numbers of customers. Never null.
 * @throws MetricsError as `mrrMovements` does.
 *
 * Cost: O(changes + periods) from a ledger; from rows, the compilation comes first. Source: the customer counts beside the MRR
 * bridge of the dbt MRR playbook.
 *
 * @see docs/metrics/customer-movements.md
 *
 * @example
 * ```ts
 * const subscriptions: Subscription[] = [
 *   { customerId: 'ada', start: '2026-01-01', amount: 100, interval: 'month' },
 *   { customerId: 'ben', start: '2026-01-01', end: '2026-03-20', amount: 100, interval: 'month' },
 *   { customerId: 'eve', start: '2026-03-03', amount: 50, interval: 'month' },
 * ]
 * const { opening, churned, closing, retained } = customerMovements(subscriptions, month('2026-03'))
 * [opening, churned, closing, retained] // => [2, 1, 2, 1]
 * ```
 */
export function customerMovements<P extends Period | readonly Period[]>(
  source: SubscriptionSource<Subscription, Money>,
  period: P,
  policy?: Policy<Money>,
): PerPeriod<P, CustomerMovements> {
  const opened = openPeriods(source, period, policy);
  return inShape(opened, totalsOf(opened, opened.periods).map(customerStatement));
}

/** One period's totals as a statement. */
export function customerStatement({
  checked,
  complete,
  customers,
}: Pick<PeriodTotals, 'checked' | 'complete' | 'customers'>): CustomerMovements {
  return Object.freeze({ period: checked.period, complete, ...customers });
}
