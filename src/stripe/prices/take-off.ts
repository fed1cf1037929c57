import { add, compare, divide, multiply, ofNumber, type Rational, subtract, zero } from '../../exact/index.ts';
import type { Discount as RowDiscount } from '../../ledger/query.ts';
import { amountText } from '../objects/amounts.ts';
import type { Discount } from '../objects/discount.ts';
import type { CouponScopes } from './coupon-scope.ts';
import type { DiscountWindow, Span } from './discount-windows.ts';
import type { Context, PricedItem } from './priced-item.ts';

/** An item with what is left of its price, for one interval, after the discounts so far. */
interface Remainder {
  readonly item: PricedItem;
  readonly price: Rational;
  left: Rational;
  /** The percent that came off, where nothing else did. */
  percent: Rational | null;
  count: number;
}

const hundred: Rational = { n: 100n, d: 1n };

/** What discounts are for, and where to say that it is not known. */
export interface TakeOffContext extends Context {
  readonly scopes: CouponScopes;
}

const includes = ({ start, end }: Span, at: number) => start <= at && at < end;

/**
 * What discounts take off the items of a subscription at one time, for one interval of each. Those of an item come first, then those of the
 * subscription, each off what the ones before have left, as on an invoice. An amount off the whole is shared in proportion to what is left
 * of each item, exactly.
 */
export function takeOff(
  items: readonly PricedItem[],
  discounts: readonly DiscountWindow[],
  at: number,
  context: TakeOffContext,
): readonly (RowDiscount | undefined)[] {
  if (discounts.length === 0) return items.map(() => undefined);
  const rests = items.map((item): Remainder => {
    const price = multiply(item.amount, ofNumber(item.quantity));
    return { item, price, left: price, percent: null, count: 0 };
  });
  for (const discount of discounts.filter(({ itemId }) => itemId !== null)) {
    const own = rests.filter(({ item }) => item.itemId === discount.itemId);
    apply(
      own.filter(({ item }) => includes(discount.spanFor(item.price), at)),
      discount,
      context,
    );
  }
  for (const discount of discounts.filter(({ itemId }) => itemId === null)) {
    const active = rests.filter(({ item }) => includes(discount.spanFor(item.price), at));
    apply(meantBy(discount, active, rests, context), discount, context);
  }
  return rests.map(rowDiscount);
}

/** The items whose product a coupon is for. A coupon that was put on a subscription of one product is for that. */
function meantBy(
  discount: DiscountWindow,
  active: readonly Remainder[],
  all: readonly Remainder[],
  { scopes, note }: TakeOffContext,
): readonly Remainder[] {
  const products = new Set(all.map(({ item: { price } }) => price.product ?? price.id));
  const isClear = products.size === 1 && !discount.isCustomers;
  return active.filter(({ item: { price } }) => {
    const isFor = scopes.isFor(discount, price);
    if (isFor === undefined && !isClear) note('COUPON_SCOPE_UNKNOWN', discount.id);
    return isFor ?? true;
  });
}

function apply(rests: readonly Remainder[], discount: Discount, { toMajor, note }: Context): void {
  const [first] = rests;
  if (first === undefined) return;
  if (discount.percent !== null) {
    const kept = divide(subtract(hundred, discount.percent), hundred);
    for (const rest of rests) {
      rest.left = multiply(rest.left, kept);
      rest.percent = discount.percent;
      rest.count += 1;
    }
    return;
  }
  const amount = discount.amounts.get(first.item.currency);
  if (amount === undefined) {
    note('DISCOUNT_IN_OTHER_CURRENCY', discount.id);
    return;
  }
  const isMixed = rests.some(({ item: { price } }) => !hasInterval(price, first.item));
  if (isMixed) note('DISCOUNT_OVER_INTERVALS', discount.id);
  share(rests, toMajor(amount, first.item.currency));
}

function hasInterval(price: PricedItem['price'], { price: other }: PricedItem): boolean {
  return price.interval === other.interval && price.intervalCount === other.intervalCount;
}

function share(rests: readonly Remainder[], amount: Rational): void {
  const whole = rests.reduce((sum, { left }) => add(sum, left), zero);
  if (compare(whole, zero) === 0) return;
  // More than there is to pay cannot come off.
  const kept = compare(amount, whole) >= 0 ? zero : divide(subtract(whole, amount), whole);
  for (const rest of rests) {
    rest.left = multiply(rest.left, kept);
    rest.percent = null;
    rest.count += 1;
  }
}

function rowDiscount({ price, left, percent, count }: Remainder): RowDiscount | undefined {
  if (count === 0) return undefined;
  if (count === 1 && percent !== null) return { percent: amountText(percent) };
  const amount = subtract(price, left);
  return compare(amount, zero) === 0 ? undefined : { amount: amountText(amount) };
}
