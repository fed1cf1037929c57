import { compare, multiply, ofNumber } from '../../exact/index.ts';
import { groupByKey } from '../../table/index.ts';
import type { Line } from '../objects/invoice.ts';
import type { Price } from '../objects/price.ts';
import type { PriceBook } from './price-book.ts';

/** Lines of one invoice, and whether some of them tell nothing. */
export interface TierLines {
  readonly lines: readonly Line[];
  readonly isOpen: boolean;
}

/**
 * The lines of one invoice, where a tiered price is billed in a line for each tier: those of one item and time as one. Prorations in several
 * lines may be tiers too, or changes at one instant: they are one where their quantity was billed in full, else they tell nothing.
 */
export function inTiers(lines: readonly Line[], prices: PriceBook): TierLines {
  const isTiered = (line: Line) => !line.isOneTime && prices.of(line)?.isTiered === true;
  if (!lines.some(isTiered)) return { lines, isOpen: false };
  const groups = groupByKey(lines.filter(isTiered), (line) =>
    [line.itemId, line.priceId, line.start, line.end, line.currency, wayOf(line)].join(' '),
  );
  const merged = [...groups.values()].map((own) => inOne(own, prices));
  return {
    lines: [...lines.filter((line) => !isTiered(line)), ...merged.flatMap((line) => line ?? [])],
    isOpen: merged.includes(null),
  };
}

function wayOf({ isProration, isCredit, amount }: Line): string {
  if (!isProration) return 'full';
  return isCredit || amount < 0 ? 'credit' : 'debit';
}

function inOne(own: readonly Line[], prices: PriceBook): Line | null {
  const [first] = own as readonly [Line, ...Line[]];
  const price = prices.of(first);
  if (own.length === 1 || price === undefined) return first;
  const amount = own.reduce((sum, line) => sum + line.amount, 0);
  const quantity = own.reduce((sum, line) => sum + line.quantity, 0);
  if (first.isProration) return prices.hasBilled(price, quantity) ? { ...first, amount, quantity } : null;
  return { ...first, amount, quantity: explained(price, own, { amount, quantity }) };
}

/** The quantity that explains what was billed: that of all lines, or without one for a flat amount, whose quantity is none of the item's. */
function explained(
  price: Price,
  own: readonly Line[],
  { amount, quantity }: Pick<Line, 'amount' | 'quantity'>,
): number {
  const { currency } = own[0] as Line;
  const explains = (count: number) => {
    const cost = price.costIn(currency, count);
    return cost !== null && compare(multiply(cost.unit, ofNumber(cost.quantity)), ofNumber(amount)) === 0;
  };
  return [quantity, ...own.map((line) => quantity - line.quantity)].find(explains) ?? quantity;
}
