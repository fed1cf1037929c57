import { inShape, type Period, type PerPeriod } from '../calendar/open.ts';
import type { Policy, Subscription, SubscriptionSource } from '../ledger/query.ts';
import type { Money } from '../money/index.ts';
import { type MrrTerms, mrrRateInput, type RateArguments } from '../movements/open.ts';
import { type Ratio, ratioOf } from '../ratio/open.ts';

/**
 * Contraction rate: the MRR lost to downgrades by customers who stay, as a share of opening MRR.
 *
 * Formula: contraction / opening.
 *
 * In: downgrades, fewer units, the end of one of several subscriptions. Out: customers who leave altogether, which is churn.
 *
 * @param source - Rows, or a ledger compiled from them. The rate equals that of the period's statement, bit for bit.
 * @param period - A period, or a list of periods; a list gives a list, computed in one pass.
 * @param policy - Options. Each has a default; see the concepts page on policy.
 * @param terms - In place of data: a statement of `mrrMovements`, or figures of your own. `opening` is required; missing terms are
 * 0.
 * @returns A `Ratio`. Its value is null without opening MRR.
 * @throws MetricsError `INVALID_AMOUNT` for a term that is negative or not an amount, `UNKNOWN_KEY` for an unknown term or option;
 * with data, as `mrrMovements` does.
 *
 * Cost: O(1) for terms; for data, as `mrrMovements`. Source: ChartMogul, MRR contraction rate.
 *
 * @see docs/metrics/contraction-rate.md
 *
 * @example
 * ```ts
 * contractionRate({ opening: 1000, contraction: 40 }).value // => 0.04
 * ```
 */
export function contractionRate<P extends Period | readonly Period[]>(
  source: SubscriptionSource<Subscription, Money>,
  period: P,
  policy?: Policy<Money>,
): PerPeriod<P, Ratio>;
export function contractionRate(terms: MrrTerms): Ratio;
export function contractionRate(...args: RateArguments): Ratio | Ratio[] {
  const asked = mrrRateInput(args);
  return inShape(
    asked,
    asked.bridges.map(({ contraction, opening }) => ratioOf(contraction, opening)),
  );
}
