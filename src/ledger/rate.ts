import { checkKeys, reject } from '../errors.ts';
import { compare, multiply, ofNumber, type Rational, reduce, subtract, zero } from '../exact/index.ts';
import { readAmount } from '../money/amount.ts';
import type { LedgerRules } from './read-policy.ts';
import type { BillingInterval, Subscription } from './subscription.ts';

export type MonthsPerInterval = { readonly [interval in BillingInterval]: Rational };

/** How many times each interval fits into a month: what an amount for one interval is multiplied by. */
export function timesPerMonth({ weeksPerMonth, daysPerMonth }: LedgerRules): MonthsPerInterval {
  return {
    month: { n: 1n, d: 1n },
    quarter: { n: 1n, d: 3n },
    year: { n: 1n, d: 12n },
    week: weeksPerMonth === '4' ? { n: 4n, d: 1n } : { n: 13n, d: 3n },
    day: daysPerMonth === '30' ? { n: 30n, d: 1n } : { n: 365n, d: 12n },
  };
}

const hundred: Rational = { n: 100n, d: 1n };

/** A row's exact MRR in lowest terms: max(0, amount x quantity - discount) for one billing interval, brought to a month. */
export function monthlyRate(row: Subscription, factors: MonthsPerInterval, path: string): Rational {
  const amount = readAmount(row.amount, `${path}.amount`);
  const listPrice = multiply(amount, readQuantity(row.quantity, `${path}.quantity`));
  const price = subtract(listPrice, readDiscount(row.discount, listPrice, `${path}.discount`));
  const perBill = compare(price, zero) < 0 ? zero : price;
  const bills = { n: 1n, d: BigInt(readIntervalCount(row.intervalCount, `${path}.intervalCount`)) };
  return reduce(multiply(multiply(perBill, readInterval(row.interval, factors, `${path}.interval`)), bills));
}

function readQuantity(quantity: unknown, path: string): Rational {
  if (quantity === undefined) return { n: 1n, d: 1n };
  if (typeof quantity !== 'number' || !Number.isFinite(quantity) || quantity < 0) {
    reject('INVALID_NUMBER', path, 'be a finite number >= 0', quantity);
  }
  return ofNumber(quantity);
}

function readIntervalCount(count: unknown, path: string): number {
  if (count === undefined) return 1;
  if (!Number.isSafeInteger(count) || (count as number) < 1) {
    reject('INVALID_NUMBER', path, 'be a whole number above 0', count);
  }
  return count as number;
}

function readInterval(interval: BillingInterval, factors: MonthsPerInterval, path: string): Rational {
  if (!Object.hasOwn(factors, interval)) {
    const known = "be one of 'day', 'week', 'month', 'quarter', 'year'";
    reject('INVALID_OPTION', path, known, interval);
  }
  return factors[interval];
}

function readDiscount(discount: unknown, listPrice: Rational, path: string): Rational {
  if (discount === undefined) return zero;
  const { percent, amount } = checkKeys(discount, ['percent', 'amount'], path);
  if ((percent === undefined) === (amount === undefined)) {
    reject('INVALID_TYPE', path, 'have either percent or amount', discount);
  }
  if (percent === undefined) return readAmount(amount, `${path}.amount`);
  const share = readAmount(percent, `${path}.percent`);
  if (compare(share, hundred) > 0) reject('INVALID_AMOUNT', `${path}.percent`, 'be from 0 to 100', percent);
  return multiply(listPrice, { n: share.n, d: share.d * 100n });
}
