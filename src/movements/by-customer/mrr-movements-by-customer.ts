import { type CheckedPeriod, inShape, type Period, type PerPeriod } from '../../calendar/open.ts';
import { absolute, compare, subtract, toNumber } from '../../exact/index.ts';
import {
  type CompiledLedger,
  checkPriced,
  type OpenedSource,
  openPeriods,
  optionNames,
  type Policy,
  type Subscription,
  type SubscriptionSource,
} from '../../ledger/query.ts';
import { type Money, type MoneyOf, moneyOut } from '../../money/index.ts';
import { checkKeys, readChoice, readCount, readList, readOptionalChoice } from '../../read/index.ts';
import type { ContractionCauses, ExpansionCauses } from '../by-key/cause-names.ts';
import { kinds, type MovementKind, noKind } from '../walk/kinds.ts';
import { isOneCurrency } from '../walk/reporting-currency.ts';
import { bookingOf } from '../walk/tracks.ts';
import { type EntityLevel, entityVisits, levelWorth } from './entity-movements.ts';
import { entitiesByName, order } from './entity-name.ts';
import { movementCauses } from './movement-causes.ts';

/** One customer's line in the MRR bridge of a period. */
export interface CustomerMrrMovement<M = number> {
  /** The customer's id as text, even if your ids are numbers. */
  readonly customerId: string;
  /** With `grain: 'subscription'`, the subscription, if the row names one. */
  readonly subscriptionId?: string;
  /** The kind of the movement. 'retained': paid at both ends, at the same MRR. */
  readonly kind: CustomerMovementKind;
  /** MRR before, in major currency units, like every amount here. */
  readonly opening: M;
  /** MRR after. */
  readonly closing: M;
  /** closing - opening, with its sign. */
  readonly change: M;
  /** With `movements: 'event'`, the instant of the change. */
  readonly at?: Date;
  /** With `causes: 'include'`, the parts of an expansion. */
  readonly expansionCauses?: ExpansionCauses<M>;
  /** With `causes: 'include'`, the parts of a contraction, as amounts >= 0. */
  readonly contractionCauses?: ContractionCauses<M>;
}

/** The kind of a drill-down row: a movement, or 'retained' for a paying customer without one. */
export type CustomerMovementKind = MovementKind | 'retained';

/** A policy, and a choice of rows. */
export type CustomerMovementOptions<C extends Money = 'number'> = Policy<C> & {
  /** Keeps only rows of these kinds: 'new', 'reactivation', 'expansion', 'contraction', 'churn', 'retained'. Default: all. */
  readonly kinds?: readonly CustomerMovementKind[] | undefined;
  /**
   * Keeps at most this many rows: those with the largest changes up or down, largest first; ties by `customerId`. Default: all, sorted by
   * `customerId`.
   */
  readonly top?: number | undefined;
  /**
   * Whether rows of expansion and contraction include their causes: price, quantity, a longer billing period and so on. Default 'exclude'.
   */
  readonly causes?: 'exclude' | 'include' | undefined;
};

/**
 * The customers behind an MRR bridge: one row per customer who pays at the start or end of the period. With `movements: 'event'` there is
 * one row per change, with its instant; with `grain: 'subscription'`, one row per subscription.
 *
 * Formula: change = closing - opening. The changes of one kind sum to that term of `mrrMovements`. With net movements, the
 * openings and closings sum to its opening and closing.
 *
 * @param source - Rows, or a ledger compiled from them.
 * @param period - A period, or a list of periods, which gives a list. Periods may come in any order and overlap, but must share one time zone.
 * @param policy - The options of the bridge, and a choice of rows.
 * @returns Rows sorted by `customerId` (by code unit, regardless of locale); with `top`, by size of change. Customers at 0 at both ends
 * have no row. Amounts take the form that `money` names.
 * @throws MetricsError as `mrrMovements` does; `INVALID_OPTION` for an unknown kind, `INVALID_NUMBER` for a `top` below 1.
 *
 * Cost: O(customers) per period from a ledger, whose customers are sorted once; with causes, O(rows). Source: the definition of
 * `mrrMovements`, customer by customer.
 *
 * @see docs/metrics/mrr-movements-by-customer.md
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
 * mrrMovementsByCustomer(subscriptions, month('2026-03'), { kinds: ['churn', 'contraction'], top: 10 }).length // => 1
 * ```
 */
export function mrrMovementsByCustomer<
  P extends Period | readonly Period[],
  K extends Money = 'number',
  C extends Money = K,
>(
  source: SubscriptionSource<Subscription, K>,
  period: P,
  policy?: CustomerMovementOptions<C>,
): PerPeriod<P, CustomerMrrMovement<MoneyOf<C>>[]>;
export function mrrMovementsByCustomer(
  source: SubscriptionSource<Subscription, Money>,
  period: Period | readonly Period[],
  policy: CustomerMovementOptions<Money> = {},
): CustomerMrrMovement<MoneyOf<Money>>[] | CustomerMrrMovement<MoneyOf<Money>>[][] {
  const { kinds: wanted, top, causes, ...rest } = checkKeys(policy, optionNames('kinds', 'top', 'causes'), 'policy');
  const wantedKinds = readKinds(wanted);
  const most = top === undefined ? null : readCount(top, 'policy.top');
  const withCauses = readOptionalChoice(causes, 'policy.causes', ['exclude', 'include']) === 'include';
  const opened = openPeriods(source, period, rest);
  checkPriced(opened.ledger);
  return inShape(
    opened,
    opened.periods.map((checked) => rowsOf(opened, checked, wantedKinds, most, withCauses)),
  );
}

