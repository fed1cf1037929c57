import { type Period, readPeriod, type Span, zoneOfPeriods } from '../calendar/period.ts';
import { reject } from '../errors.ts';
import { add, type Rational, subtract, zero } from '../exact/index.ts';
import { type CompiledLedger, openSource, type SubscriptionSource } from '../ledger/ledger.ts';
import type { Policy } from '../ledger/policy.ts';
import type { Subscription } from '../ledger/subscription.ts';
import { type Money, type MoneyOf, moneyOut } from '../money/money-out.ts';
import { placeOf } from './entity-movements.ts';
import {
  addCauses,
  type Change,
  causesOf,
  type ExactCauses,
  type ExpansionCauses,
  noCauses,
} from './expansion-causes.ts';
import { kindOf, kinds, type MovementKind } from './kinds.ts';
import { type MrrMovements, withPolicy } from './mrr-statement.ts';
import { rateInstants } from './reporting-currency.ts';
import { amountsBy, type RunningSpans, runningSpans, stepsOfEntity } from './running-spans.ts';
import { splitMovement, total } from './transfers.ts';

/** The part of one key in an MRR bridge. Together with the transfers it foots by itself, and the parts sum to the whole. */
export interface MrrMovementsPart<M = number> extends MrrMovements<M> {
  /** What customers moved here from other keys. */
  readonly transferIn: M;
  /** What customers moved from here to other keys. */
  readonly transferOut: M;
  readonly expansionCauses: ExpansionCauses<M>;
}

/**
 * The MRR bridge of a period by plan, segment or any other key of the rows.
 *
 * Formula: for each key opening + new + reactivation + expansion + transferIn - contraction - churn - transferOut + fx = closing, and every
 * term of `mrrMovements` is the sum of that term over the keys. What a movement is depends on the customer as a whole: a customer who
 * changes plan is a transfer from one key to the other, and only the difference is expansion or contraction. Where a customer gains (or
 * loses) in several keys at once, each bears its share in proportion. `retainedGross` and `retainedNet` include the transfers.
 * `expansionCauses` splits `expansion` by what the rows tell: a higher price, more units, a subscription added, or other.
 *
 * @param source - Rows, or a ledger compiled from them.
 * @param period - The period of the bridge.
 * @param keyOf - The key of a row, called once for each; any value, compared as keys of a Map are.
 * @param policy - Options; each has its default, see the concepts page.
 * @returns A Map from key to part, in the order in which the rows gave the keys.
 * @throws MetricsError as `mrrMovements` does; `INVALID_TYPE` when `keyOf` is no function.
 *
 * Cost: O(rows), and for `movements: 'event'` the square of the changes of each customer. Source: the definition of `mrrMovements`; transfers as in cohort and segment bridges of finance teams.
 *
 * @example
 * ```ts
 * const subscriptions: Subscription[] = [
 *   { customerId: 'ada', plan: 'basic', start: '2026-01-01', end: '2026-03-10', amount: 100, interval: 'month' },
 *   { customerId: 'ada', plan: 'pro', start: '2026-03-10', amount: 130, interval: 'month' },
 * ];
 * const parts = mrrMovementsBy(subscriptions, month('2026-03'), (row) => row.plan);
 * parts.get('basic').transferOut; // => 100
 * parts.get('pro').transferIn; // => 100
 * parts.get('pro').expansion; // => 30
 * ```
 */
export function mrrMovementsBy<Key, K extends Money = 'number'>(
  source: SubscriptionSource<K>,
  period: Period,
  keyOf: (row: Subscription) => Key,
  policy?: Policy<K>,
): Map<Key, MrrMovementsPart<MoneyOf<K>>>;
export function mrrMovementsBy<Key>(
  source: SubscriptionSource<Money>,
  period: Period,
  keyOf: (row: Subscription) => Key,
  policy?: Policy<Money>,
): Map<Key, MrrMovementsPart<MoneyOf<Money>>> {
  if (typeof keyOf !== 'function') reject('INVALID_TYPE', 'keyOf', 'be a function from a row to its key', keyOf);
  const span = readPeriod(period, 'period');
  const { ledger, statement, definitions } = openSource(source, policy, zoneOfPeriods([span]));
  const keys = ledger.rows.map((row) => keyOf(row));
  const parts = new Map(keys.map((key) => [key, emptyPart()]));
  const book: Book<Key> = {
    ledger,
    span,
    parts,
    keyOf: (at) => keys[ledger.spans.row[at] as number] as Key,
    running: runningSpans(ledger),
    from: placeOf(span.start, ledger.instants),
    to: placeOf(span.end, ledger.instants),
  };
  for (let entity = 0; entity < book.running.entities; entity += 1)
    bookEntity(book, entity, statement.movements === 'event');
  const complete = span.end <= ledger.rules.asOf;
  const print = moneyOut(statement.money);
  return new Map(
    [...parts].map(([key, part]) => {
      const printed = { period: span.period, complete, currency: ledger.currency, ...printPart(part, print) };
      return [key, withPolicy(printed, definitions)];
    }),
  );
}

interface Book<Key> {
  readonly ledger: CompiledLedger;
  readonly span: Span;
  readonly parts: ReadonlyMap<Key, Part>;
  readonly keyOf: (span: number) => Key;
  readonly running: RunningSpans;
  /** The places of the first instants not before the period and its end. */
  readonly from: number;
  readonly to: number;
}

