import { checkKeys } from '../../read/index.ts';
import { defaultConfidence, standardErrorsAt } from '../../statistics/open.ts';
import { type FittedRenewalModel, readModel } from './model.ts';
import { projectSurvival } from './project-survival.ts';
import { errorBy, readUncertainty } from './uncertainty.ts';

/** A projected survival with its interval, given the survivors that its model was fitted to. */
export interface ProjectedSurvival {
  /** The number of the renewal: 1 for the first one. */
  readonly renewal: number;
  /** The share of customers who are still there after this renewal, 0..1. */
  readonly survival: number;
  /** The standard error of `survival`; null if the fit has no standard errors. */
  readonly standardError: number | null;
  /** The lower bound of `survival`, 0..1; null without a standard error. */
  readonly lower: number | null;
  /** The upper bound of `survival`, 0..1; null without a standard error. */
  readonly upper: number | null;
}

/** How wide the interval of a projection is. */
export interface ProjectedSurvivalOptions {
  /** The confidence of the interval, between 0 and 1. Default 0.95. */
  readonly confidence?: number | undefined;
}

/**
 * The interval of a projected survival: how far each point of the curve may be off because the model was fitted to a limited number of
 * customers.
 *
 * Formula: delta method. ln S(t) = sum over i < t of ln(1 - m / (1 + i s)), with m the churn rate and s the spread of the model; its
 * standard error from the gradient by both and the covariance of the fit. The interval is symmetric on the scale of ln(-ln S), so that it
 * stays within 0..1. In: the errors of the fitted parameters. Out: whether the model holds, above all beyond the observed renewals; chance
 * in how many of a given number of customers stay.
 *
 * @param model - As `fitShiftedBetaGeometric` returns it, of either kind, with its `standardErrors`, fitted to counts of customers.
 * @param periods - The number of periods to project, each as long as those of the fitted model: a whole number from 0 to 1,000,000.
 * @param options - `confidence`: 0.95 by default.
 * @returns One row per renewal: `survival` as `projectSurvival` gives it, with its `standardError`, `lower` and `upper`, all fractions; the
 * last three are null if the fit has no standard errors.
 * @throws MetricsError as `projectSurvival` does; `INVALID_TYPE` and `INVALID_NUMBER` for a model without standard errors and for the confidence;
 * `UNKNOWN_KEY`.
 *
 * Cost: O(periods). Source: the delta method, as in A. W. van der Vaart (1998), Asymptotic Statistics, chapter 3; the scale as in J. D. Kalbfleisch and
 * R. L. Prentice (2002), The statistical analysis of failure time data, section 1.4.
 *
 * @see docs/metrics/project-survival.md
 *
 * @example
 * ```ts
 * const model = fitShiftedBetaGeometric([1000, 869, 743, 653, 593, 551, 517, 491])
 * const { renewal, survival, lower, upper } = projectSurvivalInterval(model, 12)[11]
 * renewal // => 12
 * survival // => 0.378 (to 3 digits)
 * lower // => 0.34 (to 3 digits)
 * upper // => 0.416 (to 3 digits)
 * ```
 */
export function projectSurvivalInterval(
  model: FittedRenewalModel,
  periods: number,
  options: ProjectedSurvivalOptions = {},
): ProjectedSurvival[] {
  const { confidence = defaultConfidence } = checkKeys(options, ['confidence'], 'options') as ProjectedSurvivalOptions;
  const z = standardErrorsAt(confidence);
  const curve = projectSurvival(model, periods);
  const uncertainty = readUncertainty(model, readModel(model));
  // A rate of 0 or 1 was not fitted: its errors would mean nothing.
  const known = uncertainty !== null && uncertainty.mean > 0 && uncertainty.mean < 1 ? uncertainty : null;
  let [log, byMean, bySpread] = [0, 0, 0];
  return curve.map((survival, age) => {
    const renewal = age + 1;
    if (known === null) return { renewal, survival, standardError: null, lower: null, upper: null };
    const whole = 1 + age * known.spread;
    const stayed = whole - known.mean;
    log += Math.log1p(-known.mean / whole);
    byMean -= 1 / stayed;
    bySpread += (known.mean * age) / (whole * stayed);
    const error = errorBy(byMean, bySpread, known);
    const reach = (z * error) / -log;
    const at = (factor: number) => Math.exp(log * factor);
    return {
      renewal,
      survival,
      standardError: survival * error,
      lower: at(Math.exp(reach)),
      upper: at(Math.exp(-reach)),
    };
  });
}
