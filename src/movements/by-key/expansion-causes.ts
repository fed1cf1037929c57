import {
  add,
  compare,
  divide,
  type KeyedSums,
  multiply,
  ofNumber,
  type Rational,
  subtract,
  sum,
  zero,
} from '../../exact/index.ts';
import type { CompiledLedger, PriceBasis } from '../../ledger/query.ts';
import { amountsBy, type Change } from './running-spans.ts';

/** Why customers came to pay more, as far as their rows tell: the parts of `expansion`. */
export interface ExpansionCauses<M = number> {
  /** A higher price of a unit. */
  readonly price: M;
  /** More units, seats for instance. */
  readonly quantity: M;
  /** A subscription that the customer did not have before. */
  readonly subscription: M;
  /** Whatever the rows do not tell: another interval, a discount that ended, several changes at once. */
  readonly other: M;
}

export const causeNames = ['price', 'quantity', 'subscription', 'other'] as const;
export type ExpansionCause = (typeof causeNames)[number];

/** Splits the expansion of one key of one entity by cause: over the subscriptions that gained there, in proportion to their gains. */
export function bookCauses<K>(
  causes: Pick<KeyedSums<ExpansionCause>, 'add'>,
  ledger: CompiledLedger,
  change: Change,
  key: K,
  expansion: Rational,
  rateInstant: number,
  keyOf: (span: number) => K,
): void {
  // A set, because keys are told apart as those of a Map are.
  const keys = new Set([key]);
  const inKey = (spans: readonly number[]) => spans.filter((span) => keys.has(keyOf(span)));
  const subscriptionOf = (span: number) => nameOf(ledger, span);
  const amounts = (spans: readonly number[]) => amountsBy(ledger, spans, rateInstant, subscriptionOf);
  const own: Change = { before: inKey(change.before), after: inKey(change.after) };
  const before = amounts(own.before);
  const hadBefore = amounts(change.before);
  const gains = [...amounts(own.after)]
    .map(([name, amount]) => ({ name, gain: subtract(amount, before.get(name) ?? zero) }))
    .filter(({ gain }) => gain.n > 0n);
  const all = sum(gains.map(({ gain }) => gain));
  for (const { name, gain } of gains) {
    const share = multiply(expansion, divide(gain, all));
    if (before.has(name)) bookChange(causes, ledger, own, name, share);
    else causes.add(hadBefore.has(name) ? 'other' : 'subscription', share);
  }
}

/** The subscription of a span; a row without a subscriptionId is one of its own. */
function nameOf({ subscriptionIds, spans }: CompiledLedger, span: number): string | number {
  const row = spans.row[span] as number;
  return subscriptionIds[row] ?? row;
}

/** Price and quantity of a subscription that was there before, where it has one plain row on both sides. */
function bookChange(
  causes: Pick<KeyedSums<ExpansionCause>, 'add'>,
  ledger: CompiledLedger,
  { before, after }: Change,
  name: string | number,
  share: Rational,
): void {
  const sidesOf = (spans: readonly number[]) =>
    spans.filter((span) => nameOf(ledger, span) === name).map((span) => sideOf(ledger, span));
  const [a, ...moreBefore] = sidesOf(before);
  const [b, ...moreAfter] = sidesOf(after);
  const isTold = a !== undefined && b !== undefined && moreBefore.length + moreAfter.length === 0 && isComparable(a, b);
  if (!isTold) {
    causes.add('other', share);
    return;
  }
  const [unitBefore, unitAfter] = [divide(a.price, a.quantity), divide(b.price, b.quantity)];
  const byPrice = positive(multiply(subtract(unitAfter, unitBefore), a.quantity));
  const byQuantity = positive(multiply(subtract(b.quantity, a.quantity), unitAfter));
  const both = add(byPrice, byQuantity);
  causes.add('price', multiply(share, divide(byPrice, both)));
  causes.add('quantity', multiply(share, divide(byQuantity, both)));
}

function sideOf({ spans, prices }: CompiledLedger, span: number) {
  const price = spans.price[span] as number;
  const basis = prices.bases[price] as PriceBasis;
  const currency = prices.currencies[price] as number;
  return { ...basis, currency, price: prices.values[price] as Rational, quantity: ofNumber(basis.quantity) };
}

type Side = ReturnType<typeof sideOf>;

function isComparable(a: Side, b: Side): boolean {
  const isOfUnits = [a, b].every(({ isDiscounted, quantity }) => !isDiscounted && quantity.n !== 0n);
  return isOfUnits && a.billing === b.billing && a.currency === b.currency;
}

function positive(amount: Rational): Rational {
  return compare(amount, zero) > 0 ? amount : zero;
}
