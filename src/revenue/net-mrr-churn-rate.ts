import { inShape, type Period, type PerPeriod } from '../calendar/open.ts';
import { subtract } from '../exact/index.ts';
import type { Policy, StatementPolicy, StatementRules, Subscription, SubscriptionSource } from '../ledger/query.ts';
import type { Money } from '../money/index.ts';
import { type ExactMrrTerms, type MrrTerms, mrrRateInput, type RateArguments } from '../movements/open.ts';
import { type Ratio, ratioOf } from '../ratio/open.ts';
import { netRetained } from './retained.ts';

/**
 * Net MRR churn rate: the share of opening MRR lost after upgrades are set against the losses; negative if the existing customers
 * grow.
 *
 * Formula: 1 - NRR, always; of terms (contraction + churn - expansion) / opening. `reactivation: 'include'` takes the
 * reactivated MRR off as well.
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
 * @returns A `Ratio`; may be negative. Its value is null without opening MRR.
 * @throws MetricsError `INVALID_AMOUNT` for a term that is negative or no amount, `UNKNOWN_KEY` for an unknown term or option;
 * with data as `mrrMovements` does.
 *
 * Cost: O(1) for terms; for data as `mrrMovements`. Source: ChartMogul and Maxio, net MRR churn rate.
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

/** The same of terms that were read. */
export function netMrrChurnRateOf(terms: ExactMrrTerms, rules: StatementRules): Ratio {
  return ratioOf(subtract(terms.opening, netRetained(terms, rules)), terms.opening);
}
