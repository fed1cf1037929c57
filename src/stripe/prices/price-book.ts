import type { Rational } from '../../exact/index.ts';
import { groupByKey } from '../../table/index.ts';
import type { Line, ReadInvoice } from '../objects/invoice.ts';
import type { Price } from '../objects/price.ts';

/** Every price that was given somewhere. */
export interface PriceBook {
  find(id: string): Price | undefined;
  /** What one unit costs in a currency, where any object says so: a price, or a line that was billed in full. */
  unitOf(id: string, currency: string): Rational | null;
}

export function priceBook(prices: readonly Price[], invoices: readonly ReadInvoice[]): PriceBook {
  const byId = groupByKey(prices, ({ id }) => id);
  const billed = new Map<string, Rational>();
  for (const line of invoices.flatMap(({ lines }) => lines)) {
    const unit = billedUnit(line);
    if (unit !== null) billed.set(`${line.priceId} ${line.currency}`, unit);
  }
  return {
    find: (id) => byId.get(id)?.[0],
    unitOf(id, currency) {
      for (const price of byId.get(id) ?? []) {
        const unit = price.unitIn(currency);
        if (unit !== null) return unit;
      }
      return billed.get(`${id} ${currency}`) ?? null;
    },
  };
}

/** Only a full line tells the price: one in a trial is for nothing, and of a proration it is the part. */
function billedUnit({ isProration, amount, quantity, priceId }: Line): Rational | null {
  const isFull = !isProration && priceId !== null && Number.isSafeInteger(amount) && amount > 0;
  if (!isFull || !Number.isSafeInteger(quantity) || quantity < 1) return null;
  return { n: BigInt(amount), d: BigInt(quantity) };
}
