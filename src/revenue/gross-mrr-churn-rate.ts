import { inShape, type Period, type PerPeriod } from '../calendar/open.ts';
import { subtract } from '../exact/index.ts';
import type { Policy, Subscription, SubscriptionSource } from '../ledger/query.ts';
import type { Money } from '../money/index.ts';
import { type ExactMrrTerms, type MrrTerms, mrrRateInput, type RateArguments } from '../movements/open.ts';
import { type Ratio, ratioOf } from '../ratio/open.ts';
import { grossRetained } from './retained.ts';

/**
 * Gross MRR churn rate: the share of opening MRR lost to cancellations and downgrades.
 *
 * Formula: 1 - GRR, always; from terms, (contraction + churn) / opening.
 *
 * In: contraction and churn of opening customers. Out: expansion, new and returning customers.
 *
 * @param source - Rows, or a ledger compiled from them. The rate equals that of the period's statement, bit for bit.
 * @param period - A period, or a list of periods; a list gives a list, computed in one pass.
 * @param policy - Options. Each has a default; see the concepts page on policy.
 * @param terms - In place of data: a statement of `mrrMovements`, or figures of your own. `opening` is required; missing terms are
 * 0.
 * @returns A `Ratio`; 0..1 for a statement. Its value is null without opening MRR.
 * @throws MetricsError `INVALID_AMOUNT` for a term that is negative or not an amount, `UNKNOWN_KEY` for an unknown term or option;
 * with data, as `mrrMovements` does.
 *
 * Cost: O(1) for terms; for data, as `mrrMovements`. Source: ChartMogul, gross MRR churn rate: (churn + contraction) / opening.
 *
 * @see docs/metrics/gross-mrr-churn-rate.md
 *
 * @example
 * ```ts
 * grossMrrChurnRate({ opening: 100, churn: 10, contraction: 10, expansion: 10 }).value // => 0.2
 * ```
 */
export function grossMrrChurnRate<P extends Period | readonly Period[]>(
  source: SubscriptionSource<Subscription, Money>,
  period: P,
  policy?: Policy<Money>,
): PerPeriod<P, Ratio>;
export function grossMrrChurnRate(terms: MrrTerms): Ratio;
export function grossMrrChurnRate(...args: RateArguments): Ratio | Ratio[] {
  const asked = mrrRateInput(args);
  return inShape(asked, asked.bridges.map(grossMrrChurnRateOf));
}

/** The rate of terms already read. */
export function grossMrrChurnRateOf(terms: ExactMrrTerms): Ratio {
  return ratioOf(subtract(terms.opening, grossRetained(terms)), terms.opening);
}
