import { inShape, type Period, type PeriodsAsked, type PerPeriod } from '../calendar/open.ts';
import { add, compare, type Rational, zero } from '../exact/index.ts';
import {
  checkPriced,
  type OpenedSource,
  openPeriods,
  type Policy,
  type Subscription,
  type SubscriptionSource,
} from '../ledger/query.ts';
import { type Money, type MoneyOf, moneyOut } from '../money/index.ts';
import { bookingOf, runningSpans } from '../movements/open.ts';
import { type Ratio, ratio } from '../ratio/open.ts';
import { checkKeyOf, compareKeys, type KeyOf, readSegmentKey, type SegmentKey } from '../table/index.ts';
import { churnsIn } from './churns.ts';

/** The churn of a period under one key. */
export interface ChurnBreakdownRow<Key, M = number> {
  /** The key that `keyOf` gave the last rows; undefined becomes null. */
  readonly key: Key;
  /** The number of customers who left. */
  readonly customers: number;
  /** The MRR lost, in major currency units. */
  readonly mrr: M;
  /** These customers as a share of all who left in the period. Its value is null if no customer left and only MRR was lost. */
  readonly share: Ratio;
}

/**
 * Customers who left in a period, by reason, type, plan, start date or any other key of their last row.
 *
 * Formula: customers = churned customers with the key; mrr = the MRR they lost; share = customers / all churned customers. Under
 * every policy, customers sum to `churned` of `customerMovements` and MRR to `churn` of `mrrMovements`. A customer's last row is
 * the paid row with the highest price among those that ran until it left; ties go to the row that started last.
 *
 * With `freePlans: 'include'` the two can differ. A free customer who leaves counts with an MRR of 0, under the key of its free row. A
 * customer who moves to a free plan stays, and only its MRR counts, under the key of its last paid row.
 *
 * @param source - Rows, or a ledger compiled from them.
 * @param period - A period, or a list of periods, which gives a list.
 * @param keyOf - The key of a customer's last row, such as `(row) => row.churnReason`: a string, a number, true, false or null;
 * undefined counts as null.
 * @param policy - Options. Each has a default; see the concepts page on policy.
 * @returns One row per key: most customers first, then most MRR, then by key. Empty without churn.
 * @throws MetricsError as `mrrMovements` does; `INVALID_TYPE` when `keyOf` is not a function or returns anything but a key.
 *
 * Cost: O(rows); with `movements: 'event'`, also the churns of a customer times its rows. Source: churn reason reports of
 * ChartMogul and others.
 *
 * @see docs/metrics/churn-breakdown.md
 *
 * @example
 * ```ts
 * const month1 = { start: '2026-01-01', end: '2026-03-20', amount: 50, interval: 'month' } as const;
 * const subscriptions: Subscription[] = [
 *   { customerId: 'ada', churnReason: 'price', ...month1 },
 *   { customerId: 'ben', churnReason: 'price', ...month1 },
 *   { customerId: 'eve', churnReason: 'missing feature', ...month1 },
 * ];
 * const [first] = churnBreakdown(subscriptions, month('2026-03'), (row) => row.churnReason);
 * first.key; // => 'price'
 * first.mrr; // => 100
 * first.share; // => { value: 0.6666666666666666, numerator: 2, denominator: 3 }
 * ```
 */
export function churnBreakdown<
  P extends Period | readonly Period[],
  Row extends Subscription,
  Key extends SegmentKey,
  K extends Money = 'number',
  C extends Money = K,
>(
  source: SubscriptionSource<Row, K>,
  period: P,
  keyOf: (lastRow: Row) => Key,
  policy?: Policy<C>,
): PerPeriod<P, ChurnBreakdownRow<KeyOf<Key>, MoneyOf<C>>[]> {
  checkKeyOf(keyOf);
  const asked = openPeriods(source, period, policy);
  const out = moneyOut(asked.statement.money) as (amount: Rational) => MoneyOf<C>;
  const groups = churnsByKey(asked, keyOf as never);
  return inShape(
    asked,
    groups.map((ofPeriod) => breakdown(ofPeriod, out)) as ChurnBreakdownRow<KeyOf<Key>, MoneyOf<C>>[][],
  );
}

/** The churn under one key. */
export interface ChurnGroup {
  readonly customers: number;
  readonly mrr: Rational;
}

export type ChurnGroups = ReadonlyMap<SegmentKey, ChurnGroup>;

/** The churns of each period by key. */
export function churnsByKey(
  { ledger, statement, periods }: OpenedSource & PeriodsAsked,
  keyOf: (lastRow: Subscription) => SegmentKey,
): ChurnGroups[] {
  checkPriced(ledger);
  const book = { ledger, running: runningSpans(ledger) };
  return periods.map((checked) => {
    const groups = new Map<SegmentKey, ChurnGroup>();
    for (const { customers, mrr, lastRow } of churnsIn(book, checked, bookingOf(statement))) {
      const key = readSegmentKey(keyOf(lastRow), 'keyOf(row)');
      const group = groups.get(key) ?? { customers: 0, mrr: zero };
      groups.set(key, { customers: group.customers + customers, mrr: add(group.mrr, mrr) });
    }
    return groups;
  });
}

export function breakdown<M>(groups: ChurnGroups, out: (amount: Rational) => M): ChurnBreakdownRow<SegmentKey, M>[] {
  let left = 0;
  for (const { customers } of groups.values()) left += customers;
  return [...groups]
    .sort(([keyA, a], [keyB, b]) => b.customers - a.customers || compare(b.mrr, a.mrr) || compareKeys(keyA, keyB))
    .map(([key, { customers, mrr }]) => ({ key, customers, mrr: out(mrr), share: ratio(customers, left) }));
}
