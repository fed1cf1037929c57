import { pathTo } from '../../errors.ts';
import { compare, divide, ofNumber, type Rational, zero } from '../../exact/index.ts';
import { checkText, readChoice, readCount, readNumberAboveZero } from '../../read/index.ts';
import type { StripeNoteCode } from '../notes.ts';
import {
  asNumber,
  type Fields,
  isMissing,
  optionalFields,
  optionalMinor,
  optionalText,
  partOf,
  readCurrency,
  readFields,
  referenceIn,
  wholeOf,
} from './fields.ts';
import { readTiers } from './tiers.ts';

const intervals = ['day', 'week', 'month', 'year'] as const;

/** How often a price is due. */
export interface Cycle {
  readonly interval: (typeof intervals)[number];
  readonly intervalCount: number;
}

/** What a quantity costs for one interval, in the smallest unit of a currency: so many units, each at this. */
export interface Cost {
  readonly unit: Rational;
  readonly quantity: number;
}

/** A price, or a plan of old, in one form. */
export interface Price extends Cycle {
  readonly id: string;
  readonly product: string | null;
  readonly nickname: string | null;
  readonly currency: string;
  /** Null where the price is recurring and licensed; else what it is instead. */
  readonly notMrr: StripeNoteCode | null;
  /** What a quantity costs depends on the tier it is in. */
  readonly isTiered: boolean;
  readonly isTaxInclusive: boolean;
  /** Null where the price does not say what it costs in the currency. */
  costIn(currency: string, quantity: number): Cost | null;
  unitsOf(quantity: number): number;
}

export function readPrice(value: unknown, path: string): Price {
  const price = readFields(value, path, 'a price or plan of Stripe');
  const isPlan = !isMissing(price.interval);
  const recurring = isPlan ? price : partOf(price, 'recurring', path);
  const recurringPath = isPlan ? path : `${path}.recurring`;
  const isOneTime = !isPlan && (Object.keys(recurring).length === 0 || price.type === 'one_time');
  const count = asNumber(recurring.interval_count);
  const currency = readCurrency(price.currency, `${path}.currency`);
  const options = optionalFields(price.currency_options, `${path}.currency_options`);
  const isTiered = price.billing_scheme === 'tiered';
  const unitsOf = readPackages(price, path);
  const costOf = (own: Fields, at: string) => {
    const unit = optionalMinor(own, isPlan ? 'amount' : 'unit_amount', at);
    const totalOf = isTiered ? readTiers(own, price.tiers_mode, at) : null;
    return (quantity: number): Cost | null => {
      if (totalOf !== null) return shared(totalOf(quantity), quantity);
      return unit === null || isTiered ? null : { unit, quantity: unitsOf(quantity) };
    };
  };
  const ownCost = costOf(price, path);
  return {
    id: checkText(price.id, `${path}.id`),
    product: referenceIn(price, 'product', path),
    nickname: optionalText(price.nickname, `${path}.nickname`),
    currency,
    notMrr: isOneTime ? 'ONE_TIME_ITEM' : recurring.usage_type === 'metered' ? 'METERED_ITEM' : null,
    interval: isOneTime ? 'month' : readChoice(recurring.interval, `${recurringPath}.interval`, intervals),
    intervalCount: isOneTime || isMissing(count) ? 1 : readCount(count, `${recurringPath}.interval_count`),
    isTiered,
    isTaxInclusive: price.tax_behavior === 'inclusive',
    costIn(wanted, quantity) {
      if (wanted === currency) return ownCost(quantity);
      const option = options[wanted.toLowerCase()];
      const at = pathTo(`${path}.currency_options`, wanted.toLowerCase());
      return option === undefined ? null : costOf(optionalFields(option, at), at)(quantity);
    },
    unitsOf,
  };
}

/** A total as the price of each unit; what is due without one, a flat amount, is a unit of its own. */
export function shared(total: Rational, quantity: number): Cost {
  if (quantity > 0) return { unit: divide(total, ofNumber(quantity)), quantity };
  return { unit: total, quantity: compare(total, zero) === 0 ? 0 : 1 };
}

/** A price per package: 25 seats at 10 per package are 3 packages, or 2 where the rest is dropped. */
function readPackages(price: Fields, path: string): (quantity: number) => number {
  const own = partOf(price, 'transform_quantity', path);
  const isOld = Object.keys(own).length === 0;
  const { divide_by, round } = isOld ? partOf(price, 'transform_usage', path) : own;
  if (isMissing(divide_by)) return (quantity) => quantity;
  const key = isOld ? 'transform_usage' : 'transform_quantity';
  const size = readNumberAboveZero(asNumber(divide_by), `${path}.${key}.divide_by`);
  return (quantity) => (round === 'up' ? Math.ceil(quantity / size) : Math.floor(quantity / size));
}

/** A price that something names: whole, or by id alone. */
export interface NamedPrice {
  readonly price: Price | null;
  readonly priceId: string | null;
}

/** The price of an item or a line: whole as `price` or `plan`, by id there, or under `pricing` in new API versions. */
export function readNamedPrice(fields: Fields, path: string): NamedPrice {
  for (const key of ['price', 'plan']) {
    const given = fields[key];
    if (isMissing(given)) continue;
    if (typeof given === 'string' && wholeOf(given) === null) return { price: null, priceId: given };
    const price = readPrice(given, `${path}.${key}`);
    return { price, priceId: price.id };
  }
  const details = partOf(partOf(fields, 'pricing', path), 'price_details', `${path}.pricing`);
  const at = `${path}.pricing.price_details.price`;
  if (wholeOf(details.price) !== null) {
    const price = readPrice(details.price, at);
    return { price, priceId: price.id };
  }
  const id = optionalText(details.price, at) ?? referenceIn(fields, 'price', path) ?? referenceIn(fields, 'plan', path);
  return { price: null, priceId: id };
}
