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
import type { Billing, CompiledLedger } from '../../ledger/query.ts';
import type { NamedChange } from './named-spans.ts';
import { worthOfSpan } from './running-spans.ts';

/** Why customers pay more, as far as their rows show: the parts of `expansion`. */
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

/**
 * Splits the expansion of one key of one entity by cause: over the subscriptions that gained there, in proportion to
 * their gains.
 */
export function bookCauses(
  causes: Pick<KeyedSums<ExpansionCause>, 'add'>,
  ledger: CompiledLedger,
  subscriptions: readonly NamedChange[],
  expansion: Rational,
  exchangeInstant: number,
): void {
  const worth = (spans: readonly number[]) => sum(spans.map((span) => worthOfSpan(ledger, span, exchangeInstant)));
  const gains = subscriptions
    .map((subscription) => {
      const { started, ended } = subscription.change;
      return { subscription, gain: subtract(worth(started), worth(ended)) };
    })
    .filter(({ gain }) => gain.n > 0n);
  const all = sum(gains.map(({ gain }) => gain));
  for (const { subscription, gain } of gains) {
    const share = gains.length === 1 ? expansion : multiply(expansion, divide(gain, all));
    if (subscription.wasHere) bookChange(causes, ledger, subscription, share);
    else causes.add(subscription.wasAnywhere ? 'other' : 'subscription', share);
  }
}

/** Price and quantity of a subscription that was there before, where it has one plain row on both sides. */
function bookChange(
  causes: Pick<KeyedSums<ExpansionCause>, 'add'>,
  ledger: CompiledLedger,
  { before, after }: NamedChange,
  share: Rational,
): void {
  const [a, b] = [before, after].map((span) => (span === null ? null : sideOf(ledger, span)));
  if (!a || !b || !isComparable(a, b)) {
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
  return {
    billing: prices.billings[price] as Billing,
    currency: prices.currencies[price] as number,
    price: prices.values[price] as Rational,
    quantity: ofNumber(prices.quantities[price] as number),
  };
}

type Side = ReturnType<typeof sideOf>;

function isComparable(a: Side, b: Side): boolean {
  const isOfUnits = [a, b].every(({ billing, quantity }) => billing.discount === undefined && quantity.n !== 0n);
  const isBilledAlike =
    a.billing.interval === b.billing.interval && a.billing.intervalCount === b.billing.intervalCount;
  return isOfUnits && isBilledAlike && a.currency === b.currency;
}

function positive(amount: Rational): Rational {
  return compare(amount, zero) > 0 ? amount : zero;
}
