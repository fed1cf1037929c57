import { inShape, type Period, type PerPeriod } from '../calendar/open.ts';
import { subtract } from '../exact/index.ts';
import type { Policy, Subscription, SubscriptionSource } from '../ledger/query.ts';
import type { Money } from '../money/index.ts';
import { type ExactMrrTerms, footOf, type MrrTerms, mrrRateInput, type RateArguments } from '../movements/open.ts';
import { type Ratio, ratioOf } from '../ratio/open.ts';

/**
 * MRR growth rate: the change in MRR over a period, as a share of opening MRR.
 *
 * Formula: (closing - opening) / opening. From terms without `closing`: (new + reactivation + expansion - contraction - churn +
 * fx) / opening.
 *
 * In: every movement, exchange rates included. Out: nothing.
 *
 * @param source - Rows, or a ledger compiled from them. The rate equals that of the period's statement, bit for bit.
 * @param period - A period, or a list of periods; a list gives a list, computed in one pass.
 * @param policy - Options. Each has a default; see the concepts page on policy.
 * @param terms - In place of data: a statement of `mrrMovements`, or figures of your own. `opening` is required; missing terms are
 * 0.
 * @returns A `Ratio`, negative when MRR fell. Its value is null without opening MRR.
 * @throws MetricsError `INVALID_AMOUNT` for a term that is negative or not an amount, `UNKNOWN_KEY` for an unknown term or option;
 * with data, as `mrrMovements` does.
 *
 * Cost: O(1) for terms; for data, as `mrrMovements`. Source: ChartMogul, MRR growth rate.
 *
 * @see docs/metrics/mrr-growth-rate.md
 *
 * @example
 * ```ts
 * mrrGrowthRate({ opening: 1000, new: 300, churn: 100 }).value // => 0.2
 * mrrGrowthRate({ opening: 1000, closing: 900 }).value // => -0.1
 * ```
 */
export function mrrGrowthRate<P extends Period | readonly Period[]>(
  source: SubscriptionSource<Subscription, Money>,
  period: P,
  policy?: Policy<Money>,
): PerPeriod<P, Ratio>;
export function mrrGrowthRate(terms: MrrTerms): Ratio;
export function mrrGrowthRate(...args: RateArguments): Ratio | Ratio[] {
  const asked = mrrRateInput(args);
  return inShape(asked, asked.bridges.map(mrrGrowthRateOf));
}

/** The rate of terms already read. */
export function mrrGrowthRateOf(terms: ExactMrrTerms): Ratio {
  return ratioOf(subtract(terms.closing ?? footOf(terms), terms.opening), terms.opening);
}