const rowKinds: readonly CustomerMovementKind[] = /* @__PURE__ */ [...kinds, 'retained'];

function readKinds(given: unknown): ReadonlySet<CustomerMovementKind> | null {
  if (given === undefined) return null;
  return new Set(
    readList(given, 'policy.kinds', 'be an array of kinds').map((kind, index) =>
      readChoice(kind, `policy.kinds[${index}]`, rowKinds),
    ),
  );
}

/** One row before it is printed. */
interface Movement {
  readonly entity: number;
  readonly kind: CustomerMovementKind;
  readonly from: EntityLevel;
  readonly to: EntityLevel;
  readonly at: number | null;
}

type Row = CustomerMrrMovement<MoneyOf<Money>>;

function rowsOf(
  { ledger, statement }: OpenedSource,
  checked: CheckedPeriod,
  wanted: ReadonlySet<CustomerMovementKind> | null,
  top: number | null,
  withCauses: boolean,
): Row[] {
  const { subscriptionIds } = ledger.entities;
  const plain = rowPrinter(ledger, checked, statement.money);
  const print = withCauses ? withCausesOf(plain, ledger, checked, statement) : plain;
  const rows: Row[] = [];
  const movements: Movement[] = [];
  const visit = entityVisits(ledger, checked, bookingOf(statement), (entity, code, from, to, at) => {
    const kind = code === noKind ? 'retained' : (kinds[code] as MovementKind);
    if (wanted !== null && !wanted.has(kind)) return;
    if (top === null) rows.push(print(entity, kind, from, to, at));
    else movements.push({ entity, kind, from, to, at });
  });
  for (const entity of entitiesByName(ledger)) visit(entity);
  for (const { entity, kind, from, to, at } of largest(ledger, checked, movements, top ?? 0)) {
    rows.push(print(entity, kind, from, to, at));
  }
  // A customer's changes come in order of time, whatever their subscription.
  if (top === null && subscriptionIds.length > 0) {
    rows.sort((a, b) => order(a.customerId, b.customerId) || Number(a.at ?? 0) - Number(b.at ?? 0));
  }
  return rows;
}

type RowPrinter = (
  entity: number,
  kind: CustomerMovementKind,
  from: EntityLevel,
  to: EntityLevel,
  at: number | null,
) => Row;

function rowPrinter(ledger: CompiledLedger, checked: CheckedPeriod, money: Money): RowPrinter {
  const { subscriptionIds } = ledger.entities;
  const customerIds = ledger.entities.customerIds();
  const print = moneyOut(money);
  const worth = levelWorth(ledger, checked);
  const unit = Number(ledger.unit);
  const isScaled = money === 'number' && isOneCurrency(ledger);
  return (entity, kind, from, to, at) => {
    const customerId = customerIds[entity] as string;
    const subscriptionId = subscriptionIds[entity];
    let opening: MoneyOf<Money>;
    let closing: MoneyOf<Money>;
    let change: MoneyOf<Money>;
    if (isScaled && typeof from === 'number') {
      // Levels and the unit are whole doubles, and IEEE division rounds to the nearest double.
      opening = from / unit;
      closing = (to as number) / unit;
      change = ((to as number) - from) / unit;
    } else {
      const [before, after] = [worth(entity, from), worth(entity, to)];
      opening = print(before);
      closing = print(after);
      change = print(subtract(after, before));
    }
    // Written out: building a hundred thousand rows from other objects takes several times as long.
    if (subscriptionId !== undefined) {
      return at === null
        ? { customerId, subscriptionId, kind, opening, closing, change }
        : { customerId, subscriptionId, kind, opening, closing, change, at: new Date(at) };
    }
    return at === null
      ? { customerId, kind, opening, closing, change }
      : { customerId, kind, opening, closing, change, at: new Date(at) };
  };
}

function withCausesOf(
  print: RowPrinter,
  ledger: CompiledLedger,
  checked: CheckedPeriod,
  statement: OpenedSource['statement'],
): RowPrinter {
  const worth = levelWorth(ledger, checked);
  const causesOf = movementCauses(ledger, checked, bookingOf(statement), moneyOut(statement.money));
  return (entity, kind, from, to, at) => {
    const row = print(entity, kind, from, to, at);
    if (kind !== 'expansion' && kind !== 'contraction') return row;
    return { ...row, ...causesOf(entity, kind, absolute(subtract(worth(entity, to), worth(entity, from))), at) };
  };
}

/** By the exact size of the change; a double distinguishes most of them. */
function largest(
  ledger: CompiledLedger,
  checked: CheckedPeriod,
  movements: readonly Movement[],
  top: number,
): Movement[] {
  const worth = levelWorth(ledger, checked);
  const sizeOf = ({ entity, from, to }: Movement) => absolute(subtract(worth(entity, to), worth(entity, from)));
  const sized = movements.map((movement) => ({ movement, size: toNumber(sizeOf(movement)) }));
  sized.sort((a, b) => b.size - a.size || compare(sizeOf(b.movement), sizeOf(a.movement)));
  return sized.slice(0, top).map(({ movement }) => movement);
}