type PartTerm =
  | 'opening'
  | MovementKind
  | 'closing'
  | 'fx'
  | 'retainedGross'
  | 'retainedNet'
  | 'transferIn'
  | 'transferOut';
type Part = { [term in PartTerm]: Rational } & { causes: ExactCauses };

function emptyPart(): Part {
  const terms = { opening: zero, new: zero, reactivation: zero, expansion: zero, contraction: zero, churn: zero };
  const others = {
    closing: zero,
    fx: zero,
    retainedGross: zero,
    retainedNet: zero,
    transferIn: zero,
    transferOut: zero,
  };
  return { ...terms, ...others, causes: noCauses };
}

function printPart<M>({ causes, ...part }: Part, print: (amount: Rational) => M) {
  const { opening, closing, fx, retainedGross, retainedNet, transferIn, transferOut, ...moved } = part;
  return {
    opening: print(opening),
    new: print(moved.new),
    reactivation: print(moved.reactivation),
    expansion: print(moved.expansion),
    contraction: print(moved.contraction),
    churn: print(moved.churn),
    closing: print(closing),
    fx: print(fx),
    retainedGross: print(retainedGross),
    retainedNet: print(retainedNet),
    transferIn: print(transferIn),
    transferOut: print(transferOut),
    expansionCauses: {
      price: print(causes.price),
      quantity: print(causes.quantity),
      subscription: print(causes.subscription),
      other: print(causes.other),
    },
  };
}

function bookEntity<Key>(book: Book<Key>, entity: number, isEvent: boolean): void {
  const { ledger, running, from, to, span } = book;
  const net: Change = { before: running.before(entity, from), after: running.before(entity, to) };
  const rates = rateInstants(span);
  const opening = amountsBy(ledger, net.before, rates.opening, book.keyOf);
  const closing = amountsBy(ledger, net.after, rates.closing, book.keyOf);
  const closingAtOpeningRate = amountsBy(ledger, net.after, rates.opening, book.keyOf);
  addEach(book, opening, 'opening', (amount) => amount);
  addEach(book, closing, 'closing', (amount) => amount);
  addEach(book, closing, 'fx', (amount, key) => subtract(amount, closingAtOpeningRate.get(key) ?? zero));
  bookRetained(book, opening, closingAtOpeningRate);
  if (!isEvent) {
    bookMovement(book, entity, net, from);
    return;
  }
  for (const place of running.changes(entity, from, to)) {
    bookMovement(
      book,
      entity,
      { before: running.before(entity, place), after: running.before(entity, place + 1) },
      place,
    );
  }
}

/** Over the opening cohort, and so always point to point. What is retained for good is the closing less the expansion. */
function bookRetained<Key>(book: Book<Key>, opening: Map<Key, Rational>, closing: Map<Key, Rational>): void {
  const before = total(opening.values());
  if (before.n === 0n) return;
  addEach(book, closing, 'retainedNet', (amount) => amount);
  addEach(book, closing, 'retainedGross', (amount) => amount);
  const after = total(closing.values());
  if (subtract(after, before).n <= 0n) return;
  for (const [key, { moved, transferOut }] of splitMovement(opening, closing)) {
    if (transferOut.n !== 0n) continue;
    const part = book.parts.get(key) as Part;
    part.retainedGross = subtract(part.retainedGross, moved);
  }
}

function bookMovement<Key>(book: Book<Key>, entity: number, change: Change, place: number): void {
  const { ledger, keyOf, parts } = book;
  const rateInstant = rateInstants(book.span).opening;
  const before = amountsBy(ledger, change.before, rateInstant, keyOf);
  const after = amountsBy(ledger, change.after, rateInstant, keyOf);
  const [from, to] = [total(before.values()), total(after.values())];
  const kind = kindOfChange(ledger, entity, place, from, to);
  for (const [key, { moved, transferIn, transferOut }] of splitMovement(before, after)) {
    const part = parts.get(key) as Part;
    part.transferIn = add(part.transferIn, transferIn);
    part.transferOut = add(part.transferOut, transferOut);
    if (kind === null || moved.n === 0n) continue;
    part[kind] = add(part[kind], moved);
    if (kind !== 'expansion') continue;
    part.causes = addCauses(part.causes, causesOf(ledger, change, key, moved, rateInstant, keyOf));
  }
}

function kindOfChange(
  ledger: CompiledLedger,
  entity: number,
  place: number,
  from: Rational,
  to: Rational,
): MovementKind | null {
  const change = subtract(to, from);
  if (change.n === 0n) return null;
  const { steps, first } = stepsOfEntity(ledger, entity);
  let named = first;
  while ((steps.places[named] as number) < place) named += 1;
  const isReturn = steps.isNew === null ? named > first : steps.isNew[named] === 0;
  const sign = change.n > 0n ? 1 : -1;
  return kinds[kindOf(from.n === 0n ? 0 : 2, to.n === 0n ? 0 : 2 + sign, isReturn)] as MovementKind;
}

function addEach<Key>(
  { parts }: Book<Key>,
  amounts: Map<Key, Rational>,
  term: PartTerm,
  map: (amount: Rational, key: Key) => Rational,
): void {
  for (const [key, amount] of amounts) {
    const part = parts.get(key) as Part;
    part[term] = add(part[term], map(amount, key));
  }
}
