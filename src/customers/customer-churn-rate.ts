import { inShape, type Period, type PerPeriod } from '../calendar/open.ts';
import { add, divide, type Rational, subtract } from '../exact/index.ts';
import type { Policy, StatementPolicy, StatementRules, Subscription, SubscriptionSource } from '../ledger/query.ts';
import type { Money } from '../money/index.ts';
import {
  type CustomerTerms,
  customerRateInput,
  type ExactCustomerTerms,
  type RateArguments,
} from '../movements/open.ts';
import { type Ratio, ratioOf } from '../ratio/open.ts';
import { closingOf, retainedOf } from './retained.ts';

/**
 * Customer churn rate: the share of customers at the start of a period who are gone at its end.
 *
 * Formula: lost / opening, where lost = opening - retained; from terms without `retained`, churned / opening. `churnDenominator:
 * 'openingPlusNew'`: lost / (opening + new); 'average': lost / ((opening + closing) / 2).
 *
 * In: customers who pay at the start. Out: customers who join and leave within the period.
 *
 * @param source - Rows, or a ledger compiled from them. The rate equals that of the period's statement, bit for bit.
 * @param period - A period, or a list of periods; a list gives a list, computed in one pass.
 * @param policy - Options. Each has a default; see the concepts page on policy.
 * @param terms - In place of data: a statement of `customerMovements`, or figures of your own. `opening` is required; missing
 * terms are 0.
 * @param options - With terms: the option `churnDenominator`. You can pass a whole policy.
 * @returns A `Ratio`; 0..1 for a statement (up to 2 with 'average'), and by default 1 minus the retention rate by cohort. Its value is null
 * when the denominator is 0.
 * @throws MetricsError `INVALID_AMOUNT` for a term that is negative or not an amount, `UNKNOWN_KEY` for an unknown term or option;
 * with data, as `customerMovements` does.
 *
 * Cost: O(1) for terms; for data, as `customerMovements`. Source: ChartMogul, Maxio, Recurly over opening customers; Stripe over
 * opening and new ones.
 *
 * @see docs/metrics/customer-churn-rate.md
 *
 * @example
 * ```ts
 * customerChurnRate({ opening: 100, churned: 5 }).value // => 0.05
 * customerChurnRate({ opening: 100, churned: 5, new: 25 }, { churnDenominator: 'openingPlusNew' }).value // => 0.04
 * ```
 */
export function customerChurnRate<P extends Period | readonly Period[]>(
  source: SubscriptionSource<Subscription, Money>,
  period: P,
  policy?: Policy<Money>,
): PerPeriod<P, Ratio>;
export function customerChurnRate(terms: CustomerTerms, options: Pick<StatementPolicy, 'churnDenominator'>): Ratio;
export function customerChurnRate(terms: CustomerTerms): Ratio;
export function customerChurnRate(...args: RateArguments): Ratio | Ratio[] {
  const asked = customerRateInput(args);
  return inShape(
    asked,
    asked.bridges.map((terms) => customerChurnRateOf(terms, asked.rules)),
  );
}

/** The rate of terms already read. */
export function customerChurnRateOf(terms: ExactCustomerTerms, rules: StatementRules): Ratio {
  return ratioOf(churnedOf(terms), customerChurnDenominator(terms, rules));
}

/** Opening customers who are gone at the end. */
export function churnedOf(terms: ExactCustomerTerms): Rational {
  return subtract(terms.opening, retainedOf(terms));
}

export function customerChurnDenominator(
  terms: ExactCustomerTerms,
  { churnDenominator }: Pick<StatementRules, 'churnDenominator'>,
): Rational {
  if (churnDenominator === 'openingPlusNew') return add(terms.opening, terms.new);
  if (churnDenominator === 'average') return divide(add(terms.opening, closingOf(terms)), { n: 2n, d: 1n });
  return terms.opening;
}
