import { type Period, readPeriod, zoneOfPeriods } from '../calendar/period.ts';
import { subtract } from '../exact/index.ts';
import type { CompiledLedger } from '../ledger/compile.ts';
import { openSource, type SubscriptionSource } from '../ledger/ledger.ts';
import type { Policy } from '../ledger/policy.ts';
import { type Money, type MoneyOf, moneyOut } from '../money/money-out.ts';
import { type EntityMovement, entityMovements } from './entity-movements.ts';
import { kinds, type MovementKind } from './kinds.ts';

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
  source: SubscriptionSource<K>,
  period: Period,
  policy?: Policy<K>,
): CustomerMrrMovement<MoneyOf<K>>[];
export function mrrMovementsByCustomer(
  source: SubscriptionSource<Money>,
  period: Period,
  policy?: Policy<Money>,
): CustomerMrrMovement<MoneyOf<Money>>[] {
  const span = readPeriod(period, 'period');
  const { ledger, statement } = openSource(source, policy, zoneOfPeriods([span]));
  const print = moneyOut(statement.money);
  const movements = entityMovements(ledger, span, statement.movements);
  movements.sort(
    (a, b) =>
      byName(ledger, a, b) || order(a.at ?? 0, b.at ?? 0) || bySubscription(ledger, a, b) || a.entity - b.entity,
  );
  return movements.map(({ entity, kind, from, to, at }) => ({
    ...nameOf(ledger, entity),
    kind: kind === null ? 'retained' : (kinds[kind] as MovementKind),
    opening: print(from),
    closing: print(to),
    change: print(subtract(to, from)),
    ...(at === null ? {} : { at: new Date(at) }),
  }));
}

function nameOf({ entities }: CompiledLedger, entity: number): { customerId: string; subscriptionId?: string } {
  const customerId = entities.customerIds[entity] as string;
  const subscriptionId = entities.subscriptionIds[entity];
  return subscriptionId === undefined ? { customerId } : { customerId, subscriptionId };
}

/** By customer, in no locale. */
function byName({ entities: { customerIds } }: CompiledLedger, a: EntityMovement, b: EntityMovement): number {
  return order(customerIds[a.entity] as string, customerIds[b.entity] as string);
}

function bySubscription(
  { entities: { subscriptionIds } }: CompiledLedger,
  a: EntityMovement,
  b: EntityMovement,
): number {
  return order(subscriptionIds[a.entity] ?? '', subscriptionIds[b.entity] ?? '');
}

function order<T extends string | number>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
