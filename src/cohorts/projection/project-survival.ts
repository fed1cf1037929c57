import { reject } from '../../errors.ts';
import { chanceToStay, type RenewalModel, readModel } from './model.ts';

const longest = 1_000_000;

/**
 * The survival that a fitted model projects: the share of a cohort still there after each renewal, observed or later.
 *
 * Formula: S(t) = S(t - 1) x (beta + t - 1) / (alpha + beta + t - 1), S(0) = 1; for a geometric model, S(t) = (1 - churnRate)^t. In: all
 * customers of a cohort. Out: the curve is not adjusted to the last observed survivors; to forecast counts, multiply those by S(t) /
 * S(last).
 *
 * @param model - As `fitShiftedBetaGeometric` returns it; `alpha` and `beta`, or one `churnRate` for all ages, are enough.
 * @param periods - The number of periods to project, each as long as those of the fitted model: a whole number from 0 to 1,000,000.
 * @returns S(1) to S(periods), falling fractions. S(0), which is 1, is left out.
 * @throws MetricsError `INVALID_NUMBER` for a parameter or the number of periods, `INVALID_TYPE` and `UNKNOWN_KEY` for a model.
 *
 * Cost: O(periods). Source: P. S. Fader and B. G. S. Hardie (2007), How to project customer retention, Journal of Interactive Marketing
 * 21(1), 76-90.
 *
 * @see docs/metrics/project-survival.md
 *
 * @example
 * ```ts
 * projectSurvival({ alpha: 1, beta: 1 }, 3) // => [0.5, 0.3333333333333333, 0.25]
 * ```
 */
export function projectSurvival(model: RenewalModel, periods: number): number[] {
  const parameters = readModel(model);
  if (!Number.isInteger(periods) || periods < 0 || periods > longest) {
    reject('INVALID_NUMBER', 'periods', `be a whole number from 0 to ${longest}`, periods);
  }
  let survival = 1;
  return Array.from({ length: periods }, (_, age) => {
    survival *= chanceToStay(parameters, age);
    return survival;
  });
}
