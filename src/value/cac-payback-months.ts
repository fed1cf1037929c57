import { divide, multiply, one, toNumber } from '../exact/index.ts';
import { type Amount, readAmount } from '../money/index.ts';
import { checkKeys } from '../read/index.ts';
import { readShare, readUnlessNull } from './churn-terms.ts';

/** The cost of winning a customer, and its revenue per month. */
export interface PaybackTerms {
  /** The acquisition cost per customer, in major currency units. Null (no new customers) makes the result null. */
  readonly cac: Amount | null;
  /** Average revenue per account per month, in major currency units. Null (no customers) makes the result null. */
  readonly arpa: Amount | null;
  /** The gross margin as a fraction, 0..1. Default 1: revenue, not profit. */
  readonly grossMargin?: number | undefined;
}

/**
 * CAC payback: the number of months until a customer has paid back the cost of acquiring it.
 *
 * Formula: acquisition cost / (monthly ARPA x gross margin). In: the first months of a customer who stays. Out: customers who leave before
 * payback, and upgrades.
 *
 * @param terms - The cost of winning a customer, its revenue per month, and the gross margin.
 * @returns A number of months, not rounded up. Null if ARPA or margin is 0, or if the cost or the ARPA is null.
 * @throws MetricsError `INVALID_AMOUNT` for a term that is negative or not an amount, `INVALID_NUMBER` for a margin outside 0..1
 * (80 for 80 % throws with a hint), `UNKNOWN_KEY`.
 *
 * Cost: O(1). Source: months to recover CAC, David Skok, SaaS Metrics 2.0.
 *
 * @see docs/metrics/cac-payback-months.md
 *
 * @example
 * ```ts
 * cacPaybackMonths({ cac: 1200, arpa: 100, grossMargin: 0.8 }) // => 15
 * ```
 */
export function cacPaybackMonths(terms: PaybackTerms): number | null {
  const given = checkKeys(terms, ['cac', 'arpa', 'grossMargin'], 'terms');
  const cac = readUnlessNull(readAmount, given.cac, 'terms.cac');
  const arpa = readUnlessNull(readAmount, given.arpa, 'terms.arpa');
  const margin = readShare(given.grossMargin, one, 'terms.grossMargin');
  if (cac === null || arpa === null) return null;
  const monthly = multiply(arpa, margin);
  return monthly.n === 0n ? null : toNumber(divide(cac, monthly));
}
