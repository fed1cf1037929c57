import { inShape, type Period, type PerPeriod } from '../calendar/open.ts';
import type { Policy, StatementPolicy, StatementRules, Subscription, SubscriptionSource } from '../ledger/query.ts';
import type { Money } from '../money/index.ts';
import { type ExactMrrTerms, type MrrTerms, mrrRateInput, type RateArguments } from '../movements/open.ts';
import { type Ratio, ratioOf } from '../ratio/open.ts';
import { netRetained } from './retained.ts';

/**
 * Net revenue retention (NRR): the share of opening MRR that the same customers pay at the end, upgrades included. Above 1, MRR
 * grows without new customers.
 *
 * Formula: retained MRR / opening MRR, where retained is the closing MRR of opening customers. From terms without `retainedNet`:
 * (opening + expansion - contraction - churn) / opening. `reactivation: 'include'` adds reactivated MRR.
 *
 * In: expansion, contraction and churn of opening customers. Out: new customers, and returning ones unless included.
 *
 * @param source - Rows, or a ledger compiled from them. The rate equals that of the period's statement, bit for bit.
 * @param period - A period, or a list of periods; a list gives a list, computed in one pass.
 * @param policy - Options. Each has a default; see the concepts page on policy.
 * @param terms - In place of data: a statement of `mrrMovements`, or figures of your own. `opening` is required; missing terms are
 * 0.
 * @param options - With terms: the option `reactivation`. You can pass a whole policy.
 * @returns A `Ratio`, which may exceed 1. Its value is null without opening MRR.
 * @throws MetricsError `INVALID_AMOUNT` for a term that is negative or not an amount, `UNKNOWN_KEY` for an unknown term or option;
 * with data, as `mrrMovements` does.
 *
 * Cost: O(1) for terms; for data, as `mrrMovements`. Source: the point-to-point cohort definition of listed software companies;
 * ChartMogul's definition adds reactivation.
 *
 * @see docs/metrics/net-revenue-retention.md
 *
 * @example
 * ```ts
 * netRevenueRetention({ opening: 1000, expansion: 200, churn: 100 }).value // => 1.1
 * netRevenueRetention({ opening: 1000, churn: 100, reactivation: 50 }, { reactivation: 'include' }).value // => 0.95
 * ```
 */
export function netRevenueRetention<P extends Period | readonly Period[]>(
  source: SubscriptionSource<Subscription, Money>,
  period: P,
  policy?: Policy<Money>,
): PerPeriod<P, Ratio>;
export function netRevenueRetention(terms: MrrTerms, options: Pick<StatementPolicy, 'reactivation'>): Ratio;
export function netRevenueRetention(terms: MrrTerms): Ratio;
export function netRevenueRetention(...args: RateArguments): Ratio | Ratio[] {
  const asked = mrrRateInput(args);
  return inShape(
    asked,
    asked.bridges.map((terms) => netRevenueRetentionOf(terms, asked.rules)),
  );
}

/** The rate of terms already read. */
export function netRevenueRetentionOf(terms: ExactMrrTerms, rules: StatementRules): Ratio {
  return ratioOf(netRetained(terms, rules), terms.opening);
}
