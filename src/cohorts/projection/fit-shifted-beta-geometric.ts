import { reject } from '../../errors.ts';
import type { FittedRenewalModel } from './model.ts';
import { type Renewals, readSurvivors } from './read-survivors.ts';
import { bestMean, logLikelihood, slopeBySpread } from './renewal-likelihood.ts';
import { errorsAt } from './uncertainty.ts';

/** Where 1 / (alpha + beta) is looked for: from customers who are all alike to customers who leave at once or never. */
const spreads = /* @__PURE__ */ Array.from({ length: 65 }, (_, index) => 10 ** (index / 4 - 8));

/**
 * Fits the shifted-beta-geometric model (sBG) to the survivors of one cohort or several, by maximum likelihood: how likely customers are to
 * leave, and how much this differs between them. If churn does not fall with age, all customers seem alike: the geometric model, with one
 * churn rate, is then fitted, and `model` says so.
 *
 * Formula: P(T = 1) = alpha / (alpha + beta), P(T = t) = P(T = t - 1) x (beta + t - 2) / (alpha + beta + t - 1), S(t) as in
 * `projectSurvival`; log-likelihood = sum over the periods of lost x ln P(T = t), plus survivors of the last period x ln S(last), over all
 * cohorts. Geometric: P(T = t) = churnRate (1 - churnRate)^(t - 1). Standard errors: the inverse of the observed information. In: customers
 * by the renewals they made. Out: time between renewals, returns, differences between the cohorts.
 *
 * @param survivors - One cohort, `[1000, 869, 743]`: its size, then the customers who remain after each renewal; or an array of such arrays, of any
 * length, aligned by age, not by date. Give counts, or percentages of a cohort. Larger numbers count for more in the likelihood, so percentages give
 * the standard errors of a hundred customers. `survivorsOf` computes survivors from durations.
 * @returns `model` is 'shiftedBetaGeometric', with `alpha` and `beta` to about 10 digits, or 'geometric', where both are null. `churnRate` is the
 * mean chance of leaving at the first renewal; `spread` is 1 / (alpha + beta), 0 in the geometric model. `logLikelihood` is that of the survivors as
 * given. `standardErrors` has the errors of the four parameters, and `correlation` is that of the errors of churn rate and spread. Errors are null
 * for parameters that the geometric model lacks, and if the likelihood is too flat.
 * @throws MetricsError `NOT_IDENTIFIABLE` if the likelihood has no maximum: fewer than two observed renewals, no losses, all lost at once,
 * or no losses after the first renewal. `INVALID_NUMBER` for survivors that increase, are not numbers >= 0, or start at 0; `EMPTY` for an
 * empty array.
 *
 * Cost: O(survivors), plus about 1,000 passes over the periods. Source: P. S. Fader and B. G. S. Hardie (2007), How to project customer
 * retention, Journal of Interactive Marketing 21(1), 76-90; errors as from R's `optim` with `hessian`.
 *
 * @see docs/metrics/fit-shifted-beta-geometric.md
 *
 * @example
 * ```ts
 * const { model, alpha, beta, standardErrors } = fitShiftedBetaGeometric([1000, 869, 743, 653, 593, 551, 517, 491])
 * model // => 'shiftedBetaGeometric'
 * alpha // => 0.668 (to 3 digits)
 * beta // => 3.806 (to 4 digits)
 * standardErrors.alpha // => 0.1 (to 1 digits)
 * const constant = fitShiftedBetaGeometric([1000, 900, 810, 729])
 * constant.model // => 'geometric'
 * constant.churnRate // => 0.1 (to 12 digits)
 * ```
 */
export function fitShiftedBetaGeometric(
  survivors: readonly number[] | readonly (readonly number[])[],
): FittedRenewalModel {
  const renewals = readSurvivors(survivors);
  checkIdentifiable(renewals, survivors);
  const candidates = peaks(renewals).map((spread) => {
    const mean = bestMean(renewals, spread);
    return { spread, mean, value: logLikelihood(renewals, mean, spread) };
  });
  candidates.push(whenAlike(renewals));
  const { spread, mean, value } = candidates.reduce((best, other) => (other.value > best.value ? other : best));
  if (mean === 1) reject('NOT_IDENTIFIABLE', 'survivors', goneAtOnce, survivors);
  if (value === Number.NEGATIVE_INFINITY) reject('NOT_IDENTIFIABLE', 'survivors', hardlyLost, survivors);
  const fit = { churnRate: mean, spread, logLikelihood: value, ...errorsAt(renewals, mean, spread) };
  return spread === 0
    ? { model: 'geometric', alpha: null, beta: null, ...fit }
    : { model: 'shiftedBetaGeometric', alpha: mean / spread, beta: (1 - mean) / spread, ...fit };
}

const hardlyLost = 'fall after the first renewal too: without later losses, alpha and beta shrink without limit';
const goneAtOnce = 'not all be lost at the first renewal: later renewals cannot be estimated from them';

/** Refuses data whose likelihood only rises towards the edge of what alpha and beta can be. */
function checkIdentifiable({ lost, kept }: Renewals, survivors: unknown): void {
  const refuse = (rule: string) => reject('NOT_IDENTIFIABLE', 'survivors', rule, survivors);
  const periods = kept.filter((count, age) => count + (lost[age] as number) > 0).length;
  if (kept[0] === 0) refuse(goneAtOnce);
  if (periods < 2) refuse('cover at least two renewals, to tell alpha from beta');
  if (lost.every((count) => count === 0)) refuse('fall: without losses, any low risk fits');
  if (lost.every((count, age) => age === 0 || count === 0)) refuse(hardlyLost);
}

/** The spreads at which the likelihood stops to rise. */
function peaks(renewals: Renewals): number[] {
  const rises = spreads.map((spread) => slopeBySpread(renewals, spread) > 0);
  const found: number[] = [];
  for (let index = 1; index < spreads.length; index += 1) {
    if (!rises[index - 1] || rises[index]) continue;
    found.push(bisect(renewals, spreads[index - 1] as number, spreads[index] as number));
  }
  return found;
}

function bisect(renewals: Renewals, rising: number, falling: number): number {
  let [low, high] = [rising, falling];
  for (;;) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) return low;
    if (slopeBySpread(renewals, middle) > 0) low = middle;
    else high = middle;
  }
}

/** What the likelihood tends to as customers grow alike, if it rises towards there: one churn rate, of all who could leave. */
function whenAlike(renewals: Renewals): { readonly spread: number; readonly mean: number; readonly value: number } {
  const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
  const lost = total(renewals.lost);
  const mean = lost / (lost + total(renewals.kept));
  const isPeak = slopeBySpread(renewals, spreads[0] as number) <= 0;
  return { spread: 0, mean, value: isPeak ? logLikelihood(renewals, mean, 0) : Number.NEGATIVE_INFINITY };
}
