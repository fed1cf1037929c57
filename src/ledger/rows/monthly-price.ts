import { addMonths, monthsBetween, onDay, type Zone } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import {
  compare,
  isInRange,
  multiply,
  ofNumber,
  one,
  type Rational,
  reduce,
  subtract,
  zero,
} from '../../exact/index.ts';
import { type AmountReader, readAmount } from '../../money/index.ts';
import { checkKeys, isMissing, readChoice, readCount } from '../../read/index.ts';
import type { LedgerRules } from '../policy/read-policy.ts';
import { pathOf } from './row-path.ts';
import { type BillingInterval, billingIntervals, type Subscription } from './subscription.ts';

/** How many times each interval but a term fits into a month: what an amount for one interval is multiplied by. */
export type TimesPerMonth = ReadonlyMap<unknown, Rational>;

export function timesPerMonth({
  weeksPerMonth,
  daysPerMonth,
}: Partial<Pick<LedgerRules, 'weeksPerMonth' | 'daysPerMonth'>> = {}): TimesPerMonth {
  return new Map<BillingInterval, Rational>([
    ['month', one],
    ['quarter', { n: 1n, d: 3n }],
    ['year', { n: 1n, d: 12n }],
    ['week', weeksPerMonth === '4' ? { n: 4n, d: 1n } : { n: 13n, d: 3n }],
    ['day', daysPerMonth === '30' ? { n: 30n, d: 1n } : { n: 365n, d: 12n }],
  ]);
}

const hundred: Rational = { n: 100n, d: 1n };

/**
 * A row's exact MRR in lowest terms: max(0, amount x quantity - discount) for one billing interval, brought to a month. `amounts` reads its
 * amounts; null where rows have none, and count for their quantity.
 */
export function monthlyPrice(
  row: Subscription,
  term: Term,
  factors: TimesPerMonth,
  index: number,
  amounts: AmountReader | null = readAmount,
): Rational {
  if (amounts === null) return unpriced(row, pathOf(index));
  const price = amounts === readAmount ? priceOfCents(row, factors) : undefined;
  return price ?? priceOfAny(row, term, factors, pathOf(index), amounts);
}

const pricing = ['amount', 'interval', 'intervalCount', 'discount'] as const;

function unpriced(row: Subscription, path: string): Rational {
  for (const field of pricing) {
    if (isMissing(row[field])) continue;
    reject('INVALID_TYPE', `${path}.${field}`, "be left out if policy.amounts is 'none'", row[field]);
  }
  return reduce(readQuantity(row.quantity, `${path}.quantity`));
}

/** The monthly price of an amount in whole cents, by far the most common one, in safe integers; undefined where they do not suffice. */
function priceOfCents(row: Subscription, factors: TimesPerMonth): Rational | undefined {
  const { amount } = row;
  const quantity = row.quantity ?? 1;
  const factor = factors.get(row.interval);
  const isPlain = isMissing(row.discount) && isMissing(row.intervalCount) && Number.isInteger(quantity);
  if (typeof amount !== 'number' || factor === undefined || !isPlain) return undefined;
  const cents = Math.round(amount * 100);
  const n = cents * quantity * Number(factor.n);
  // A decimal of at most 15 digits is the one that its nearest double prints as.
  if (cents / 100 !== Math.abs(amount) || quantity < 0 || !(n <= 1e15)) return undefined;
  const d = 100 * Number(factor.d);
  let [divisor, rest] = [d, n];
  while (rest !== 0) [divisor, rest] = [rest, divisor % rest];
  return { n: BigInt(n / divisor), d: BigInt(d / divisor) };
}

function priceOfAny(
  row: Subscription,
  term: Term,
  factors: TimesPerMonth,
  path: string,
  amounts: AmountReader,
): Rational {
  const amount = amounts(row.amount, `${path}.amount`);
  const listPrice = multiply(amount, readQuantity(row.quantity, `${path}.quantity`));
  const netPrice = subtract(listPrice, readDiscount(row.discount, listPrice, `${path}.discount`, amounts));
  const perBill = compare(netPrice, zero) < 0 ? zero : netPrice;
  const bills = { n: 1n, d: BigInt(readCount(row.intervalCount ?? 1, `${path}.intervalCount`)) };
  const interval = readChoice(row.interval, `${path}.interval`, billingIntervals);
  const times = interval === 'term' ? termsPerMonth(row, term, path) : (factors.get(interval) as Rational);
  const monthly = reduce(multiply(multiply(perBill, times), bills));
  if (!isInRange(monthly)) {
    reject('INVALID_AMOUNT', `${path}.amount`, 'give an MRR within the range of numbers', row.amount);
  }
  return monthly;
}

/** When a row begins and ends, in epoch milliseconds, and the calendar that its months are counted in. */
export interface Term {
  readonly start: number;
  readonly end: number;
  readonly zone: Zone;
  /** 'months' where it is left out. */
  readonly termLength?: LedgerRules['termLength'];
}

/**
 * A whole number of calendar months divides by it; any other length counts its calendar days, of which a month has 365 / 12. By days alone
 * a month has 365.25 / 12, and what is a day more or less than a year is one.
 */
function termsPerMonth(row: Subscription, { start, end, zone, termLength }: Term, path: string): Rational {
  if (end === Number.POSITIVE_INFINITY)
    reject('INVALID_INSTANT', `${path}.end`, "be present if interval is 'term'", row.end);
  if (!isMissing(row.intervalCount)) {
    reject('INVALID_NUMBER', `${path}.intervalCount`, "be left out if interval is 'term'", row.intervalCount);
  }
  if (end === start) return zero;
  const days = Math.max(1, zone.dayOf(end) - zone.dayOf(start));
  if (termLength === 'days') {
    return Math.abs(days - 365) <= 1 ? { n: 1n, d: 12n } : { n: 1461n, d: 48n * BigInt(days) };
  }
  const months = monthsBetween(zone.dayOf(start), zone.dayOf(end));
  const isWhole = onDay(zone, start, addMonths(zone.dayOf(start), months)) === end;
  if (isWhole) return { n: 1n, d: BigInt(months) };
  return { n: 365n, d: 12n * BigInt(days) };
}

function readQuantity(quantity: unknown, path: string): Rational {
  if (isMissing(quantity)) return one;
  if (!Number.isFinite(quantity) || (quantity as number) < 0) {
    reject('INVALID_NUMBER', path, 'be a finite number >= 0', quantity);
  }
  return ofNumber(quantity as number);
}

export function readDiscount(
  discount: unknown,
  listPrice: Rational,
  path: string,
  amounts: AmountReader = readAmount,
): Rational {
  if (isMissing(discount)) return zero;
  const { percent, amount } = checkKeys(discount, ['percent', 'amount'], path);
  if (isMissing(percent) === isMissing(amount)) {
    reject('INVALID_TYPE', path, 'have either percent or amount', discount);
  }
  if (isMissing(percent)) return amounts(amount, `${path}.amount`);
  const share = readAmount(percent, `${path}.percent`);
  if (compare(share, hundred) > 0) reject('INVALID_AMOUNT', `${path}.percent`, 'be from 0 to 100', percent);
  return multiply(listPrice, { n: share.n, d: share.d * 100n });
}
