import { zero } from '../exact/index.ts';
import { type Amount, readAmount } from '../money/index.ts';
import { type Ratio, ratioOf } from '../ratio/open.ts';
import { checkKeys } from '../read/index.ts';
import { readUnlessNull } from './churn-terms.ts';

/** What a customer brings, and what it cost to win it. */
export interface LtvToCacTerms {
  /** Null, as of a lifetime that has no end, gives a value of null. */
  readonly ltv: Amount | null;
  /** Null, as of no new customers, gives a value of null. */
  readonly cac: Amount | null;
}

/**
 * LTV to CAC: how many times over a customer brings in what it cost to win it.
 *
 * Formula: lifetime value / acquisition cost. In: both for the same customers and in one currency; the lifetime value at gross margin, if
 * the ratio is to be held against the usual target of 3. Out: when the money comes, which `cacPaybackMonths` tells.
 *
 * @param terms - `ltv` and `cac`, amounts in major currency units, as `customerLifetimeValue` and `customerAcquisitionCost` return them.
 * @returns A `Ratio`; its value is null when the customers cost nothing, and when a term is null: numerator and denominator are then 0, so
 * that it adds nothing to merged ratios.
 * @throws MetricsError `INVALID_AMOUNT` for a term that is negative or no amount, `UNKNOWN_KEY`.
 *
 * Cost: O(1). Source: David Skok, SaaS Metrics 2.0.
 *
 * @example
 * ```ts
 * ltvToCac({ ltv: 1600, cac: 400 }) // => { value: 4, numerator: 1600, denominator: 400 }
 * ltvToCac({ ltv: customerLifetimeValue({ arpa: 100, churnRate: 0 }), cac: 400 }).value // => null
 * ```
 */
export function ltvToCac(terms: LtvToCacTerms): Ratio {
  const given = checkKeys(terms, ['ltv', 'cac'], 'terms');
  const ltv = readUnlessNull(readAmount, given.ltv, 'terms.ltv');
  const cac = readUnlessNull(readAmount, given.cac, 'terms.cac');
  return ltv === null || cac === null ? ratioOf(zero, zero) : ratioOf(ltv, cac);
}
