import { inShape, type Period, type PerPeriod } from '../calendar/open.ts';
import { subtract } from '../exact/index.ts';
import type { Policy, StatementPolicy, StatementRules, Subscription, SubscriptionSource } from '../ledger/query.ts';
import type { Money } from '../money/index.ts';
import { type ExactMrrTerms, type MrrTerms, mrrRateInput, type RateArguments } from '../movements/open.ts';
import { type Ratio, ratioOf } from '../ratio/open.ts';
import { netRetained } from './retained.ts';

/**
 * Net MRR churn rate: the share of opening MRR lost, net of upgrades. It is negative when existing customers grow.
 *
 * Formula: 1 - NRR, always; from terms, (contraction + churn - expansion) / opening. `reactivation: 'include'` subtracts
 * reactivated MRR as well.
 *
 * In: expansion, contraction and churn of opening customers. Out: new customers, and returning ones unless included.
 *
 * @param source - Rows, or a ledger compiled from them. The rate equals that of the period's statement, bit for bit.
 * @param period - A period, or a list of periods; a list gives a list, computed in one pass.
 * @param policy - Options. Each has a default; see the concepts page on policy.
 * @param terms - In place of data: a statement of `mrrMovements`, or figures of your own. `opening` is required; missing terms are
 * 0.
 * @param options - With terms: the option `reactivation`. You can pass a whole policy.
 * @returns A `Ratio`, which may be negative. Its value is null without opening MRR.
 * @throws MetricsError `INVALID_AMOUNT` for a term that is negative or not an amount, `UNKNOWN_KEY` for an unknown term or option;
 * with data, as `mrrMovements` does.
 *
 * Cost: O(1) for terms; for data, as `mrrMovements`. Source: ChartMogul and Maxio, net MRR churn rate.
 *
 * @see docs/metrics/net-mrr-churn-rate.md
 *
 * @example
 * ```ts
 * netMrrChurnRate({ opening: 100, churn: 10, contraction: 10, expansion: 10 }).value // => 0.1
 * ```
 */
export function netMrrChurnRate<P extends Period | readonly Period[]>(
  source: SubscriptionSource<Subscription, Money>,
  period: P,
  policy?: Policy<Money>,
): PerPeriod<P, Ratio>;
export function netMrrChurnRate(terms: MrrTerms, options: Pick<StatementPolicy, 'reactivation'>): Ratio;
export function netMrrChurnRate(terms: MrrTerms): Ratio;
export function netMrrChurnRate(...args: RateArguments): Ratio | Ratio[] {
  const asked = mrrRateInput(args);
  return inShape(
    asked,
    asked.bridges.map((terms) => netMrrChurnRateOf(terms, asked.rules)),
  );
}

/** The rate of terms already read. */
export function netMrrChurnRateOf(terms: ExactMrrTerms, rules: StatementRules): Ratio {
  return ratioOf(subtract(terms.opening, netRetained(terms, rules)), terms.opening);
}
