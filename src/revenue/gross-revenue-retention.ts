import { inShape, type Period, type PerPeriod } from '../calendar/open.ts';
import type { Policy, Subscription, SubscriptionSource } from '../ledger/query.ts';
import type { Money } from '../money/index.ts';
import { type ExactMrrTerms, type MrrTerms, mrrRateInput, type RateArguments } from '../movements/open.ts';
import { type Ratio, ratioOf } from '../ratio/open.ts';
import { grossRetained } from './retained.ts';

/**
 * Gross revenue retention (GRR): the share of opening MRR kept, upgrades left out.
 *
 * Formula: the sum over the customers open at the start of min(opening, closing) / opening MRR. Of terms without
 * `retainedGross`: (opening - contraction - churn) / opening.
 *
 * In: contraction and churn of the opening customers, each capped at its own opening MRR, so that one customer's upgrade never
 * hides another's loss. Out: expansion, new and returning customers.
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
 * Cost: O(1) for terms; for data as `mrrMovements`. Source: the usual definition of listed software
 * companies, never above 100 %; a cap on the total instead would hide one customer's loss under another's gain.
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

/** The same of terms that were read. */
export function grossRevenueRetentionOf(terms: ExactMrrTerms): Ratio {
  return ratioOf(grossRetained(terms), terms.opening);
}
