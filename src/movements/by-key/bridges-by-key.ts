import type { CheckedPeriod } from '../../calendar/open.ts';
import { add, type KeyedSums, keyedSums, negated, type Rational, subtract, sum, zero } from '../../exact/index.ts';
import { type CompiledLedger, isReturn, openEnd, placeOf, rowOf, stepBefore } from '../../ledger/query.ts';
import type { MrrTermName } from '../statement/mrr-statement.ts';
import { kindCount, kindOfChange, kinds, type MovementKind } from '../walk/kinds.ts';
import { exchangeInstants } from '../walk/reporting-currency.ts';
import { stepsOfEntity } from '../walk/step-amounts.ts';
import { type Booking, type Chain, layChains } from '../walk/tracks.ts';
import { bookContraction, bookExpansion } from './book-causes.ts';
import type { CauseTerm } from './cause-names.ts';
import { eachMerged } from './merged-changes.ts';
import { type NamedChange, namedSpans } from './named-spans.ts';
import { amountsBy, type Change, changeBetween, type RunningSpans } from './running-spans.ts';
import { changesBetween, splitMovement } from './transfers.ts';

type BridgeTermName = MrrTermName | 'transferIn' | 'transferOut';

/** The exact terms of the bridge of one key, and the causes of its expansion and contraction. */
export type KeyBridge = KeyedSums<BridgeTermName | CauseTerm>;

/** The target of one call: the bridges by key, and the indexes to find them. */
interface Book {
  readonly ledger: CompiledLedger;
  readonly checked: CheckedPeriod;
  /** By key, for the keys with any booking. */
  readonly bridges: KeyBridge[];
  readonly keyOf: (span: number) => number;
  readonly running: RunningSpans;
  /** The places of the first instants at or after the period's start and end. */
  readonly from: number;
  readonly to: number;
}

/** The bridges of periods by key; `codes` gives the key of each row. For each period, by its position, those of all keys. */
export function bridgesByKey(
  ledger: CompiledLedger,
  periods: readonly CheckedPeriod[],
  running: RunningSpans,
  { codes, count }: { readonly codes: Uint32Array; readonly count: number },
  booking: Booking,
): (position: number) => KeyBridge[] {
  const keyOf = (at: number) => codes[rowOf(ledger.spans, at)] as number;
  const books = periods.map(
    (checked): Book => ({
      ledger,
      checked,
      bridges: [],
      keyOf,
      running,
      from: placeOf(checked.start, ledger.instants),
      to: placeOf(checked.end, ledger.instants),
    }),
  );
  const still: Rational[][] = periods.map(() => []);
  for (const chain of layChains(periods, ledger.instants)) {
    const amounts = bookChain(ledger, running, chain, books, booking);
    const last = chain.positions.length + 1;
    for (let key = 0; key < count; key += 1) {
      let amount = zero;
      for (const [rank, position] of chain.positions.entries()) {
        amount = add(amount, amounts.get(key * last + rank));
        (still[position] as Rational[])[key] = amount;
      }
    }
  }
  return (position) => {
    const book = books[position] as Book;
    for (let key = 0; key < count; key += 1) {
      const amount = (still[position] as Rational[])[key] as Rational;
      for (const term of stillTerms) bridgeOf(book, key).add(term, amount);
    }
    return book.bridges;
  };
}

/** The terms to which an unchanged entity adds everything it pays. */
const stillTerms = ['opening', 'closing', 'retainedNet', 'retainedGross'] as const;

/**
 * Books the movements of all entities in those periods of a chain in which their state changes. Their payments in the other periods, which
 * lie side by side between two changes, are returned by `key * (periods + 1) + rank`, as the difference from the period before.
 */
function bookChain(
  ledger: CompiledLedger,
  running: RunningSpans,
  { positions, begun, ended }: Chain,
  books: readonly Book[],
  booking: Booking,
): KeyedSums<number> {
  const amounts = keyedSums<number>();
  const { spans, rules } = ledger;
  const [{ keyOf }] = books as [Book];
  for (let entity = 0; entity < running.entities; entity += 1) {
    const changes: number[] = [];
    for (let span = spans.offsets[entity] as number; span < (spans.offsets[entity + 1] as number); span += 1) {
      changes.push(spans.start[span] as number);
      if (spans.end[span] !== openEnd) changes.push(spans.end[span] as number);
    }
    changes.sort((a, b) => a - b);
    const bookFrom = (first: number, after: number) => {
      for (let rank = first; rank < after; rank += 1) {
        bookEntity(books[positions[rank] as number] as Book, entity, booking);
      }
    };
    let next = 0;
    for (const [i, place] of changes.entries()) {
      const [first, after] = [(ended[place] as number) / kindCount, (begun[place] as number) / kindCount];
      bookFrom(Math.max(next, first), after);
      next = Math.max(next, after);
      // From the first period that begins after this change to the last that ends by the next one.
      const stop = i + 1 < changes.length ? (ended[changes[i + 1] as number] as number) / kindCount : positions.length;
      if (stop <= after) continue;
      // An amount whose worth changes each month does not stand still.
      if (rules.exchangeRates !== null) bookFrom(after, stop);
      else {
        for (const [key, amount] of amountsBy(ledger, running.before(entity, place + 1), place, keyOf)) {
          amounts.add(key * (positions.length + 1) + after, amount);
          amounts.add(key * (positions.length + 1) + stop, negated(amount));
        }
      }
    }
  }
  return amounts;
}

