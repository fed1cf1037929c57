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
 * Formula: retained MRR / opening MRR, where retained is the closing MRR of the customers open at the start. Of terms without
 * `retainedNet`: (opening + expansion - contraction - churn) / opening. `reactivation: 'include'` adds the reactivated MRR.
 *
 * In: expansion, contraction and churn of the opening customers. Out: new customers, and returning ones unless included.
 *
 * @param terms - The terms of an MRR bridge: the statement of `mrrMovements` or figures of your own; `opening` is required,
 * missing terms are 0.
 * @param options - With terms: `reactivation`, 'exclude' (the default) or 'include'; the policy of other
 * calls may be given as it is.
 * @param source - Or the data: rows, or a ledger compiled from them. The rate is then, to the last bit, that of the
 * period's statement.
 * @param period - With data: a period, or a list of periods. A list gives a list, from one walk.
 * @param policy - With data: options; each has its default, see the concepts page.
 * @returns A `Ratio`; may exceed 1. Its value is null without opening MRR.
 * @throws MetricsError `INVALID_AMOUNT` for a term that is negative or no amount, `UNKNOWN_KEY` for an unknown term or option;
 * with data as `mrrMovements` does.
 *
 * Cost: O(1) for terms; for data as `mrrMovements`. Source: the point-to-point cohort definition of listed software companies;
 * ChartMogul's adds reactivation.
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

/** The same of terms that were read. */
export function netRevenueRetentionOf(terms: ExactMrrTerms, rules: StatementRules): Ratio {
  return ratioOf(netRetained(terms, rules), terms.opening);
}
