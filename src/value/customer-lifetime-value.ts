import { reject } from '../errors.ts';
import { multiply, ofNumber, type Rational, toNumber } from '../exact/index.ts';
import { type Amount, readAmount } from '../money/index.ts';
import { checkKeys, isRecord } from '../read/index.ts';
import { type ChurnTerms, readChurnTerms, readUnlessNull, valueAt } from './churn-terms.ts';

/** The revenue per period, and the number of periods. */
export interface LifetimeTerms {
  /**
   * Revenue per customer per period, in major currency units. Null, such as the value of a ratio with denominator 0, makes the result
   * null.
   */
  readonly revenuePerPeriod: Amount | null;
  /** The expected lifetime in periods. Null, for example because there is no churn, makes the result null. */
  readonly lifetime: number | null;
  readonly arpa?: never;
  readonly churnRate?: never;
  readonly grossMargin?: never;
  readonly discountRate?: never;
}

/**
 * Customer lifetime value (CLTV): the revenue expected from a customer until it leaves.
 *
 * Formula: revenue per period x lifetime; or ARPA x gross margin / churn rate; discounted, with the payment at the start of each
 * period, ARPA x gross margin x (1 + d) / (churn rate + d). All terms use the same length of period. In: recurring revenue, times
 * the margin if one is given. Out: the cost of acquiring the customer.
 *
 * @param terms - Either `revenuePerPeriod` and `lifetime`; or `arpa` and `churnRate`, optionally with `grossMargin` and `discountRate`.
 * Give null for a value that does not exist, such as `arpa(rows, at).value` without customers.
 * @returns An amount in major currency units, computed exactly and rounded once. Null at a churn rate of 0 without a discount,
 * because the sum is then infinite; also null when the revenue, the lifetime, the ARPA or the churn rate is null.
 * @throws MetricsError `INVALID_AMOUNT` for an amount, `INVALID_NUMBER` for a lifetime, or for a rate or margin outside 0..1 (5 for 5 %
 * throws with a hint), `UNKNOWN_KEY` for an unknown term, or one that belongs to the other form.
 *
 * Cost: O(1). Source: revenue x lifetime in the usual marketing guides (Kundenwert); ARPA x margin / churn, ChartMogul (without
 * the margin) and others; discounted, Gupta and Lehmann (2003), Customers as assets, with the margin at the start of each period.
 *
 * @see docs/metrics/customer-lifetime-value.md
 *
 * @example
 * ```ts
 * customerLifetimeValue({ revenuePerPeriod: 500, lifetime: 3 }) // => 1500
 * customerLifetimeValue({ arpa: 100, churnRate: 0.05, grossMargin: 0.8 }) // => 1600
 * customerLifetimeValue({ arpa: 100, churnRate: 0.05, discountRate: 0.01 }) // => 1683.3333333333333
 * customerLifetimeValue({ arpa: 100, churnRate: 0 }) // => null
 * customerLifetimeValue({ arpa: 100, churnRate: null }) // => null
 * ```
 */
export function customerLifetimeValue(terms: LifetimeTerms | ChurnTerms): number | null {
  const value = isRecord(terms) && 'revenuePerPeriod' in terms ? byLifetime(terms) : byChurn(terms);
  return value === null ? null : toNumber(value);
}

function byLifetime(terms: unknown): Rational | null {
  const given = checkKeys(terms, ['revenuePerPeriod', 'lifetime'], 'terms');
  const revenue = readUnlessNull(readAmount, given.revenuePerPeriod, 'terms.revenuePerPeriod');
  const lifetime = readUnlessNull(readLifetime, given.lifetime, 'terms.lifetime');
  return revenue === null || lifetime === null ? null : multiply(revenue, lifetime);
}

function readLifetime(value: unknown, path: string): Rational {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) {
    reject('INVALID_NUMBER', path, 'be a finite number of periods >= 0, or null', value);
  }
  return ofNumber(value);
}

function byChurn(terms: unknown): Rational | null {
  const exact = readChurnTerms(terms, 'terms');
  return exact === null ? null : valueAt(exact.margin, exact.churn, exact.discount);
}
