import { type CheckedPeriod, type Period, readPeriod, zoneOfPeriods } from '../calendar/open.ts';
import { reject } from '../errors.ts';
import { checkPolicy, ledgerRules, openSource, type Policy, policyNames, type Subscription } from '../ledger/query.ts';
import { type Money, type MoneyOf, moneyOut } from '../money/index.ts';
import {
  type ExactTerms,
  type MrrMovements,
  mrrMovements,
  noTerms,
  order,
  termsByCustomer,
} from '../movements/open.ts';
import { isMissing } from '../read/index.ts';
import { checkSameCurrency } from './currencies.ts';
import { differenceOf, isNothing, type MrrTermValues, printTerms, sumOfTerms } from './figures.ts';
import { type PolicyRateComparison, policyRates } from './rates/policy-rates.ts';

/** The effect of switching one option. */
export interface PolicyCause<M = number> {
  /** The option; 'currency' stands for `currency` and `exchangeRates` together. */
  readonly option: keyof Policy;
  /** The effect of the switch on each term of the MRR bridge, in major units, with its sign. */
  readonly difference: MrrTermValues<M>;
}

/** One customer whose figures differ between two policies. */
export interface CustomerPolicyDifference<M = number> {
  /** The customer. */
  readonly customerId: string;
  /** Its part of the MRR bridge under policy `a`. */
  readonly a: MrrTermValues<M>;
  /** Its part of the MRR bridge under policy `b`. */
  readonly b: MrrTermValues<M>;
  /** b - a, term by term. */
  readonly difference: MrrTermValues<M>;
  /** The options responsible, in the order of the policy; they add up to the difference. */
  readonly causes: readonly PolicyCause<M>[];
}

/** One period under two policies, and why they differ. */
export interface PolicyComparison<M = number> {
  /** The statement under policy `a`. */
  readonly a: MrrMovements<M>;
  /** The statement under policy `b`. */
  readonly b: MrrMovements<M>;
  /** b - a, term by term. */
  readonly difference: MrrTermValues<M>;
  /** The options responsible, in the order of the policy; they add up to the difference. */
  readonly causes: readonly PolicyCause<M>[];
  /** The customers with a difference, sorted by customerId. */
  readonly customers: readonly CustomerPolicyDifference<M>[];
  /** The rates under both policies, and the effect of each option on them. */
  readonly rates: readonly PolicyRateComparison<M>[];
}

/**
 * Why two definitions give different numbers: the MRR bridge of a period under two policies, the difference term by term, and, for each
 * customer who differs, the options that cause it.
 *
 * Formula: difference = b - a. The options that differ are switched from a to b one after another, in the documented order of
 * `LedgerPolicy` and then of `StatementPolicy`; the change at each switch is the cause with that option's name. The causes add up to the
 * difference, per customer and in total, and customers add up to the whole: exactly, before rounding. In: all options that an MRR bridge
 * depends on; for rates, also `churnDenominator` and `reactivation`. Out: `retentionMethod`.
 *
 * If two options have an effect only together, the one switched later gets it. The difference of a rate is split by Shapley value, the mean
 * over all orders of switching, and within each switch between numerator and denominator; if more than eight options differ, only the order
 * above is used.
 *
 * @param subscriptions - Rows; not a ledger, because the rows are compiled under several policies.
 * @param period - The period of the bridge.
 * @param a - The policy of one side, such as `policies.standard`. Its `money` sets the form of all amounts.
 * @param b - The policy of the other side. If both policies name a currency, it must be the same.
 * @returns Both statements, the difference, its causes, the customers who differ, sorted by customerId (by code unit, regardless of
 * locale), and the rates. Differences of rates are fractions (0.012 is 1.2 points), and null if a side has no rate.
 * @throws MetricsError `INVALID_TYPE` for a ledger in place of rows; `MIXED_CURRENCIES` when the sides are in different currencies; and as
 * `mrrMovements` does under either policy.
 *
 * Cost: O(rows) for each option that differs and, for rates, for each subset of up to eight of them. Source: vendors' definitions, see the
 * policy page; the attribution is a chain of substitutions, as in variance analysis, and for rates that of L. Shapley, A value for n-person
 * games, 1953.
 *
 * @see docs/metrics/compare-policies.md
 *
 * @example
 * ```ts
 * const subscriptions: Subscription[] = [
 *   { customerId: 'ada', start: '2026-01-01', amount: 50, interval: 'month', pauses: [{ start: '2026-03-10' }] },
 *   { customerId: 'ben', start: '2026-01-01', amount: 12, interval: 'week' },
 * ];
 * const { difference, causes, customers } = comparePolicies(subscriptions, month('2026-03'), {}, { pauses: 'retain', weeksPerMonth: '4' });
 * difference.closing; // => 46
 * causes.map(({ option, difference }) => [option, difference.closing]); // => [['pauses', 50], ['weeksPerMonth', -4]]
 * customers[0].customerId; // => 'ada'
 * ```
 */
