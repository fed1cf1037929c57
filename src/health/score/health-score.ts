import type { HealthModel, HealthValues } from './health-model.ts';
import { readModel } from './read-model.ts';
import { type HealthScore, scoreValues } from './score-values.ts';

/**
 * Health score: how well a customer is doing, as a weighted mean of its known signals, with reasons.
 *
 * Formula: score = sum of points x effectiveWeight, at most the `max` of each cap that holds. Points go from 0 (worst) to 100 (best).
 * effectiveWeight = weight x 2^(-ageDays / halfLifeDays), over the sum of these products over the known signals, so that known signals
 * share the weight of missing ones. coverage = that sum over the sum of all weights. In: every signal of the model whose value is known.
 * Out: values whose key the model does not name.
 *
 * Bands, caps and coverage are decided exactly, on the decimals that the numbers print as: a score of exactly 40 is in the band from 40.
 * Returned numbers are within 1e-14 of the exact ones, relative to the score. Only 2^(-ageDays / halfLifeDays) is rounded.
 *
 * @param values - By key: a number, a string, true or false; null or left out if unknown; `{ value, ageDays }` for an observation with an
 * age, which matters if the model gives its signal a half-life.
 * @param model - `signals`, each with `key`, `weight`, `normalise` and optionally `halfLifeDays`; `bands`, by default red from 0, yellow
 * from 40, green from 70; `caps`; `minimumCoverage`, 0..1.
 * @returns `score` 0..100, 100 = healthy, and its `band`, both null if no signal is known or `coverage` is below the minimum; each signal's
 * contribution, in the order of the model; the caps that lower the score. The score plus the reductions of its caps equals the sum of the
 * contributions.
 * @throws MetricsError with a path such as `model.signals[2].weight`: `INVALID_TYPE`, `INVALID_NUMBER`, `INVALID_OPTION` for keys or names
 * used twice and for a category without points, `EMPTY` for a list without entries, `UNKNOWN_KEY`.
 *
 * Cost: O(signals). Source: the weighted scorecard with renormalised weights of customer-success tools, such as Gainsight's; bounded
 * linear points as in Planhat's.
 *
 * @see docs/metrics/health-score.md
 *
 * @example
 * ```ts
 * const model: HealthModel = {
 *   signals: [
 *     { key: 'activeDays', weight: 3, normalise: { type: 'linear', worst: 0, best: 20 } },
 *     { key: 'npsScore', weight: 1, normalise: { type: 'steps', steps: [{ from: 7, points: 50 }, { from: 9, points: 100 }] } },
 *   ],
 *   caps: [{ when: { key: 'unpaidInvoices', op: '>', value: 0 }, max: 30 }],
 * };
 * const { score, band, coverage } = healthScore({ activeDays: 16, npsScore: 7 }, model);
 * score; // => 72.5
 * band; // => 'green'
 * coverage; // => 1
 * healthScore({ activeDays: 16 }, model).coverage; // => 0.75
 * healthScore({ activeDays: 16, npsScore: 7, unpaidInvoices: 2 }, model).score; // => 30
 * ```
 */
export function healthScore(values: HealthValues, model: HealthModel): HealthScore {
  return scoreValues(values, readModel(model, 'model'), 'values');
}
