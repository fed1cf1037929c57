import { pathTo, reject } from '../../errors.ts';
import { compare, type Rational } from '../../exact/index.ts';
import { checkText, readChoice, readCount } from '../../read/index.ts';
import {
  addUtcMonths,
  asNumber,
  type Fields,
  isMissing,
  optionalFields,
  optionalReference,
  optionalSeconds,
  partOf,
  readCurrency,
  readFields,
  readItems,
  readMinor,
  referenceIn,
  wholeOf,
} from './fields.ts';

/** What comes off, and of what. */
export interface Coupon {
  readonly id: string | null;
  readonly duration: 'once' | 'repeating' | 'forever';
  readonly months: number | null;
  /** 0..100, or null where an amount comes off. */
  readonly percent: Rational | null;
  /** What comes off, in the smallest unit, by currency. */
  readonly amounts: ReadonlyMap<string, Rational>;
  /** The products it is for, or null where the answer leaves that out: the API does unless it is asked to expand `applies_to`. */
  readonly products: ReadonlySet<string> | null;
}

/** A coupon as it was applied. */
export interface Discount extends Coupon {
  readonly id: string;
  readonly couponId: string | null;
  /** From when, and until when, in epoch milliseconds. */
  readonly start: number;
  readonly end: number;
  readonly itemId: string | null;
}

/** A discount that an object names, whole or not. */
export interface DiscountReference {
  readonly id: string;
  readonly couponId: string | null;
  /** Undefined where only its id is known, or that of its coupon. */
  readonly discount: Discount | undefined;
  /** The discount with its coupon, where only the id of that is there. */
  with?(coupon: Coupon): Discount;
}

const noDiscounts: readonly DiscountReference[] = [];

export function readDiscounts(value: unknown, path: string): readonly DiscountReference[] {
  if (isMissing(value)) return noDiscounts;
  return readItems(value, path, 'discounts').map((one, i) => readDiscount(one, `${path}[${i}]`));
}

/** The discount of an object that has one, or that a flat table keeps beside its other columns. */
export function discountIn(fields: Fields, path: string): readonly DiscountReference[] {
  if (!isMissing(fields.discount)) return [readDiscount(fields.discount, `${path}.discount`)];
  const part = partOf(fields, 'discount', path);
  return Object.keys(part).length === 0 ? noDiscounts : [readDiscount(part, `${path}.discount`)];
}

export function readDiscount(value: unknown, path: string): DiscountReference {
  if (typeof value === 'string' && wholeOf(value) === null) {
    return { id: checkText(value, path), couponId: null, discount: undefined };
  }
  const fields = readFields(value, path, 'a discount of Stripe or its id');
  const source = partOf(fields, 'source', path);
  const [given, couponPath] = isMissing(fields.coupon)
    ? [source.coupon, `${path}.source.coupon`]
    : [fields.coupon, `${path}.coupon`];
  const start = optionalSeconds(fields.start, `${path}.start`) ?? Number.NEGATIVE_INFINITY;
  const couponId = optionalReference(given, couponPath) ?? referenceIn(fields, 'coupon', path);
  // Discounts had no id of their own until 2020.
  const id = isMissing(fields.id) ? `${couponId} since ${start}` : checkText(fields.id, `${path}.id`);
  const stated = optionalSeconds(fields.end, `${path}.end`);
  const itemId = optionalReference(fields.subscription_item, `${path}.subscription_item`);
  const applied = (coupon: Coupon): Discount => {
    const isOpen = coupon.months === null || start === Number.NEGATIVE_INFINITY;
    const end = stated ?? (isOpen ? Number.POSITIVE_INFINITY : addUtcMonths(start, coupon.months));
    return { ...coupon, id, couponId, start, end, itemId };
  };
  if (wholeOf(given) === null) return { id, couponId, discount: undefined, with: applied };
  return { id, couponId, discount: applied(readCoupon(given, couponPath)) };
}

export function readCoupon(value: unknown, path: string): Coupon {
  const coupon = readFields(value, path, 'a coupon of Stripe');
  const duration = readChoice(coupon.duration, `${path}.duration`, ['once', 'repeating', 'forever']);
  const { duration_in_months: stated } = coupon;
  const isLimited = duration === 'repeating' && !isMissing(stated);
  const percent = isMissing(coupon.percent_off) ? null : readPercent(coupon, path);
  const { products } = partOf(coupon, 'applies_to', path);
  return {
    id: optionalReference(coupon.id, `${path}.id`),
    duration,
    months: isLimited ? readCount(asNumber(stated), `${path}.duration_in_months`) : null,
    percent,
    amounts: percent === null ? readAmounts(coupon, path) : new Map<string, Rational>(),
    products: isMissing(products) ? null : new Set(readIds(products, `${path}.applies_to.products`)),
  };
}

function readIds(value: unknown, path: string): string[] {
  return readItems(value, path, 'ids').map((id, i) => checkText(id, `${path}[${i}]`));
}

function readPercent({ percent_off: value }: Fields, path: string): Rational {
  const percent = readMinor(value, `${path}.percent_off`);
  if (compare(percent, { n: 100n, d: 1n }) > 0) {
    reject('INVALID_AMOUNT', `${path}.percent_off`, 'be from 0 to 100', value);
  }
  return percent;
}

function readAmounts(coupon: Fields, path: string): Map<string, Rational> {
  const currency = readCurrency(coupon.currency, `${path}.currency`);
  const amounts = new Map([[currency, readMinor(coupon.amount_off, `${path}.amount_off`)]]);
  const options = optionalFields(coupon.currency_options, `${path}.currency_options`);
  for (const [other, option] of Object.entries(options)) {
    const at = pathTo(`${path}.currency_options`, other);
    amounts.set(other.toUpperCase(), readMinor(readFields(option, at, 'an object').amount_off, `${at}.amount_off`));
  }
  return amounts;
}
