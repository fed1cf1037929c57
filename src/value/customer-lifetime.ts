import { divide, ofNumber, one, toNumber } from '../exact/index.ts';
import { readFraction } from '../ratio/open.ts';

/**
 * Customer lifetime: the number of periods that a customer is expected to stay, if the churn rate stays the same.
 *
 * Formula: 1 / churn rate. The lifetime is in periods of the rate: a monthly churn rate gives months. In: the churn rate of one period.
 * Out: how long customers have stayed so far, which `customerDurations` and `survivalCurve` measure.
 *
 * @param churnRate - A fraction, 0..1; or null, such as the `value` of a rate with denominator 0.
 * @returns A number of periods, at least 1. Null at a churn rate of 0, because the lifetime then has no end, and when the rate is
 * null.
 * @throws MetricsError `INVALID_NUMBER` when the rate is not in 0..1 (5 for 5 % throws with a hint).
 *
 * Cost: O(1). Source: the mean of the geometric distribution; 1 / churn in the guides of ChartMogul, Baremetrics and others.
 *
 * @see docs/metrics/customer-lifetime.md
 *
 * @example
 * ```ts
 * customerLifetime(0.05) // => 20
 * customerLifetime(0) // => null
 * ```
 */
export function customerLifetime(churnRate: number | null): number | null {
  if (churnRate === null) return null;
  const rate = ofNumber(readFraction(churnRate, 'churnRate'));
  return rate.n === 0n ? null : toNumber(divide(one, rate));
}