/** Books the movements of one entity in the period, in the bridges of the keys concerned. */
function bookEntity(book: Book, entity: number, booking: Booking): void {
  const { ledger, running, from, to, checked, keyOf } = book;
  const [before, after] = [running.before(entity, from), running.before(entity, to)];
  const exchange = exchangeInstants(checked);
  const opening = amountsBy(ledger, before, exchange.opening, keyOf);
  const closing = amountsBy(ledger, after, exchange.closing, keyOf);
  const closingAtOpening =
    ledger.rules.exchangeRates === null ? closing : amountsBy(ledger, after, exchange.opening, keyOf);
  addEach(book, opening, 'opening');
  addEach(book, closing, 'closing');
  for (const [key, amount] of closing) {
    bridgeOf(book, key).add('fx', subtract(amount, closingAtOpening.get(key) ?? zero));
  }
  bookRetained(book, opening, closingAtOpening);

  let paid = before.filter(running.isPaid).length;
  let named: ((change: Change) => NamedChange[]) | undefined;
  const bookChange = (place: number, change: Change) => {
    const isFromZero = paid === 0;
    paid += change.started.filter(running.isPaid).length - change.ended.filter(running.isPaid).length;
    const index = () => namedSpans(ledger, before, running.isPaid, keyOf);
    // For one change, few entities need to be known by name; for several, each has to be followed.
    if (booking !== 'net') named ??= index();
    const namedChanges = named?.(change);
    bookMovement(book, entity, change, place, () => namedChanges ?? index()(change), isFromZero, paid === 0);
  };
  if (booking !== 'net') eachMerged(ledger, running, entity, from, to, booking, bookChange);
  else {
    const change = changeBetween(before, after);
    if (change.ended.length + change.started.length > 0) bookChange(from, change);
  }
}

/** Over the opening cohort, so always point to point. Gross retention is the closing less the expansion. */
function bookRetained(book: Book, opening: Map<number, Rational>, closing: Map<number, Rational>): void {
  if (opening.size === 0) return;
  addEach(book, closing, 'retainedNet');
  addEach(book, closing, 'retainedGross');
  const changes = changesBetween(opening, closing);
  if (sum([...changes.values()]).n <= 0n) return;
  // In a gain, the losses of keys are not movements: all of them are transferred.
  for (const [key, { moved }] of splitMovement(changes)) bridgeOf(book, key).add('retainedGross', negated(moved));
}

function bookMovement(
  book: Book,
  entity: number,
  change: Change,
  place: number,
  named: () => readonly NamedChange[],
  isFromZero: boolean,
  isToZero: boolean,
): void {
  const { ledger, keyOf } = book;
  const exchangeInstant = exchangeInstants(book.checked).opening;
  const amounts = (spans: readonly number[]) => amountsBy(ledger, spans, exchangeInstant, keyOf);
  const changes = changesBetween(amounts(change.ended), amounts(change.started));
  const kind = kindOfMovement(ledger, entity, place, sum([...changes.values()]), isFromZero, isToZero);
  for (const [key, { moved, transferIn, transferOut }] of splitMovement(changes)) {
    const bridge = bridgeOf(book, key);
    bridge.add('transferIn', transferIn);
    bridge.add('transferOut', transferOut);
    if (moved.n === 0n) continue;
    bridge.add(kind, moved);
    if (kind !== 'expansion' && kind !== 'contraction') continue;
    const ofKey = named().filter((subscription) => subscription.key === key);
    const bookCauses = kind === 'expansion' ? bookExpansion : bookContraction;
    bookCauses(bridge, ledger, ofKey, moved, exchangeInstant);
  }
}

/** Meaningless if gains equal losses: there is then no movement. */
function kindOfMovement(
  ledger: CompiledLedger,
  entity: number,
  place: number,
  change: Rational,
  isFromZero: boolean,
  isToZero: boolean,
): MovementKind {
  const steps = stepsOfEntity(ledger, entity);
  const returns = isReturn(steps, stepBefore(steps, entity, place) + 1);
  return kinds[kindOfChange(isFromZero, isToZero, change, returns)] as MovementKind;
}

function addEach(book: Book, amounts: Map<number, Rational>, term: BridgeTermName): void {
  for (const [key, amount] of amounts) bridgeOf(book, key).add(term, amount);
}

function bridgeOf({ bridges }: Book, key: number): KeyBridge {
  bridges[key] ??= keyedSums();
  return bridges[key];
}
