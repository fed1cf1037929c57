import { reject } from '../../errors.ts';
import { readFraction } from '../../ratio/open.ts';
import { readCount } from '../../read/index.ts';
import { betaMeanOfReciprocal } from '../../statistics/open.ts';
import { type ModelParameters, type RenewalModel, readModel } from './model.ts';

/**
 * Discounted expected lifetime (DEL): how many payments a new customer is expected to make, each worth less the later it comes.
 *
 * Formula: sum over t >= 0 of S(t) / (1 + rate)^t = 2F1(1, beta; alpha + beta; 1 / (1 + rate)), with the first payment now; undiscounted,
 * (alpha + beta - 1) / (alpha - 1); for a geometric model, (1 + rate) / (rate + churnRate). Multiplied by the margin of one payment, it is
 * the lifetime value of a new customer. In: the first payment. Out: the cost of acquiring the customer.
 *
 * @param model - As `fitShiftedBetaGeometric` returns it; `alpha` and `beta`, or one `churnRate` for all ages, are enough.
 * @param rate - A discount rate for one period of the model, as a fraction, 0..1.
 * @returns A number of payments >= 1, to about 13 digits; null when the sum is infinite, that is, when the rate is 0 and alpha <= 1 (or the
 * churn rate is 0). `expectedLifetimeInterval` gives its interval.
 * @throws MetricsError `INVALID_NUMBER` for a parameter, for a rate outside 0..1 (10 for 10 % throws with a hint) or so small that the sum
 * is no finite number; `INVALID_TYPE` and `UNKNOWN_KEY` for a model.
 *
 * Cost: O(1). Source: P. S. Fader and B. G. S. Hardie (2010), Customer-base valuation in a contractual setting: the perils of ignoring
 * heterogeneity, Marketing Science 29(1), 85-93.
 *
 * @see docs/metrics/discounted-expected-lifetime.md
 *
 * @example
 * ```ts
 * discountedExpectedLifetime({ alpha: 2, beta: 5 }, 0) // => 6
 * discountedExpectedLifetime({ alpha: 0.6677123, beta: 3.8024773 }, 0.1) // => 5.922112134 (to 10 digits)
 * discountedExpectedLifetime({ alpha: 0.6677123, beta: 3.8024773 }, 0) // => null
 * ```
 */
export function discountedExpectedLifetime(model: RenewalModel, rate: number): number | null {
  return expectedPayments(readModel(model), readFraction(rate, 'rate'));
}

/**
 * Discounted expected residual lifetime (DERL): how many more payments to expect from a customer after a number of renewals, each
 * worth less the later it comes.
 *
 * Formula: with n = renewals + 1, sum over t >= n of S(t) / S(n - 1) / (1 + rate)^(t - n): the next payment comes now, if the customer
 * renews; undiscounted, (beta + renewals) / (alpha - 1); for a geometric model, (1 - churnRate)(1 + rate) / (rate + churnRate). In: the
 * next renewal, weighted by its probability. Out: the payments made so far.
 *
 * @param model - As `fitShiftedBetaGeometric` returns it; `alpha` and `beta`, or one `churnRate` for all ages, are enough.
 * @param renewals - How many times the customer has renewed: a whole number >= 0; 0 before the first renewal.
 * @param rate - A discount rate for one period of the model, as a fraction, 0..1.
 * @returns A number of payments, to about 13 digits, which grows with the renewals unless the model is geometric; null when the sum is
 * infinite, that is, when the rate is 0 and alpha <= 1 (or the churn rate is 0).
 * @throws MetricsError as `discountedExpectedLifetime` does; `INVALID_NUMBER` for the renewals.
 *
 * Cost: O(1). Source: P. S. Fader and B. G. S. Hardie (2010), Customer-base valuation in a contractual setting: the perils of ignoring
 * heterogeneity, Marketing Science 29(1), 85-93.
 *
 * @see docs/metrics/discounted-expected-residual-lifetime.md
 *
 * @example
 * ```ts
 * const model = { alpha: 0.6677123, beta: 3.8024773 }
 * discountedExpectedResidualLifetime(model, 4, 0.1) // => 6.897375971 (to 10 digits)
 * discountedExpectedResidualLifetime({ alpha: 2, beta: 5 }, 3, 0) // => 8
 * ```
 */
export function discountedExpectedResidualLifetime(model: RenewalModel, renewals: number, rate: number): number | null {
  const parameters = readModel(model);
  readCount(renewals, 'renewals', 0);
  return expectedPayments(parameters, readFraction(rate, 'rate'), renewals);
}

/** The payments to expect from a new customer, or the further ones from a customer after a number of renewals. */
export function expectedPayments(model: ModelParameters, rate: number, renewals?: number): number | null {
  if (model.alpha === null) {
    const { churnRate } = model;
    const alike = rate + churnRate === 0 ? null : checkSum((1 + rate) / (rate + churnRate), rate);
    return renewals === undefined || alike === null ? alike : (1 - churnRate) * alike;
  }
  const { alpha, beta } = model;
  if (renewals === undefined) return discountedSum(alpha, beta, rate, (alpha + beta - 1) / (alpha - 1));
  // Who renewed so often is less likely to leave: a beta distribution again, with the renewals added to beta.
  const stayed = beta + renewals;
  const renewsNext = stayed / (alpha + stayed);
  const afterwards = discountedSum(alpha, stayed + 1, rate, (alpha + stayed) / (alpha - 1));
  return afterwards === null ? null : renewsNext * afterwards;
}

/** A customer who leaves with probability x in each period pays (1 + rate) / (rate + x) times; the mean of that over all customers. */
function discountedSum(alpha: number, beta: number, rate: number, undiscounted: number): number | null {
  if (rate === 0 && alpha <= 1) return null;
  return checkSum(rate === 0 ? undiscounted : (1 + rate) * betaMeanOfReciprocal(alpha, beta, rate), rate);
}

function checkSum(sum: number, rate: number): number {
  if (!Number.isFinite(sum)) reject('INVALID_NUMBER', 'rate', 'be large enough for the sum to be finite', rate);
  return sum;
}