export function comparePolicies<K extends Money = 'number'>(
  subscriptions: readonly Subscription[],
  period: Period,
  a: Policy<K>,
  b: Policy<Money>,
): PolicyComparison<MoneyOf<K>>;
export function comparePolicies(
  subscriptions: readonly Subscription[],
  period: Period,
  a: Policy<Money>,
  b: Policy<Money>,
): PolicyComparison<MoneyOf<Money>> {
  if (!Array.isArray(subscriptions))
    reject('INVALID_TYPE', 'subscriptions', 'be an array of subscriptions', subscriptions);
  const span = readPeriod(period, 'period');
  const [from, to] = [checkPolicy(a, 'a'), checkPolicy(b, 'b')];
  const zone = zoneOfPeriods([span]);
  ledgerRules(from, zone, 'a');
  ledgerRules(to, zone, 'b');
  const money = from.money ?? 'number';
  const statements = [from, to].map((policy) => mrrMovements(subscriptions, period, { ...policy, money }));
  const [sideA, sideB] = statements as [MrrMovements<MoneyOf<Money>>, MrrMovements<MoneyOf<Money>>];
  checkSameCurrency(sideB, sideA, 'b.currency', 'a');
  const chain = chainOf(subscriptions, span, from, to);
  const print = moneyOut(money);
  const printed = (terms: ExactTerms) => printTerms(terms, print);
  const last = chain[chain.length - 1] as Link;
  const [first] = chain as [Link];

  const customers = [...new Set(chain.flatMap(({ terms }) => [...terms.keys()]))].sort(order);
  const differing = customers.filter((id) => !isNothing(differenceOf(first.terms.get(id), last.terms.get(id))));
  return {
    a: sideA,
    b: sideB,
    difference: printed(differenceOf(total(first), total(last))),
    causes: causesOf(chain, total).map((cause) => ({ ...cause, difference: printed(cause.difference) })),
    customers: differing.map((customerId) => ({
      customerId,
      a: printed(first.terms.get(customerId) ?? noTerms),
      b: printed(last.terms.get(customerId) ?? noTerms),
      difference: printed(differenceOf(first.terms.get(customerId), last.terms.get(customerId))),
      causes: causesOf(chain, ({ terms }) => terms.get(customerId)).map((cause) => ({
        ...cause,
        difference: printed(cause.difference),
      })),
    })),
    rates: policyRates(subscriptions, span, zone, [from, to], print),
  };
}

/** The figures after a switch. */
interface Link {
  /** The option that was switched; null at the start. */
  readonly option: keyof Policy | null;
  readonly terms: ReadonlyMap<string, ExactTerms>;
}

/** Options of rates and of the form of amounts; no statement depends on them. */
const notOfStatements: readonly string[] = ['reactivation', 'churnDenominator', 'retentionMethod', 'money'];

/** `a`, then `a` with one option after another as in `b`, until all are. */
function chainOf(rows: readonly Subscription[], span: CheckedPeriod, a: Policy<Money>, b: Policy<Money>): Link[] {
  const zone = zoneOfPeriods([span]);
  const link = (option: keyof Policy | null, policy: Policy<Money>): Link => ({
    option,
    terms: termsByCustomer(openSource(rows, policy, zone), span),
  });
  let policy: Policy<Money> = a;
  const chain = [link(null, policy)];
  for (const option of inOrder(b)) {
    if (notOfStatements.includes(option) || option === 'exchangeRates') continue;
    // A currency without its rates, or the other way round, is no policy.
    const names = option === 'currency' ? (['currency', 'exchangeRates'] as const) : [option];
    if (names.every((name) => policy[name] === b[name])) continue;
    policy = { ...policy, ...Object.fromEntries(names.map((name) => [name, b[name]])) };
    chain.push(link(option, policy));
  }
  return chain;
}

/** No policy on the way may lack what an option of it needs: `lastEnds` an `asOf`, which goes last where it goes. */
function inOrder({ asOf }: Policy<Money>): readonly (keyof Policy)[] {
  const names = policyNames as (keyof Policy)[];
  return isMissing(asOf) ? [...names.filter((name) => name !== 'asOf'), 'asOf'] : names;
}

function total({ terms }: Link): ExactTerms {
  return sumOfTerms(terms.values());
}

function causesOf(chain: readonly Link[], termsOf: (link: Link) => ExactTerms | undefined) {
  const causes: { readonly option: keyof Policy; readonly difference: ExactTerms }[] = [];
  for (const [i, link] of chain.entries()) {
    if (link.option === null) continue;
    const difference = differenceOf(termsOf(chain[i - 1] as Link), termsOf(link));
    if (!isNothing(difference)) causes.push({ option: link.option, difference });
  }
  return causes;
}
