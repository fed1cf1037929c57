import type { Span } from '../../calendar/open.ts';
import { type KeyedSums, type Rational, subtract, sum, zero } from '../../exact/index.ts';
import { type CompiledLedger, isReturn, stepBefore } from '../../ledger/query.ts';
import { type MrrTermName, mrrTermNames } from '../statement/mrr-statement.ts';
import { kindOfChange as kindOfAmount, kinds, type MovementKind, noKind } from '../walk/kinds.ts';
import { rateInstants } from '../walk/reporting-currency.ts';
import { stepsOfEntity } from '../walk/step-amounts.ts';
import { bookCauses, causeNames, type ExpansionCause } from './expansion-causes.ts';
import { amountsBy, type Change, type RunningSpans } from './running-spans.ts';
import { splitMovement } from './transfers.ts';

/** What one call books in: the parts by key, and what it needs to find them. */
export interface Book<Key> {
  readonly ledger: CompiledLedger;
  readonly span: Span;
  readonly parts: ReadonlyMap<Key, Part>;
  readonly keyOf: (span: number) => Key;
  readonly running: RunningSpans;
  /** The places of the first instants not before the period and its end. */
  readonly from: number;
  readonly to: number;
}

type PartTermName = MrrTermName | 'transferIn' | 'transferOut';

/** The exact terms of a part, and the causes of its expansion. */
export type Part = KeyedSums<PartTermName | ExpansionCause>;

export function printPart<M>(part: Part, print: (amount: Rational) => M) {
  const printed = <Name extends PartTermName | ExpansionCause>(names: readonly Name[]) =>
    Object.fromEntries(names.map((name) => [name, print(part.get(name))])) as { readonly [name in Name]: M };
  return {
    ...printed(mrrTermNames),
    ...printed(['transferIn', 'transferOut']),
    expansionCauses: printed(causeNames),
  };
}

/** Books all that one entity does in the period, in the parts of the keys between which it does it. */
export function bookEntity<Key>(book: Book<Key>, entity: number, isEvent: boolean): void {
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
  running.eachChange(entity, from, to, (place, change) => bookMovement(book, entity, change, place));
}

/** Over the opening cohort, and so always point to point. What is retained for good is the closing less the expansion. */
function bookRetained<Key>(book: Book<Key>, opening: Map<Key, Rational>, closing: Map<Key, Rational>): void {
  const before = sum([...opening.values()]);
  if (before.n === 0n) return;
  addEach(book, closing, 'retainedNet', (amount) => amount);
  addEach(book, closing, 'retainedGross', (amount) => amount);
  const after = sum([...closing.values()]);
  if (subtract(after, before).n <= 0n) return;
  for (const [key, { moved, transferOut }] of splitMovement(opening, closing)) {
    if (transferOut.n !== 0n) continue;
    book.parts.get(key)?.add('retainedGross', subtract(zero, moved));
  }
}

function bookMovement<Key>(book: Book<Key>, entity: number, change: Change, place: number): void {
  const { ledger, keyOf, parts } = book;
  const rateInstant = rateInstants(book.span).opening;
  const before = amountsBy(ledger, change.before, rateInstant, keyOf);
  const after = amountsBy(ledger, change.after, rateInstant, keyOf);
  const [from, to] = [sum([...before.values()]), sum([...after.values()])];
  const kind = kindOfChange(ledger, entity, place, from, to);
  for (const [key, { moved, transferIn, transferOut }] of splitMovement(before, after)) {
    const part = parts.get(key) as Part;
    part.add('transferIn', transferIn);
    part.add('transferOut', transferOut);
    if (kind === null || moved.n === 0n) continue;
    part.add(kind, moved);
    if (kind === 'expansion') bookCauses(part, ledger, change, key, moved, rateInstant, keyOf);
  }
}

function kindOfChange(
  ledger: CompiledLedger,
  entity: number,
  place: number,
  from: Rational,
  to: Rational,
): MovementKind | null {
  const steps = stepsOfEntity(ledger, entity);
  const returns = isReturn(steps, stepBefore(steps, entity, place) + 1);
  const kind = kindOfAmount(from.n === 0n, to.n === 0n, subtract(to, from), returns);
  return kind === noKind ? null : (kinds[kind] as MovementKind);
}

function addEach<Key>(
  { parts }: Book<Key>,
  amounts: Map<Key, Rational>,
  term: PartTermName,
  map: (amount: Rational, key: Key) => Rational,
): void {
  for (const [key, amount] of amounts) parts.get(key)?.add(term, map(amount, key));
}
