import { inShape, type Period, type PerPeriod } from '../calendar/open.ts';
import { add } from '../exact/index.ts';
import type { Policy, Subscription, SubscriptionSource } from '../ledger/query.ts';
import type { Money } from '../money/index.ts';
import {
  type ExactMrrTerms,
  type MrrGainsAndLosses,
  mrrRateInput,
  type RateArguments,
  readGainsAndLosses,
} from '../movements/open.ts';
import { type Ratio, ratioOf } from '../ratio/open.ts';

/**
 * Quick ratio: MRR gained per unit of MRR lost.
 *
 * Formula: (new + reactivation + expansion) / (contraction + churn).
 *
 * In: every movement except exchange rates. Out: `opening`, which is accepted but not used.
 *
 * @param source - Rows, or a ledger compiled from them. The rate equals that of the period's statement, bit for bit.
 * @param period - A period, or a list of periods; a list gives a list, computed in one pass.
 * @param policy - Options. Each has a default; see the concepts page on policy.
 * @param terms - In place of data: a statement of `mrrMovements`, or figures of your own. At least one of the five terms of the formula is required;
 * missing ones are 0.
 * @returns A `Ratio`; above 1, MRR grows. Its value is null when nothing was lost; the numerator is still given.
 * @throws MetricsError `INVALID_AMOUNT` for a term that is negative or not an amount, `INVALID_TYPE` without any term,
 * `UNKNOWN_KEY` for an unknown term or option; with data, as `mrrMovements` does.
 *
 * Cost: O(1) for terms; for data, as `mrrMovements`. Source: Mamoon Hamid's SaaS quick ratio, with reactivation on the gaining
 * side.
 *
 * @see docs/metrics/quick-ratio.md
 *
 * @example
 * ```ts
 * quickRatio({ new: 300, expansion: 100, churn: 100 }).value // => 4
 * ```
 */
export function quickRatio<P extends Period | readonly Period[]>(
  source: SubscriptionSource<Subscription, Money>,
  period: P,
  policy?: Policy<Money>,
): PerPeriod<P, Ratio>;
export function quickRatio(terms: MrrGainsAndLosses): Ratio;
export function quickRatio(...args: RateArguments): Ratio | Ratio[] {
  const asked = mrrRateInput(args, readGainsAndLosses);
  return inShape(asked, asked.bridges.map(quickRatioOf));
}

/** The rate of terms already read. */
export function quickRatioOf(terms: ExactMrrTerms): Ratio {
  return ratioOf(add(add(terms.new, terms.reactivation), terms.expansion), add(terms.contraction, terms.churn));
}
