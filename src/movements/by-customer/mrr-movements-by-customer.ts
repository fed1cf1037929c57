import { type Period, readPeriod, zoneOfPeriods } from '../../calendar/open.ts';
import { subtract } from '../../exact/index.ts';
import { openSource, type Policy, type Subscription, type SubscriptionSource } from '../../ledger/query.ts';
import { type Money, type MoneyOf, moneyOut } from '../../money/index.ts';
import { kinds, type MovementKind } from '../walk/kinds.ts';
import { entityMovements } from './entity-movements.ts';
import { byName, nameOf, order } from './entity-name.ts';

/** One customer's line in the MRR bridge of a period. */
export interface CustomerMrrMovement<M = number> {
  readonly customerId: string;
  /** Where subscriptions are counted, and the row names one. */
  readonly subscriptionId?: string;
  /** 'retained': paid at both ends, at the same MRR. */
  readonly kind: MovementKind | 'retained';
  readonly opening: M;
  readonly closing: M;
  /** closing - opening, with its sign. */
  readonly change: M;
  /** The instant of the change, where changes are not netted. */
  readonly at?: Date;
}

/**
 * The customers behind an MRR bridge: one row for each customer who paid at the start of the period or at its end, or with
 * `movements: 'event'` one for each change, with its instant. With `grain: 'subscription'` the rows are of subscriptions.
 *
 * Formula: change = closing - opening. The changes of one kind add up to that term of `mrrMovements`, and where changes are netted
 * the openings and closings to its opening and closing.
 *
 * @param source - Rows, or a ledger compiled from them.
 * @param period - The period of the bridge.
 * @param policy - Options; the same ones as for the bridge.
 * @returns Rows sorted by customerId (by code unit, in no locale); customers at 0 at both ends have none.
 * @throws MetricsError as `mrrMovements` does.
 *
 * Cost: O(changes), and the sorting of the rows. Source: the definition of `mrrMovements`, customer by customer.
 *
 * @example
 * ```ts
 * const subscriptions: Subscription[] = [
 *   { customerId: 'ben', start: '2026-01-01', end: '2026-03-20', amount: 100, interval: 'month' },
 *   { customerId: 'ada', start: '2026-03-03', amount: 50, interval: 'month' },
 * ]
 * const rows = mrrMovementsByCustomer(subscriptions, month('2026-03'))
 * rows[0] // => { customerId: 'ada', kind: 'new', opening: 0, closing: 50, change: 50 }
 * rows[1] // => { customerId: 'ben', kind: 'churn', opening: 100, closing: 0, change: -100 }
 * ```
 */
export function mrrMovementsByCustomer<K extends Money = 'number'>(
  source: SubscriptionSource<Subscription, K>,
  period: Period,
  policy?: Policy<K>,
): CustomerMrrMovement<MoneyOf<K>>[];
export function mrrMovementsByCustomer(
  source: SubscriptionSource<Subscription, Money>,
  period: Period,
  policy?: Policy<Money>,
): CustomerMrrMovement<MoneyOf<Money>>[] {
  const span = readPeriod(period, 'period');
  const { ledger, statement } = openSource(source, policy, zoneOfPeriods([span]));
  const print = moneyOut(statement.money);
  const movements = entityMovements(ledger, span, statement.movements);
  const named = movements.map((movement) => ({ ...movement, name: nameOf(ledger, movement.entity) }));
  named.sort(
    (a, b) =>
      order(a.name.customerId, b.name.customerId) ||
      order(a.at ?? 0, b.at ?? 0) ||
      byName(a.name, b.name) ||
      a.entity - b.entity,
  );
  return named.map(({ name, kind, from, to, at }) => ({
    ...name,
    kind: kind === null ? 'retained' : (kinds[kind] as MovementKind),
    opening: print(from),
    closing: print(to),
    change: print(subtract(to, from)),
    ...(at === null ? {} : { at: new Date(at) }),
  }));
}
