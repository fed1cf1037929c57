import { zero } from '../exact/index.ts';
import { type Amount, readAmount } from '../money/index.ts';
import { type Ratio, ratioOf } from '../ratio/open.ts';
import { checkKeys } from '../read/index.ts';
import { readUnlessNull } from './churn-terms.ts';

/** A customer's lifetime value, and the cost of winning it. */
export interface LtvToCacTerms {
  /** The lifetime value, in major currency units. Null, as when a lifetime has no end, gives a value of null. */
  readonly ltv: Amount | null;
  /** The acquisition cost, in major currency units. Null, as when there are no new customers, gives a value of null. */
  readonly cac: Amount | null;
}

/**
 * LTV to CAC: a customer's lifetime value as a multiple of the cost of winning it.
 *
 * Formula: lifetime value / acquisition cost. In: both for the same customers and in one currency. To compare the ratio with the
 * usual target of 3, take the lifetime value at gross margin. Out: when the money comes in, which `cacPaybackMonths` measures.
 *
 * @param terms - The amounts that `customerLifetimeValue` and `customerAcquisitionCost` return.
 * @returns A `Ratio`. Its value is null when the customers cost nothing, or when a term is null. If a term is null, numerator and
 * denominator are 0, so that the ratio adds nothing to merged ratios.
 * @throws MetricsError `INVALID_AMOUNT` for a term that is negative or not an amount, `UNKNOWN_KEY`.
 *
 * Cost: O(1). Source: David Skok, SaaS Metrics 2.0.
 *
 * @see docs/metrics/ltv-to-cac.md
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
