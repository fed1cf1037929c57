import { inShape, type Period, type PerPeriod } from '../../calendar/open.ts';
import { isMetricsError, MetricsError, reject } from '../../errors.ts';
import { add, type Rational } from '../../exact/index.ts';
import {
  checkPriced,
  type OpenedSource,
  openPeriods,
  type Policy,
  policyText,
  type Subscription,
  type SubscriptionSource,
} from '../../ledger/query.ts';
import { type Money, type MoneyOf, moneyOut } from '../../money/index.ts';
import {
  combineTerms,
  type ExactTerms,
  type MrrMovements,
  mrrStatement,
  noTerms,
  order,
  totalsOf,
} from '../../movements/open.ts';
import { getOrAdd } from '../../table/index.ts';
import { checkSameCurrency } from '../currencies.ts';
import { differenceOf, type Figures, figuresOf, isNothing, type MrrTermValues, printTerms } from '../figures.ts';
import { type CustomerChange, chainOf, changesAt } from './chains.ts';
import { changedCustomers } from './changed-customers.ts';
import { type LedgerRateComparison, ledgerRates } from './ledger-rates.ts';
import type { RowChange } from './row-switches.ts';

/** The effect of one step between the snapshots on a customer's part of the bridge. */
export interface RowCause<M = number> {
  /** The kind of change, as in `LedgerCause`. */
  readonly what: string;
  /** The changed rows: usually one; several if they can only change together, such as the halves of a split row. */
  readonly changes: readonly RowChange[];
  /** The effect on the customer's part of the MRR bridge, term by term. */
  readonly difference: MrrTermValues<M>;
}

/** All changes of one kind, over all customers. */
export interface LedgerCause<M = number> {
  /** 'added', 'removed', or the fields that changed: 'end', 'amount'; joined by ' + ' if several change in one step. */
  readonly what: string;
  /** The number of customers affected. */
  readonly customers: number;
  /** The effect on the MRR bridge, term by term. */
  readonly difference: MrrTermValues<M>;
}

/** One customer whose figures differ between the snapshots. */
export interface CustomerLedgerDifference<M = number> {
  /** The customer. */
  readonly customerId: string;
  /** Its part of the MRR bridge in the earlier snapshot. */
  readonly before: MrrTermValues<M>;
  /** Its part of the MRR bridge in the later snapshot. */
  readonly after: MrrTermValues<M>;
  /** after - before, term by term. */
  readonly difference: MrrTermValues<M>;
  /** The changes in its rows; the causes add up to the difference. */
  readonly causes: readonly RowCause<M>[];
}

/** One period in two snapshots of the rows, and why they differ. */
export interface LedgerComparison<M = number> {
  /** The statement of the earlier snapshot. */
  readonly before: MrrMovements<M>;
  /** The statement of the later snapshot. */
  readonly after: MrrMovements<M>;
  /** after - before, term by term. */
  readonly difference: MrrTermValues<M>;
  /** One per kind of change; they add up to the difference. */
  readonly causes: readonly LedgerCause<M>[];
  /** The customers who differ, sorted by customerId; they add up to the difference. */
  readonly customers: readonly CustomerLedgerDifference<M>[];
  /** The rates of both snapshots, and the parts of their differences. */
  readonly rates: readonly LedgerRateComparison<M>[];
}

/**
 * Why a number differs from the one reported: the MRR bridge of a period from two snapshots of the rows, such as last month's close and today's rows,
 * the difference term by term, and, for each customer who differs, the changes in its rows.
 *
 * Formula: difference = after - before. The rows of a customer are paired: equal ones first, then those with the same subscriptionId, then
 * those with the same start or price, nearest first. Changes are then applied step by step, row by row in order of start and field by field
 * in the order of `Subscription`; the effect of a step is its cause. The causes add up to the difference, per customer and in total, and
 * customers add up to the whole: exactly, before rounding. Rates are explained by the same steps, through numerator and denominator.
 *
 * In: every field that affects what a customer pays. Out: `plan`, `segment`, `churnType`, `churnReason` and your own fields; rows that were
 * renamed, split or joined without a change in what they say.
 *
 * A step that would make a row invalid, such as a start after its end, is combined with the next one.
 *
 * @param before - The rows as they were known then, or a ledger compiled from them.
 * @param after - The rows as they are known now, or a ledger compiled from them under the same options.
 * @param period - A period, or a list of periods. A list gives a list.
 * @param policy - Options. Each has a default; see the concepts page on policy.
 * @returns Both statements, the difference, its causes, the customers who differ, and the rates. Amounts are in major currency units.
 * Differences of rates are fractions (0.012 is 1.2 points), and null if a side has no rate.
 * @throws MetricsError as `mrrMovements` does for either snapshot, with `before` or `after` as the first element of the path;
 * `CONFLICTING_POLICY` for ledgers compiled under different options, `MIXED_CURRENCIES` for snapshots in different currencies.
 *
 * Cost: O(rows), plus rows times steps for each customer who differs. Source: restatements of comparative figures (IAS 8), for what is
 * shown; the attribution is a chain of substitutions, as in variance analysis.
 *
 * @see docs/metrics/compare-ledgers.md
 *
 * @example
 * ```ts
 * const before: Subscription[] = [{ customerId: 'ada', start: '2026-01-01', amount: 50, interval: 'month' }];
 * const after: Subscription[] = [{ customerId: 'ada', start: '2026-01-01', end: '2026-03-20', amount: 50, interval: 'month' }];
 * const { difference, customers } = compareLedgers(before, after, month('2026-03'));
 * difference.churn; // => 50
 * customers[0].causes[0].what; // => 'end'
 * customers[0].causes[0].changes[0].after; // => { end: '2026-03-20' }
 * ```
 */
