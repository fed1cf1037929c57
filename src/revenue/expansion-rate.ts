import type { Period } from '../calendar/open.ts';
import type { Policy, Subscription, SubscriptionSource } from '../ledger/query.ts';
import type { Money } from '../money/index.ts';
import { type MrrTerms, mrrRate } from '../movements/open.ts';
import { type Ratio, ratioOf } from '../ratio/open.ts';

/**
 * Expansion rate: how much MRR the opening customers added, as a share of opening MRR.
 *
 * Formula: expansion / opening.
 *
 * In: upgrades, more units, added subscriptions of customers who paid already. Out: new and returning customers.
 *
 * @param terms - The terms of an MRR bridge: the statement of `mrrMovements` or figures of your own; `opening` is required,
 * missing terms are 0.
 * @param source - Or the data: rows, or a ledger compiled from them. The result is then, to the last bit, that of the period's
 * statement.
 * @param period - With data: the period.
 * @param policy - With data: options; each has its default, see the concepts page.
 * @returns A `Ratio`. Its value is null when nothing was open.
 * @throws MetricsError `INVALID_AMOUNT` for a term that is negative or no amount, `UNKNOWN_KEY` for a term or option that is not
 * known; with data as `mrrMovements` does.
 *
 * Cost: O(1) for terms; for data as `mrrMovements`. Source: ChartMogul, MRR expansion rate.
 *
 * @example
 * ```ts
 * expansionRate({ opening: 1000, expansion: 200 }).value // => 0.2
 * ```
 */
export function expansionRate(terms: MrrTerms): Ratio;
export function expansionRate(
  source: SubscriptionSource<Subscription, Money>,
  period: Period,
  policy?: Policy<Money>,
): Ratio;
export function expansionRate(
  first: MrrTerms | SubscriptionSource<Subscription, Money>,
  second?: unknown,
  third?: unknown,
): Ratio {
  return mrrRate([first, second, third], [], (terms) => ratioOf(terms.expansion, terms.opening));
}
