import { inShape, type Period, type PerPeriod } from '../calendar/open.ts';
import type { Policy, StatementPolicy, StatementRules, Subscription, SubscriptionSource } from '../ledger/query.ts';
import type { Money } from '../money/index.ts';
import {
  type CustomerTerms,
  customerRateInput,
  type ExactCustomerTerms,
  type RateArguments,
} from '../movements/open.ts';
import { type Ratio, ratioOf } from '../ratio/open.ts';
import { closingOf, retainedOf } from './retained.ts';

/**
 * Customer retention rate: the share of customers at the start of a period who are still there at its end.
 *
 * Formula: retained / opening. From terms without `retained`: (opening - churned) / opening, or, also without `churned`, (closing
 * - new - reactivated) / opening. `retentionMethod: 'headcount'`: closing / opening, which new customers can lift above 1.
 *
 * In: customers who pay at the start. Out: customers who join during the period, except by headcount.
 *
 * @param source - Rows, or a ledger compiled from them. The rate equals that of the period's statement, bit for bit.
 * @param period - A period, or a list of periods; a list gives a list, computed in one pass.
 * @param policy - Options. Each has a default; see the concepts page on policy.
 * @param terms - In place of data: a statement of `customerMovements`, or figures of your own. `opening` is required; missing
 * terms are 0.
 * @param options - With terms: the option `retentionMethod`. You can pass a whole policy.
 * @returns A `Ratio`; from data or a statement, 0..1 unless `retentionMethod` is 'headcount'. Its value is null without customers at the start.
 * @throws MetricsError `INVALID_AMOUNT` for a term that is negative or not an amount, `UNKNOWN_KEY` for an unknown term or option;
 * with data, as `customerMovements` does.
 *
 * Cost: O(1) for terms; for data, as `customerMovements`. Source: (end - new) / start as in the usual marketing guides; the
 * headcount method of Treimedia and others.
 *
 * @see docs/metrics/customer-retention-rate.md
 *
 * @example
 * ```ts
 * customerRetentionRate({ opening: 100, churned: 5, new: 10 }).value // => 0.95
 * customerRetentionRate({ opening: 100, churned: 5, new: 10 }, { retentionMethod: 'headcount' }).value // => 1.05
 * ```
 */
export function customerRetentionRate<P extends Period | readonly Period[]>(
  source: SubscriptionSource<Subscription, Money>,
  period: P,
  policy?: Policy<Money>,
): PerPeriod<P, Ratio>;
export function customerRetentionRate(terms: CustomerTerms, options: Pick<StatementPolicy, 'retentionMethod'>): Ratio;
export function customerRetentionRate(terms: CustomerTerms): Ratio;
export function customerRetentionRate(...args: RateArguments): Ratio | Ratio[] {
  const asked = customerRateInput(args);
  return inShape(
    asked,
    asked.bridges.map((terms) => customerRetentionRateOf(terms, asked.rules)),
  );
}

/** The rate of terms already read. */
export function customerRetentionRateOf(terms: ExactCustomerTerms, { retentionMethod }: StatementRules): Ratio {
  return ratioOf(retentionMethod === 'headcount' ? closingOf(terms) : retainedOf(terms), terms.opening);
}
