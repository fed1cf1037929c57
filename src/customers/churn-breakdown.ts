import { type Period, readPeriod, zoneOfPeriods } from '../calendar/open.ts';
import { reject } from '../errors.ts';
import { add, compare, type Rational, toNumber, zero } from '../exact/index.ts';
import { openSource, type Policy, type Subscription, type SubscriptionSource } from '../ledger/query.ts';
import type { Money } from '../money/index.ts';
import { order } from '../movements/open.ts';
import { type Ratio, ratio } from '../ratio/open.ts';
import { churnsIn } from './churns.ts';

/** The churn of a period under one key. */
export interface ChurnBreakdownRow<Key> {
  readonly key: Key;
  /** How many customers left. */
  readonly customers: number;
  /** The MRR that they took with them. */
  readonly mrr: number;
  /** Of all customers who left in the period. */
  readonly share: Ratio;
}

/**
 * The customers who left in a period, by reason, type, plan, tenure or any other key of the row that they last had.
 *
 * Formula: customers = churned customers with that key; mrr = the MRR they lost; share = customers / all churned customers. The MRR sums
 * to `churn` of `mrrMovements`, the customers to `churned` of `customerMovements` under `freePlans: 'exclude'`. The last row of a customer is, of the paid rows that ran
 * until it left, the one that brought in most; of equal ones the one that started last.
 *
 * @param source - Rows, or a ledger compiled from them.
 * @param period - The period.
 * @param keyOf - The key of a customer's last row: `(row) => row.churnReason`; any value, compared as keys of a Map are.
 * @param policy - Options; each has its default, see the concepts page.
 * @returns One row a key, most customers first, then most MRR, then by key as text; empty when nobody left. Amounts in major currency
 * units.
 * @throws MetricsError as `mrrMovements` does; `INVALID_TYPE` when `keyOf` is no function.
 *
 * Cost: O(rows), and for `movements: 'event'` the churns of a customer times its rows. Source: churn reason reports of ChartMogul and others.
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
export function churnBreakdown<Key>(
  source: SubscriptionSource<Subscription, Money>,
  period: Period,
  keyOf: (lastRow: Subscription) => Key,
  policy?: Policy<Money>,
): ChurnBreakdownRow<Key>[] {
  if (typeof keyOf !== 'function') reject('INVALID_TYPE', 'keyOf', 'be a function from a row to its key', keyOf);
  const span = readPeriod(period, 'period');
  const { ledger, statement } = openSource(source, policy, zoneOfPeriods([span]));
  const { churns } = churnsIn(ledger, span, statement.movements);
  const groups = new Map<Key, { customers: number; mrr: Rational }>();
  for (const { lastRow, mrr } of churns) {
    const key = keyOf(lastRow);
    const group = groups.get(key) ?? { customers: 0, mrr: zero };
    groups.set(key, { customers: group.customers + 1, mrr: add(group.mrr, mrr) });
  }
  return [...groups]
    .sort(
      ([keyA, a], [keyB, b]) => b.customers - a.customers || compare(b.mrr, a.mrr) || order(String(keyA), String(keyB)),
    )
    .map(([key, { customers, mrr }]) => ({
      key,
      customers,
      mrr: toNumber(mrr),
      share: ratio(customers, churns.length),
    }));
}
