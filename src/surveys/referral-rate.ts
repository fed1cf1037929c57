import { reject } from '../errors.ts';
import { type Ratio, ratio } from '../ratio/open.ts';
import { checkKeys, readCount } from '../read/index.ts';

/** The number of customers, and how many of them referred others. */
export interface ReferrerTerms {
  /** All customers; give both this and `referrers`, or neither. */
  readonly customers: number;
  /** The customers who referred at least one other. */
  readonly referrers: number;
}

/** The number of new customers, and how many of them came by referral. */
export interface ReferredTerms {
  /** All new customers of the period; give both this and `newCustomersByReferral`, or neither. */
  readonly newCustomers: number;
  /** The new customers who came by referral. */
  readonly newCustomersByReferral: number;
}

/** The ratio itself is the share of customers who referred others. */
export interface ReferralRate extends Ratio {
  /** The share of new customers who came by referral. */
  readonly referred: Ratio;
}

const names = ['customers', 'referrers', 'newCustomers', 'newCustomersByReferral'];

/**
 * Referral rate: how many customers refer others, and how many new customers come that way.
 *
 * Formula: referrers / customers; referred = newCustomersByReferral / newCustomers. In: each customer once, however many it
 * referred. Out: recommendations without a new customer, unless you count them as referrals.
 *
 * @param terms - `customers` and `referrers`, or `newCustomers` and `newCustomersByReferral`, or all four; whole numbers of customers.
 * @returns The share of customers who referred others, a `Ratio`, 0..1; and `referred`, the share of new customers who came by referral. A
 * value is null when its denominator is 0 or its terms are missing.
 * @throws MetricsError `INVALID_NUMBER` for a term that is not a count or whose other one is missing, or when a part exceeds its whole,
 * `INVALID_TYPE` when there are no terms, `UNKNOWN_KEY`.
 *
 * Cost: O(1). Source: the share of customers who refer and the share of customers who were referred, as referral programmes report them.
 *
 * @see docs/metrics/referral-rate.md
 *
 * @example
 * ```ts
 * const terms = { customers: 400, referrers: 30, newCustomers: 50, newCustomersByReferral: 12 }
 * const { value, referred } = referralRate(terms)
 * value // => 0.075
 * referred // => { value: 0.24, numerator: 12, denominator: 50 }
 * referralRate({ customers: 400, referrers: 30 }).referred.value // => null
 * ```
 */
export function referralRate(
  terms:
    | (ReferrerTerms & { readonly [name in keyof ReferredTerms]?: undefined })
    | (ReferredTerms & { readonly [name in keyof ReferrerTerms]?: undefined })
    | (ReferrerTerms & ReferredTerms),
): ReferralRate {
  const given = checkKeys(terms, names, 'terms');
  if (names.every((name) => given[name] === undefined)) {
    reject('INVALID_TYPE', 'terms', 'have customers and referrers, or newCustomers', terms);
  }
  const referred = shareOf(given, 'newCustomersByReferral', 'newCustomers');
  return { ...shareOf(given, 'referrers', 'customers'), referred };
}

function shareOf(terms: Readonly<Record<string, unknown>>, counted: string, whole: string): Ratio {
  if (terms[counted] === undefined && terms[whole] === undefined) return ratio(0, 0);
  const of = readCount(terms[whole], `terms.${whole}`, 0);
  const count = readCount(terms[counted], `terms.${counted}`, 0);
  if (count > of) reject('INVALID_NUMBER', `terms.${counted}`, `not exceed ${whole}, ${of}`, count);
  return ratio(count, of);
}
