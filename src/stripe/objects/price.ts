import { pathTo } from '../../errors.ts';
import type { Rational } from '../../exact/index.ts';
import { checkText, isMissing, readChoice, readCount, readNumberAboveZero } from '../../read/index.ts';
import type { StripeNoteCode } from '../notes.ts';
import {
  type Fields,
  optionalFields,
  optionalReference,
  optionalText,
  readCurrency,
  readFields,
  readMinor,
} from './fields.ts';

const intervals = ['day', 'week', 'month', 'year'] as const;

/** A price, or a plan of old, in one form. */
export interface Price {
  readonly id: string;
  readonly product: string | null;
  readonly nickname: string | null;
  readonly currency: string;
  /** Null where the price is recurring, licensed and a fixed amount per unit; else what it is instead. */
  readonly notMrr: StripeNoteCode | null;
  readonly interval: (typeof intervals)[number];
  readonly intervalCount: number;
  readonly isTaxInclusive: boolean;
  unitIn(currency: string): Rational | null;
  unitsOf(quantity: number): number;
}

export function readPrice(value: unknown, path: string): Price {
  const price = readFields(value, path, 'a price or plan of Stripe');
  const isPlan = price.interval !== undefined;
  const recurringPath = isPlan ? path : `${path}.recurring`;
  const recurring = isPlan ? price : optionalFields(price.recurring, recurringPath);
  const isOneTime = !isPlan && (isMissing(price.recurring) || price.type === 'one_time');
  const count = recurring.interval_count;
  const currency = readCurrency(price.currency, `${path}.currency`);
  const own = isPlan
    ? { unit_amount: price.amount, unit_amount_decimal: price.amount_decimal }
    : { unit_amount: price.unit_amount, unit_amount_decimal: price.unit_amount_decimal };
  const unit = unitAmount(own, path);
  const options = optionalFields(price.currency_options, `${path}.currency_options`);
  const packageKey = isMissing(price.transform_quantity) ? 'transform_usage' : 'transform_quantity';
  return {
    id: checkText(price.id, `${path}.id`),
    product: optionalReference(price.product, `${path}.product`),
    nickname: optionalText(price.nickname, `${path}.nickname`),
    currency,
    notMrr: notMrr(price, recurring, isOneTime, unit),
    interval: isOneTime ? 'month' : readChoice(recurring.interval, `${recurringPath}.interval`, intervals),
    intervalCount: isOneTime || isMissing(count) ? 1 : readCount(count, `${recurringPath}.interval_count`),
    isTaxInclusive: price.tax_behavior === 'inclusive',
    unitIn(wanted) {
      if (wanted === currency) return unit;
      const option = options[wanted.toLowerCase()];
      const at = pathTo(`${path}.currency_options`, wanted.toLowerCase());
      return option === undefined ? null : unitAmount(optionalFields(option, at), at);
    },
    unitsOf: packages(price[packageKey], `${path}.${packageKey}`),
  };
}

function notMrr(price: Fields, recurring: Fields, isOneTime: boolean, unit: Rational | null): StripeNoteCode | null {
  if (isOneTime) return 'ONE_TIME_ITEM';
  if (recurring.usage_type === 'metered') return 'METERED_ITEM';
  if (price.billing_scheme === 'tiered') return 'TIERED_ITEM';
  return unit === null ? 'NO_UNIT_AMOUNT' : null;
}

/** The decimal text where there is one: it also has the parts of a cent. */
function unitAmount({ unit_amount: whole, unit_amount_decimal: decimal }: Fields, path: string): Rational | null {
  if (!isMissing(decimal)) return readMinor(decimal, `${path}.unit_amount_decimal`);
  return isMissing(whole) ? null : readMinor(whole, `${path}.unit_amount`);
}

/** A price per package: 25 seats at 10 per package are 3 packages, or 2 where the rest is dropped. */
function packages(value: unknown, path: string): (quantity: number) => number {
  if (isMissing(value)) return (quantity) => quantity;
  const { divide_by, round } = readFields(value, path, 'an object');
  const size = isMissing(divide_by) ? 1 : readNumberAboveZero(divide_by, `${path}.divide_by`);
  return (quantity) => (round === 'up' ? Math.ceil(quantity / size) : Math.floor(quantity / size));
}