export function compareLedgers<P extends Period | readonly Period[], K extends Money = 'number', C extends Money = K>(
  before: SubscriptionSource<Subscription, K>,
  after: SubscriptionSource<Subscription, K>,
  period: P,
  policy?: Policy<C>,
): PerPeriod<P, LedgerComparison<MoneyOf<C>>>;
export function compareLedgers(
  before: SubscriptionSource<Subscription, Money>,
  after: SubscriptionSource<Subscription, Money>,
  period: Period | readonly Period[],
  policy?: Policy<Money>,
): LedgerComparison<MoneyOf<Money>> | LedgerComparison<MoneyOf<Money>>[] {
  const [from, to] = [openSide(before, 'before', period, policy), openSide(after, 'after', period, policy)];
  checkSides(from, to);
  const { periods } = from;
  const print = moneyOut(from.statement.money);
  const sides = [from, to].map((side) => totalsOf(side, periods).map((totals) => mrrStatement(totals, side, print)));
  const [sidesBefore, sidesAfter] = sides as [MrrMovements<MoneyOf<Money>>[], MrrMovements<MoneyOf<Money>>[]];
  const [totalBefore, totalAfter] = [figuresOf(from, periods), figuresOf(to, periods)];
  const chains = changedCustomers(from.ledger, to.ledger).map((own) => chainOf(from, periods, own));
  return inShape(
    from,
    periods.map((_, at): LedgerComparison<MoneyOf<Money>> => {
      const changed = changesAt(chains, at);
      const [figuresBefore, figuresAfter] = [totalBefore[at] as Figures, totalAfter[at] as Figures];
      return {
        before: sidesBefore[at] as MrrMovements<MoneyOf<Money>>,
        after: sidesAfter[at] as MrrMovements<MoneyOf<Money>>,
        difference: printTerms(differenceOf(figuresBefore.mrr, figuresAfter.mrr), print),
        ...causesOf(changed, print),
        rates: ledgerRates({ before: figuresBefore, after: figuresAfter }, changed, from.statement, print),
      };
    }),
  );
}

/** Opens one snapshot; what is wrong with it is named by its side. */
function openSide(source: unknown, side: 'before' | 'after', period: unknown, policy: unknown) {
  try {
    const opened = openPeriods(source, period, policy);
    checkPriced(opened.ledger);
    return opened;
  } catch (error) {
    if (!isMetricsError(error) || error.path[0] !== 'subscriptions') throw error;
    const { code, path, message, received } = error;
    throw new MetricsError(code, [side, ...path.slice(1)], message.replace('subscriptions', side), received);
  }
}

function checkSides(before: OpenedSource, after: OpenedSource): void {
  const textOf = ({ ledger, statement }: OpenedSource) => policyText(ledger.rules, statement);
  if (textOf(before) !== textOf(after)) {
    reject(
      'CONFLICTING_POLICY',
      'after',
      'have the options of before; compile both ledgers under one policy',
      undefined,
    );
  }
  checkSameCurrency(after.ledger, before.ledger, 'after.currency', 'before');
}

function causesOf<M>(
  changed: readonly CustomerChange[],
  print: (amount: Rational) => M,
): Pick<LedgerComparison<M>, 'causes' | 'customers'> {
  const totals = new Map<string, { terms: ExactTerms; customers: Set<string> }>();
  const customers = changed.flatMap(({ customerId, before, after, steps }) => {
    const difference = differenceOf(before.mrr, after.mrr);
    if (isNothing(difference)) return [];
    const causes = steps.flatMap(({ what, changes, from, to }) => {
      const own = differenceOf(from.mrr, to.mrr);
      if (isNothing(own)) return [];
      const total = getOrAdd(totals, what, () => ({ terms: noTerms, customers: new Set<string>() }));
      total.terms = combineTerms(total.terms, own, add);
      total.customers.add(customerId);
      return [{ what, changes, difference: printTerms(own, print) }];
    });
    const sides = { before: printTerms(before.mrr, print), after: printTerms(after.mrr, print) };
    return [{ customerId, ...sides, difference: printTerms(difference, print), causes }];
  });
  const causes = [...totals]
    .sort(([a], [b]) => order(a, b))
    .map(([what, own]) => ({ what, customers: own.customers.size, difference: printTerms(own.terms, print) }));
  return { causes, customers };
}
