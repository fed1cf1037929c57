import { reject } from '../errors.ts';
import { type Ratio, ratio } from '../ratio/open.ts';
import { checkKeys } from '../read/index.ts';
import { readCount } from './count-scores.ts';

/** How many customers there were, and how many of them referred somebody. */
export interface ReferrerTerms {
  readonly customers: number;
  readonly referrers: number;
}

/** How many customers were won, and how many of them came by a referral. */
export interface ReferredTerms {
  readonly newCustomers: number;
  readonly newCustomersByReferral: number;
}

/** Both sides of referral; null for the side whose terms were not given. */
export interface ReferralRate {
  /** Customers who referred, of all customers. */
  readonly referring: Ratio | null;
  /** New customers who came by a referral, of all new customers. */
  readonly referred: Ratio | null;
}

const names = ['customers', 'referrers', 'newCustomers', 'newCustomersByReferral'];

/**
 * Referral rate: how many customers refer others, and how many new customers come that way.
 *
 * Formula: referring = referrers / customers; referred = newCustomersByReferral / newCustomers. In: each customer once, however many it
 * referred. Out: recommendations that nobody followed, unless you count them as referrals.
 *
 * @param terms - `customers` and `referrers`, or `newCustomers` and `newCustomersByReferral`, or all four; whole numbers of customers.
 * @returns A `Ratio` a side, 0..1, null for the side whose terms were not given; its value is null when its denominator is 0.
 * @throws MetricsError `INVALID_NUMBER` for a term that is missing or no count, or when a part exceeds its whole, `INVALID_TYPE` when there
 * are no terms, `UNKNOWN_KEY`.
 *
 * Cost: O(1). Source: the share of customers who refer and the share of customers who were referred, as referral programmes report them.
 *
 * @example
 * ```ts
 * const march = referralRate({ customers: 400, referrers: 30, newCustomers: 50, newCustomersByReferral: 12 })
 * march.referring // => { value: 0.075, numerator: 30, denominator: 400 }
 * march.referred // => { value: 0.24, numerator: 12, denominator: 50 }
 * referralRate({ customers: 400, referrers: 30 }).referred // => null
 * ```
 */
export function referralRate(terms: ReferrerTerms & ReferredTerms): { readonly [side in keyof ReferralRate]: Ratio };
export function referralRate(terms: ReferrerTerms & { readonly [name in keyof ReferredTerms]?: undefined }): {
  readonly referring: Ratio;
  readonly referred: null;
};
export function referralRate(terms: ReferredTerms & { readonly [name in keyof ReferrerTerms]?: undefined }): {
  readonly referring: null;
  readonly referred: Ratio;
};
export function referralRate(terms: object): ReferralRate {
  const given = checkKeys(terms, names, 'terms');
  const referring = side(given, 'referrers', 'customers');
  const referred = side(given, 'newCustomersByReferral', 'newCustomers');
  if (!referring && !referred) reject('INVALID_TYPE', 'terms', 'hold customers and referrers, or new customers', terms);
  return { referring, referred };
}

function side(terms: Readonly<Record<string, unknown>>, part: string, whole: string): Ratio | null {
  if (terms[part] === undefined && terms[whole] === undefined) return null;
  const of = readCount(terms[whole], `terms.${whole}`);
  const count = readCount(terms[part], `terms.${part}`);
  if (count > of) reject('INVALID_NUMBER', `terms.${part}`, `not exceed ${whole}, ${of}`, count);
  return ratio(count, of);
}
