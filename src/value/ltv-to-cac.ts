import { checkKeys } from '../errors.ts';
import { type Amount, readAmount } from '../money/amount.ts';
import { type Ratio, ratioOf } from '../ratio/ratio.ts';

/** What a customer brings, and what it cost to win it. */
export interface LtvToCacTerms {
  readonly ltv: Amount;
  readonly cac: Amount;
}

/**
 * LTV to CAC: how many times over a customer brings in what it cost to win it.
 *
 * Formula: lifetime value / acquisition cost. In: both for the same customers and in one currency; the lifetime value at gross margin, if
 * the ratio is to be held against the usual target of 3. Out: when the money comes, which `cacPaybackMonths` tells.
 *
 * @param terms - `ltv` and `cac`, amounts in major currency units, as `customerLifetimeValue` and `customerAcquisitionCost` return them.
 * @returns A `Ratio`; its value is null when the customers cost nothing.
 * @throws MetricsError `INVALID_AMOUNT` for a term that is negative or no amount (a null of the other functions is none),
 * `UNKNOWN_KEY`.
 *
 * Cost: O(1). Source: David Skok, SaaS Metrics 2.0.
 *
 * @example
 * ```ts
 * ltvToCac({ ltv: 1600, cac: 400 }) // => { value: 4, numerator: 1600, denominator: 400 }
 * ```
 */
export function ltvToCac(terms: LtvToCacTerms): Ratio {
  const { ltv, cac } = checkKeys(terms, ['ltv', 'cac'], 'terms');
  return ratioOf(readAmount(ltv, 'terms.ltv'), readAmount(cac, 'terms.cac'));
}
