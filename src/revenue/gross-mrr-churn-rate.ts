import { inShape, type Period, type PerPeriod } from '../calendar/open.ts';
import { subtract } from '../exact/index.ts';
import type { Policy, Subscription, SubscriptionSource } from '../ledger/query.ts';
import type { Money } from '../money/index.ts';
import { type ExactMrrTerms, type MrrTerms, mrrRateInput, type RateArguments } from '../movements/open.ts';
import { type Ratio, ratioOf } from '../ratio/open.ts';
import { grossRetained } from './retained.ts';

/**
 * Gross MRR churn rate: the share of opening MRR that was lost to cancellations and downgrades.
 *
 * Formula: 1 - GRR, always; of terms (contraction + churn) / opening.
 *
 * In: contraction and churn of the opening customers. Out: expansion, new and returning customers.
 *
 * @param terms - The terms of an MRR bridge: the statement of `mrrMovements` or figures of your own; `opening` is required,
 * missing terms are 0.
 * @param source - Or the data: rows, or a ledger compiled from them. The rate is then, to the last bit, that of the
 * period's statement.
 * @param period - With data: a period, or a list of periods. A list gives a list, from one walk.
 * @param policy - With data: options; each has its default, see the concepts page.
 * @returns A `Ratio`, 0..1 for a statement. Its value is null without opening MRR.
 * @throws MetricsError `INVALID_AMOUNT` for a term that is negative or no amount, `UNKNOWN_KEY` for an unknown term or option;
 * with data as `mrrMovements` does.
 *
 * Cost: O(1) for terms; for data as `mrrMovements`. Source: ChartMogul, gross MRR churn rate: (churn + contraction) / opening.
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

/** The same of terms that were read. */
export function grossMrrChurnRateOf(terms: ExactMrrTerms): Ratio {
  return ratioOf(subtract(terms.opening, grossRetained(terms)), terms.opening);
}
