import { getOrAdd } from '../../table/index.ts';
import type { Coupon, DiscountReference } from '../objects/discount.ts';
import type { ReadInvoice } from '../objects/invoice.ts';
import type { Price } from '../objects/price.ts';
import type { PriceBook } from './price-book.ts';

/** Whether a coupon is for a product, or undefined where nothing tells. */
export interface CouponScopes {
  isFor(
    discount: { readonly id: string; readonly couponId: string | null } & Coupon,
    price: Price,
  ): boolean | undefined;
}

/**
 * For which products coupons are: as they say where `applies_to` was expanded, else by what came off the lines of invoices. An invoice that
 * has a discount shows by each of its lines whether the coupon is for the product of it.
 */
export function couponScopes(
  coupons: readonly Coupon[],
  couponOf: (discountId: string) => string | null,
  invoices: readonly ReadInvoice[],
  prices: PriceBook,
): CouponScopes {
  const said = new Map(
    coupons.flatMap(({ id, products }) => (id === null || products === null ? [] : [[id, products]])),
  );
  const seen = new Map<string, Map<string, boolean>>();
  const nameOf = ({ id, couponId }: Pick<DiscountReference, 'id' | 'couponId'>) => couponId ?? couponOf(id) ?? id;
  for (const { lines, discounts } of invoices) {
    const telling = lines.filter(({ takenOff, amount }) => takenOff !== null && amount > 0);
    const named = [
      ...discounts,
      ...telling.flatMap(({ takenOff, discounts: own }) => [
        ...own,
        ...(takenOff ?? []).map(({ reference }) => reference),
      ]),
    ];
    for (const name of new Set(named.map(nameOf))) {
      for (const line of telling) {
        const off = (line.takenOff ?? []).some(({ amount, reference }) => amount.n > 0n && nameOf(reference) === name);
        const product = line.product ?? productOf(prices.of(line));
        if (product === null) continue;
        const own = getOrAdd(seen, name, () => new Map<string, boolean>());
        own.set(product, off || own.get(product) === true);
      }
    }
  }
  return {
    isFor(discount, price) {
      const products = discount.products ?? said.get(nameOf(discount));
      if (products !== undefined) return price.product !== null && products.has(price.product);
      return seen.get(nameOf(discount))?.get(productOf(price) ?? '');
    },
  };
}

function productOf(price: Price | undefined): string | null {
  return price?.product ?? price?.id ?? null;
}
