import type { Rational } from '../../exact/index.ts';
import type { AddNote, StripeNoteCode } from '../notes.ts';
import type { ToMajor } from '../objects/amounts.ts';
import type { Price } from '../objects/price.ts';
import type { PriceBook } from './price-book.ts';

/** What every step needs: how minor units count, which prices are known, and where to say what the rows do not. */
export interface Context {
  readonly toMajor: ToMajor;
  readonly prices: PriceBook;
  readonly note: AddNote;
}

/** What one item of a subscription costs at one time. */
export interface PricedItem {
  readonly itemId: string | null;
  readonly price: Price;
  readonly currency: string;
  /** In the currency's major unit, for one unit and one interval. */
  readonly amount: Rational;
  readonly quantity: number;
}

/** The item with its price, or why it is not MRR. */
export function pricedItem(
  price: Price,
  { itemId, quantity, currency }: { itemId: string | null; quantity: number; currency: string | null },
  { prices, toMajor }: Context,
): PricedItem | StripeNoteCode {
  if (price.notMrr !== null) return price.notMrr;
  const billed = currency ?? price.currency;
  const cost = prices.costOf(price, billed, quantity);
  if (cost !== null)
    return { itemId, price, currency: billed, amount: toMajor(cost.unit, billed), quantity: cost.quantity };
  if (price.isTiered) return 'TIERED_ITEM';
  return billed === price.currency ? 'NO_UNIT_AMOUNT' : 'CURRENCY_NOT_EXPANDED';
}

/** Whether two items, or one at two times, cost the same. */
export function costsSame(a: PricedItem, b: PricedItem): boolean {
  return a.price.id === b.price.id && a.quantity === b.quantity && isSameAmount(a, b);
}

function isSameAmount(a: PricedItem, b: PricedItem): boolean {
  return a.currency === b.currency && a.amount.n * b.amount.d === b.amount.n * a.amount.d;
}
