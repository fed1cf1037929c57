import { inShape, type Period, type PerPeriod } from '../calendar/open.ts';
import type { Policy, Subscription, SubscriptionSource } from '../ledger/query.ts';
import type { Money } from '../money/index.ts';
import { type MrrTerms, mrrRateInput, type RateArguments } from '../movements/open.ts';
import { type Ratio, ratioOf } from '../ratio/open.ts';

/**
 * Expansion rate: how much MRR the opening customers added, as a share of opening MRR.
 *
 * Formula: expansion / opening.
 *
 * In: upgrades, more units, added subscriptions of paying customers. Out: new and returning customers.
 *
 * @param terms - The terms of an MRR bridge: the statement of `mrrMovements` or figures of your own; `opening` is required,
 * missing terms are 0.
 * @param source - Or the data: rows, or a ledger compiled from them. The rate is then, to the last bit, that of the
 * period's statement.
 * @param period - With data: a period, or a list of periods. A list gives a list, from one walk.
 * @param policy - With data: options; each has its default, see the concepts page.
 * @returns A `Ratio`. Its value is null without opening MRR.
 * @throws MetricsError `INVALID_AMOUNT` for a term that is negative or no amount, `UNKNOWN_KEY` for an unknown term or option;
 * with data as `mrrMovements` does.
 *
 * Cost: O(1) for terms; for data as `mrrMovements`. Source: ChartMogul, MRR expansion rate.
 *
 * @example
 * ```ts
 * expansionRate({ opening: 1000, expansion: 200 }).value // => 0.2
 * ```
 */
export function expansionRate<P extends Period | readonly Period[]>(
  source: SubscriptionSource<Subscription, Money>,
  period: P,
  policy?: Policy<Money>,
): PerPeriod<P, Ratio>;
export function expansionRate(terms: MrrTerms): Ratio;
export function expansionRate(...args: RateArguments): Ratio | Ratio[] {
  const asked = mrrRateInput(args);
  return inShape(
    asked,
    asked.bridges.map(({ expansion, opening }) => ratioOf(expansion, opening)),
  );
}
