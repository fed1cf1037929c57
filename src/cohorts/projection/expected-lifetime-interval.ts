import { readFraction } from '../../ratio/open.ts';
import { checkKeys, readCount } from '../../read/index.ts';
import { defaultConfidence, standardErrorsAt } from '../../statistics/open.ts';
import { expectedPayments } from './discounted-expected-lifetime.ts';
import { type FittedRenewalModel, type ModelParameters, readModel } from './model.ts';
import { errorBy, readUncertainty } from './uncertainty.ts';

/** An expected lifetime with its interval, given the survivors that its model was fitted to. */
export interface LifetimeInterval {
  /**
   * The number of payments: that of `discountedExpectedLifetime` or, with `renewals`, of `discountedExpectedResidualLifetime`; null where
   * that is null.
   */
  readonly value: number | null;
  /** The standard error, in payments; null if the fit has no standard errors. */
  readonly standardError: number | null;
  /** The lower bound, in payments; null without a standard error. */
  readonly lower: number | null;
  /** The upper bound, in payments; null without a standard error. */
  readonly upper: number | null;
  /** The share of such intervals that contain the true value, 0..1. */
  readonly confidence: number;
}

/** Which lifetime the interval is for, and its confidence. */
export interface LifetimeIntervalOptions {
  /** The renewals made so far, as in `discountedExpectedResidualLifetime`. Default: none; the customer is new. */
  readonly renewals?: number | undefined;
  /** The confidence of the interval, between 0 and 1. Default 0.95. */
  readonly confidence?: number | undefined;
}

/**
 * The interval of a discounted expected lifetime, and so of a lifetime value: how far the number of payments may be off because the model
 * was fitted to a limited number of customers.
 *
 * Formula: delta method. Standard error: the gradient of the lifetime by churn rate and spread, with the covariance of the fit. The
 * interval is symmetric on the scale of ln(value / (most - value)), where most = (1 + rate) / rate is the number of payments of a customer
 * who never leaves; at rate 0, on the scale of ln(value). It thus contains only possible lifetimes. In: the errors of the fitted
 * parameters. Out: whether the model holds, above all beyond the observed renewals, and whether customers are alike, as a geometric model
 * assumes.
 *
 * @param model - As `fitShiftedBetaGeometric` returns it, with its `standardErrors`, fitted to counts of customers.
 * @param rate - A discount rate for one period of the model, as a fraction, 0..1.
 * @param options - `renewals`: the number of renewals made so far, none by default; `confidence`: 0.95 by default.
 * @returns `value`, a number of payments, with its `standardError`, `lower` and `upper`. Multiply all four by the margin on one payment to get the
 * lifetime value. All four are null where `discountedExpectedLifetime` is null; all except the value are also null if the fit has no standard errors.
 * @throws MetricsError as `discountedExpectedResidualLifetime` does; `INVALID_NUMBER` for a model without standard errors and for the confidence;
 * `UNKNOWN_KEY`.
 *
 * Cost: O(1). Source: the delta method, as in A. W. van der Vaart (1998), Asymptotic Statistics, chapter 3.
 *
 * @see docs/metrics/expected-lifetime-interval.md
 *
 * @example
 * ```ts
 * const model = fitShiftedBetaGeometric([1000, 869, 743, 653, 593, 551, 517, 491])
 * const { value, lower, upper } = expectedLifetimeInterval(model, 0.1)
 * value // => 5.92 (to 3 digits)
 * lower // => 5.64 (to 3 digits)
 * upper // => 6.21 (to 3 digits)
 * ```
 */
export function expectedLifetimeInterval(
  model: FittedRenewalModel,
  rate: number,
  options: LifetimeIntervalOptions = {},
): LifetimeInterval {
  const { renewals, confidence = defaultConfidence } = checkKeys(
    options,
    ['renewals', 'confidence'],
    'options',
  ) as LifetimeIntervalOptions;
  if (renewals !== undefined) readCount(renewals, 'options.renewals', 0);
  const z = standardErrorsAt(confidence);
  const parameters = readModel(model);
  const discount = readFraction(rate, 'rate');
  const value = expectedPayments(parameters, discount, renewals);
  const known = readUncertainty(model, parameters);
  const unknown = { value, standardError: null, lower: null, upper: null, confidence };
  if (value === null || known === null) return unknown;
  const slope = (byMean: number, bySpread: number) => {
    const payments = [1, -1].map((sign) =>
      expectedPayments(modelAt(known.mean + sign * byMean, known.spread + sign * bySpread), discount, renewals),
    );
    const [above = null, below = null] = payments;
    return above === null || below === null ? null : (above - below) / (2 * (byMean + bySpread));
  };
  const byMean = slope(step * Math.min(known.mean, 1 - known.mean), 0);
  const bySpread = known.spread === 0 ? 0 : slope(0, step * known.spread);
  if (byMean === null || bySpread === null) return unknown;
  const standardError = errorBy(byMean, bySpread, known);
  // The first payment of a new customer is certain.
  const least = renewals === undefined ? 1 : 0;
  const gain = value - least;
  const missing = discount === 0 ? Number.POSITIVE_INFINITY : (1 + discount) / discount - value;
  const reach = z * standardError * (1 / gain + 1 / missing);
  const at = (factor: number) => least + (gain * factor * (1 + gain / missing)) / (1 + (gain / missing) * factor);
  return { value, standardError, lower: at(Math.exp(-reach)), upper: at(Math.exp(reach)), confidence };
}

/** Of a parameter: small enough for its square to be lost, large enough for the rounding of a lifetime to be. */
const step = 1e-5;

function modelAt(mean: number, spread: number): ModelParameters {
  return spread === 0 ? { alpha: null, churnRate: mean } : { alpha: mean / spread, beta: (1 - mean) / spread };
}
