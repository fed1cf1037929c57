import { type Period, readPeriod, zoneOfPeriods } from '../calendar/period.ts';
import { type Rational, subtract, toNumber, zero } from '../exact/index.ts';
import type { Steps } from '../ledger/columns.ts';
import { type CompiledLedger, openSource, type SubscriptionSource } from '../ledger/ledger.ts';
import type { Policy } from '../ledger/policy.ts';
import type { Money, MoneyOf } from '../money/money-out.ts';
import { kindOf, kinds, type MovementKind } from './kinds.ts';

/** One customer's line in the MRR bridge of a period. */
export interface CustomerMrrMovement<M = number> {
  readonly customerId: string;
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
 * The customers behind an MRR bridge: one row for each customer who paid at the start of the period or at its end.
 *
 * Formula: change = closing - opening. The changes of one kind add up to that term of `mrrMovements`, and the openings and closings
 * to its opening and closing.
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
): CustomerMrrMovement[] {
  const span = readPeriod(period, 'period');
  const { ledger } = openSource(source, policy, zoneOfPeriods([span]));
  const { plain, odd, unit } = ledger;
  const bounds = { start: placeOf(span.start, ledger.instants), end: placeOf(span.end, ledger.instants) };
  const rows = [
    ...movementsOf(
      plain,
      bounds,
      (entity) => customerAt(ledger, entity),
      (step) => ({
        n: BigInt(plain.levels[step] as number),
        d: unit,
      }),
    ),
    ...movementsOf(
      odd,
      bounds,
      (entity) => customerAt(ledger, odd.customers[entity] as number),
      (step, entity) => ({ n: odd.exact[step] as bigint, d: odd.denominators[entity] as bigint }),
    ),
  ];
  return rows.sort((a, b) => (a.customerId < b.customerId ? -1 : 1));
}

function customerAt(ledger: CompiledLedger, customer: number): string {
  return ledger.customers[customer] as string;
}

/** The place of the first instant that is not before this one. */
function placeOf(epoch: number, instants: Float64Array): number {
  let low = 0;
  let high = instants.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((instants[middle] as number) < epoch) low = middle + 1;
    else high = middle;
  }
  return low;
}

function movementsOf(
  { offsets, places, levels }: Steps,
  bounds: { readonly start: number; readonly end: number },
  customerOf: (entity: number) => string,
  exactLevel: (step: number, entity: number) => Rational,
): CustomerMrrMovement[] {
  const rows: CustomerMrrMovement[] = [];
  for (let entity = 0; entity + 1 < offsets.length; entity += 1) {
    const first = offsets[entity] as number;
    const end = offsets[entity + 1] as number;
    let opening = first;
    while (opening < end && (places[opening] as number) < bounds.start) opening += 1;
    let closing = opening;
    while (closing < end && (places[closing] as number) < bounds.end) closing += 1;
    // Both now stand one step after the one that holds.
    const levelBefore = (step: number) => (step === first ? 0 : (levels[step - 1] as number));
    const from = levelBefore(opening);
    const to = levelBefore(closing);
    if (from === 0 && to === 0) continue;
    const exactBefore = (step: number) => (step === first ? zero : exactLevel(step - 1, entity));
    const before = exactBefore(opening);
    const after = exactBefore(closing);
    rows.push({
      customerId: customerOf(entity),
      kind: from === to ? 'retained' : (kinds[kindOf(from, to, opening > first)] as MovementKind),
      opening: toNumber(before),
      closing: toNumber(after),
      change: toNumber(subtract(after, before)),
    });
  }
  return rows;
}
