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
  readonly customerId: string;
  /** Where subscriptions are counted, and the row names one. */
  readonly subscriptionId?: string;
  /** 'retained': paid at both ends, at the same MRR. */
  readonly kind: CustomerMovementKind;
  readonly opening: M;
  readonly closing: M;
  /** closing - opening, with its sign. */
  readonly change: M;
  /** The instant of the change, where changes are not netted. */
  readonly at?: Date;
  /** With `causes: 'include'`, of an expansion: its parts, by what the rows tell. */
  readonly expansionCauses?: ExpansionCauses<M>;
  /** The same of a contraction, as amounts >= 0. */
  readonly contractionCauses?: ContractionCauses<M>;
}

/** The kind of a drill-down row: a movement, or 'retained' for a paying customer without one. */
export type CustomerMovementKind = MovementKind | 'retained';

/** A policy, and a choice of rows. */
export type CustomerMovementOptions<C extends Money = 'number'> = Policy<C> & {
  /** Only rows of these kinds; by default all. */
  readonly kinds?: readonly CustomerMovementKind[] | undefined;
  /** Only so many rows, those with the largest changes up or down, largest first; equal ones by customerId. */
  readonly top?: number | undefined;
  /** Whether rows of expansion and contraction say why: price, quantity, a longer billing period and so on. */
  readonly causes?: 'exclude' | 'include' | undefined;
};

/**
 * The customers behind an MRR bridge: one row per customer that pays at the start or at the end of the period, or with
 * `movements: 'event'` one per change, with its instant. With `grain: 'subscription'` there is one row per subscription.
 *
 * Formula: change = closing - opening. The changes of one kind add up to that term of `mrrMovements`, and where changes
 * are netted the openings and closings to its opening and closing.
 *
 * @param source - Rows, or a ledger compiled from them.
 * @param period - A period, or a list of periods in any order, all in one time zone. A list gives a list of lists.
 * @param policy - Options: those of the bridge; `kinds`: only rows of these kinds; `top`: at most this many rows, the largest
 * changes up or down first; `causes: 'include'`: rows of expansion and contraction have `expansionCauses` and `contractionCauses`,
 * those of `mrrMovementsBy`, which add up to the change.
 * @returns Rows sorted by customerId (by code unit, in no locale); with `top` by the size of the change. Customers at 0 at both
 * ends have no row. Amounts are in major currency units, in the form that `money` asks for.
 * @throws MetricsError as `mrrMovements` does; `INVALID_OPTION` for an unknown kind, `INVALID_NUMBER` for a `top` below 1.
 *
 * Cost: O(customers) per period from a ledger, whose customers are sorted once; with causes O(rows). Source: the definition of `mrrMovements`,
 * customer by customer.
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
  // Of one customer the changes come in order of time, whatever subscription they are of.
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
  const { customerIds, subscriptionIds } = ledger.entities;
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
      // Levels and the unit are doubles without a fraction, and IEEE division is to the nearest double.
      opening = from / unit;
      closing = (to as number) / unit;
      change = ((to as number) - from) / unit;
    } else {
      const [before, after] = [worth(entity, from), worth(entity, to)];
      opening = print(before);
      closing = print(after);
      change = print(subtract(after, before));
    }
    // Written out, because a hundred thousand rows that are put together from others take several times as long.
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

/** By the exact size of the change; a double tells most of them apart. */
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
