import type { Rational } from '../../exact/index.ts';
import type { Context } from '../context.ts';
import type { StripeNoteCode } from '../notes.ts';
import type { Price } from './price.ts';

/** One item of a subscription at one time. */
export interface Terms {
  readonly itemId: string | null;
  readonly price: Price;
  readonly currency: string;
  /** In the currency's major unit, for one unit and one interval. */
  readonly amount: Rational;
  readonly quantity: number;
}

/** The terms of an item, or why it is not MRR. */
export function termsOf(
  price: Price,
  { itemId, quantity, currency }: { itemId: string | null; quantity: number; currency: string | null },
  { prices, toMajor }: Context,
): Terms | StripeNoteCode {
  if (price.notMrr !== null) return price.notMrr;
  const billed = currency ?? price.currency;
  const unit = price.unitIn(billed) ?? prices.unitOf(price.id, billed);
  if (unit === null) return 'CURRENCY_NOT_EXPANDED';
  return { itemId, price, currency: billed, amount: toMajor(unit, billed), quantity: price.unitsOf(quantity) };
}

/** Whether two items at two times cost the same. */
export function isSameTerms(a: Terms, b: Terms): boolean {
  return a.price.id === b.price.id && a.quantity === b.quantity && isSameAmount(a, b);
}

function isSameAmount(a: Terms, b: Terms): boolean {
  return a.currency === b.currency && a.amount.n * b.amount.d === b.amount.n * a.amount.d;
}
