import { reject } from '../../errors.ts';
import type { Rational } from '../../exact/index.ts';
import type { StripeNoteCode } from '../notes.ts';
import {
  type Fields,
  optionalFields,
  optionalReference,
  optionalText,
  readCount,
  readCurrency,
  readFields,
  readMinor,
  readText,
} from '../objects/fields.ts';

type StripeInterval = 'day' | 'week' | 'month' | 'year';

/** A price, or a plan of old, in one form. */
export interface Price {
  readonly id: string;
  readonly product: string | null;
  readonly nickname: string | null;
  readonly currency: string;
  /** Null where the price is recurring, licensed and a fixed amount a unit; else what it is instead. */
  readonly notMrr: StripeNoteCode | null;
  readonly interval: StripeInterval;
  readonly intervalCount: number;
  readonly isTaxInclusive: boolean;
  unitIn(currency: string): Rational | null;
  unitsOf(quantity: number): number;
}

const intervals = ['day', 'week', 'month', 'year'];

export function readPrice(value: unknown, path: string): Price {
  const price = readFields(value, path, 'a price or plan of Stripe');
  const isPlan = price.interval !== undefined;
  const recurring = isPlan ? price : optionalFields(price.recurring, `${path}.recurring`);
  const isOneTime = !isPlan && (price.recurring === undefined || price.recurring === null || price.type === 'one_time');
  const currency = readCurrency(price.currency, `${path}.currency`);
  const own = isPlan
    ? { unit_amount: price.amount, unit_amount_decimal: price.amount_decimal }
    : { unit_amount: price.unit_amount, unit_amount_decimal: price.unit_amount_decimal };
  const unit = unitAmount(own, path);
  const options = optionalFields(price.currency_options, `${path}.currency_options`);
  const package_ = price.transform_quantity ?? price.transform_usage;
  return {
    id: readText(price.id, `${path}.id`),
    product: optionalReference(price.product, `${path}.product`),
    nickname: optionalText(price.nickname, `${path}.nickname`),
    currency,
    notMrr: notMrr(price, recurring, isOneTime, unit),
    interval: isOneTime ? 'month' : readInterval(recurring.interval, `${path}.interval`),
    intervalCount: isOneTime ? 1 : readIntervalCount(recurring.interval_count, `${path}.interval_count`),
    isTaxInclusive: price.tax_behavior === 'inclusive',
    unitIn(wanted) {
      if (wanted === currency) return unit;
      const option = options[wanted.toLowerCase()];
      const at = `${path}.currency_options.${wanted.toLowerCase()}`;
      return option === undefined ? null : unitAmount(optionalFields(option, at), at);
    },
    unitsOf: packages(package_, path),
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
  if (decimal !== undefined && decimal !== null) return readMinor(decimal, `${path}.unit_amount_decimal`);
  return whole === undefined || whole === null ? null : readMinor(whole, `${path}.unit_amount`);
}

function readInterval(value: unknown, path: string): StripeInterval {
  if (intervals.includes(value as string)) return value as StripeInterval;
  return reject('INVALID_OPTION', path, "be one of 'day', 'week', 'month', 'year'", value);
}

function readIntervalCount(value: unknown, path: string): number {
  if (value === undefined || value === null) return 1;
  if (Number.isSafeInteger(value) && (value as number) >= 1) return value as number;
  return reject('INVALID_NUMBER', path, 'be a whole number above 0', value);
}

/** A price by the package: 25 seats at 10 a package are 3 packages, or 2 where the rest is dropped. */
function packages(value: unknown, path: string): (quantity: number) => number {
  if (value === undefined || value === null) return (quantity) => quantity;
  const { divide_by: size, round } = readFields(value, `${path}.transform_quantity`, 'an object');
  const count = readCount(size, `${path}.transform_quantity.divide_by`, 1);
  if (count === 0) reject('INVALID_NUMBER', `${path}.transform_quantity.divide_by`, 'be above 0', size);
  return (quantity) => (round === 'up' ? Math.ceil(quantity / count) : Math.floor(quantity / count));
}
