import { pathTo, reject } from '../../errors.ts';
import { compare, type Rational } from '../../exact/index.ts';
import { checkText, isMissing, isRecord, readChoice, readCount } from '../../read/index.ts';
import {
  optionalFields,
  optionalReference,
  optionalSeconds,
  readCurrency,
  readFields,
  readItems,
  readMinor,
} from './fields.ts';

/** A coupon as it was applied. */
export interface Discount {
  readonly id: string;
  /** From when, and until when, in epoch milliseconds. */
  readonly start: number;
  readonly end: number;
  readonly duration: 'once' | 'repeating' | 'forever';
  /** 0..100, or null where an amount comes off. */
  readonly percent: Rational | null;
  /** What comes off, in the smallest unit, by currency. */
  readonly amounts: ReadonlyMap<string, Rational>;
  /** The products it is for; null: all. */
  readonly products: ReadonlySet<string> | null;
  readonly itemId: string | null;
}

/** A discount that an object names; `discount` is undefined where only its id is known. */
export interface DiscountReference {
  readonly id: string;
  readonly discount: Discount | undefined;
}

const noDiscounts: readonly DiscountReference[] = [];

export function readDiscounts(value: unknown, path: string): readonly DiscountReference[] {
  if (isMissing(value)) return noDiscounts;
  return readItems(value, path, 'discounts').map((one, i) => readReferenceTo(one, `${path}[${i}]`));
}

export function readOneDiscount(value: unknown, path: string): readonly DiscountReference[] {
  return isMissing(value) ? noDiscounts : [readReferenceTo(value, path)];
}

function readReferenceTo(value: unknown, path: string): DiscountReference {
  if (typeof value === 'string') return { id: checkText(value, path), discount: undefined };
  const fields = readFields(value, path, 'a discount of Stripe or its id');
  const source = optionalFields(fields.source, `${path}.source`);
  const coupon = fields.coupon ?? source.coupon;
  const start = optionalSeconds(fields.start, `${path}.start`) ?? Number.NEGATIVE_INFINITY;
  // Discounts had no id of their own until 2020.
  const id =
    fields.id === undefined ? `${optionalReference(coupon, path)} since ${start}` : checkText(fields.id, `${path}.id`);
  if (!isRecord(coupon)) return { id, discount: undefined };
  const couponPath = fields.coupon === undefined ? `${path}.source.coupon` : `${path}.coupon`;
  const stated = optionalSeconds(fields.end, `${path}.end`);
  const { months, ...applied } = readCoupon(coupon, couponPath);
  const isOpen = months === null || start === Number.NEGATIVE_INFINITY;
  const end = stated ?? (isOpen ? Number.POSITIVE_INFINITY : addUtcMonths(start, months));
  const itemId = optionalReference(fields.subscription_item, `${path}.subscription_item`);
  return { id, discount: { ...applied, id, start, end, itemId } };
}

function readCoupon(coupon: Readonly<Record<string, unknown>>, path: string) {
  const duration = readChoice(coupon.duration, `${path}.duration`, ['once', 'repeating', 'forever']);
  const { duration_in_months: stated } = coupon;
  const isLimited = duration === 'repeating' && !isMissing(stated);
  const percent = isMissing(coupon.percent_off) ? null : readPercent(coupon, path);
  const { products } = optionalFields(coupon.applies_to, `${path}.applies_to`);
  return {
    duration,
    months: isLimited ? readCount(stated, `${path}.duration_in_months`) : null,
    percent,
    amounts: percent === null ? readAmounts(coupon, path) : new Map<string, Rational>(),
    products:
      products === undefined
        ? null
        : new Set(
            readItems(products, `${path}.applies_to.products`, 'ids').map((id, i) =>
              checkText(id, `${path}.applies_to.products[${i}]`),
            ),
          ),
  };
}

function readPercent({ percent_off: value }: Readonly<Record<string, unknown>>, path: string): Rational {
  const percent = readMinor(value, `${path}.percent_off`);
  if (compare(percent, { n: 100n, d: 1n }) > 0) {
    reject('INVALID_AMOUNT', `${path}.percent_off`, 'be from 0 to 100', value);
  }
  return percent;
}

function readAmounts(coupon: Readonly<Record<string, unknown>>, path: string): Map<string, Rational> {
  const currency = readCurrency(coupon.currency, `${path}.currency`);
  const amounts = new Map([[currency, readMinor(coupon.amount_off, `${path}.amount_off`)]]);
  const options = optionalFields(coupon.currency_options, `${path}.currency_options`);
  for (const [other, option] of Object.entries(options)) {
    const at = pathTo(`${path}.currency_options`, other);
    amounts.set(other.toUpperCase(), readMinor(readFields(option, at, 'an object').amount_off, `${at}.amount_off`));
  }
  return amounts;
}

/** The same time of day, by UTC, so many months later, or on the last day of a month that is too short: so Stripe counts. */
function addUtcMonths(instant: number, months: number): number {
  const date = new Date(instant);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  return date.setUTCDate(Math.min(day, lastDay));
}
