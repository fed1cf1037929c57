import { reject } from '../../errors.ts';
import type { FittedShiftedBetaGeometric } from './model.ts';
import { type Renewals, readSurvivors } from './read-survivors.ts';
import { bestMean, logLikelihood, slopeBySpread } from './renewal-likelihood.ts';

/** Where 1 / (alpha + beta) is looked for: from customers who are all alike to customers who leave at once or never. */
const spreads = /* @__PURE__ */ Array.from({ length: 65 }, (_, index) => 10 ** (index / 4 - 8));

/**
 * Fits the shifted-beta-geometric model (sBG) to the survivors of one cohort or several, by maximum likelihood: how likely
 * customers are to leave, and how much this differs between them.
 *
 * Formula: P(T = 1) = alpha / (alpha + beta), P(T = t) = P(T = t - 1) x (beta + t - 2) / (alpha + beta + t - 1), S(t) as in
 * `projectSurvival`; log-likelihood = sum over the periods of lost x ln P(T = t), + survivors of the last x ln S(last), over all
 * cohorts. In: customers by the renewals they made. Out: time between renewals, returns, differences between the cohorts.
 *
 * @param survivors - One cohort, `[1000, 869, 743]`: its size, then the customers left after each renewal; or an array of such
 * arrays, of any length, aligned by age, not by date. Counts, or percentages of a cohort; each cohort weighs what its numbers add
 * up to.
 * @returns `alpha` and `beta`, to about 10 digits, and the log-likelihood of the survivors as given.
 * @throws MetricsError `NOT_IDENTIFIABLE` where the likelihood has no maximum: fewer than two renewals seen, no losses, all lost
 * at once, no losses after the first renewal, or a churn rate that does not fall with age. `INVALID_NUMBER` for survivors that
 * increase, are not numbers >= 0, or start at 0; `EMPTY` for an empty array.
 *
 * Cost: O(survivors), and some 1,000 passes over the periods. Source: P. S. Fader and B. G. S. Hardie (2007), How to project customer
 * retention, Journal of Interactive Marketing 21(1), 76-90.
 *
 * @example
 * ```ts
 * const { alpha, beta, logLikelihood } = fitShiftedBetaGeometric([1000, 869, 743, 653, 593, 551, 517, 491])
 * alpha // => 0.668 (to 3 digits)
 * beta // => 3.806 (to 4 digits)
 * logLikelihood // => -1611.158 (to 7 digits)
 * ```
 */
export function fitShiftedBetaGeometric(
  survivors: readonly number[] | readonly (readonly number[])[],
): FittedShiftedBetaGeometric {
  const renewals = readSurvivors(survivors);
  checkIdentifiable(renewals, survivors);
  const candidates = peaks(renewals).map((spread) => {
    const mean = bestMean(renewals, spread);
    return { spread, mean, value: logLikelihood(renewals, mean, spread) };
  });
  const [best] = candidates.sort((a, b) => b.value - a.value);
  if (best === undefined || best.value < valueWhenAlike(renewals)) {
    const rule = 'fall more slowly with age: at a constant churn rate alpha and beta grow without end';
    reject('NOT_IDENTIFIABLE', 'survivors', rule, survivors);
  }
  const { spread, mean, value } = best;
  if (mean === 1) reject('NOT_IDENTIFIABLE', 'survivors', goneAtOnce, survivors);
  return { alpha: mean / spread, beta: (1 - mean) / spread, logLikelihood: value };
}

const goneAtOnce = 'not all be lost at the first renewal: later renewals cannot be estimated from them';

/** Refuses data whose likelihood only rises towards the edge of what alpha and beta can be. */
function checkIdentifiable({ lost, kept }: Renewals, survivors: unknown): void {
  const refuse = (rule: string) => reject('NOT_IDENTIFIABLE', 'survivors', rule, survivors);
  const periods = kept.filter((count, age) => count + (lost[age] as number) > 0).length;
  if (kept[0] === 0) refuse(goneAtOnce);
  if (periods < 2) refuse('cover at least two renewals, to tell alpha from beta');
  if (lost.every((count) => count === 0)) refuse('fall: without losses, any low risk fits');
  if (lost.every((count, age) => age === 0 || count === 0)) {
    refuse('fall after the first renewal too: without later losses, alpha and beta shrink without end');
  }
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

/** What the likelihood tends to as customers grow alike, if it rises towards there. */
function valueWhenAlike(renewals: Renewals): number {
  if (slopeBySpread(renewals, spreads[0] as number) > 0) return Number.NEGATIVE_INFINITY;
  return logLikelihood(renewals, bestMean(renewals, 0), 0);
}
