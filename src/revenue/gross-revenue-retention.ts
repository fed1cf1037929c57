import { inShape, type Period, type PerPeriod } from '../calendar/open.ts';
import type { Policy, Subscription, SubscriptionSource } from '../ledger/query.ts';
import type { Money } from '../money/index.ts';
import { type ExactMrrTerms, type MrrTerms, mrrRateInput, type RateArguments } from '../movements/open.ts';
import { type Ratio, ratioOf } from '../ratio/open.ts';
import { grossRetained } from './retained.ts';

/**
 * Gross revenue retention (GRR): the share of opening MRR kept, leaving out upgrades.
 *
 * Formula: sum over opening customers of min(opening, closing) / opening MRR. From terms without `retainedGross`: (opening -
 * contraction - churn) / opening.
 *
 * In: contraction and churn of opening customers. Each customer is capped at its own opening MRR, so one customer's upgrade never
 * hides another's loss. Out: expansion, new and returning customers.
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
 * Cost: O(1) for terms; for data, as `mrrMovements`. Source: the usual definition of listed software companies, never above 100 %. A cap on
 * the total would hide one customer's loss behind another's gain.
 *
 * @see docs/metrics/gross-revenue-retention.md
 *
 * @example
 * ```ts
 * grossRevenueRetention({ opening: 1000, expansion: 200, churn: 100 }).value // => 0.9
 * ```
 */
export function grossRevenueRetention<P extends Period | readonly Period[]>(
  source: SubscriptionSource<Subscription, Money>,
  period: P,
  policy?: Policy<Money>,
): PerPeriod<P, Ratio>;
export function grossRevenueRetention(terms: MrrTerms): Ratio;
export function grossRevenueRetention(...args: RateArguments): Ratio | Ratio[] {
  const asked = mrrRateInput(args);
  return inShape(asked, asked.bridges.map(grossRevenueRetentionOf));
}

/** The rate of terms already read. */
export function grossRevenueRetentionOf(terms: ExactMrrTerms): Ratio {
  return ratioOf(grossRetained(terms), terms.opening);
}
