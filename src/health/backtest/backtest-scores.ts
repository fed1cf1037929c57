import { checkKeys } from '../../read/index.ts';
import type { HealthBand } from '../score/health-model.ts';
import { chancesOf, outcomesByScore } from './calibration.ts';
import { type EvaluationOptions, evaluate, evaluationKeys, readEvaluation, type ScoreBacktest } from './evaluation.ts';
import { type HealthOutcome, readOutcomes } from './outcomes.ts';

/** The bands of the scores, and how the backtest is evaluated. */
export interface BacktestScoresOptions extends EvaluationOptions {
  /** The bands to test, from the lowest up. Default: red from 0, yellow from 40, green from 70. */
  readonly bands?: readonly HealthBand[] | undefined;
  /** Earlier outcomes, which turn a score into a chance of leaving. Default: none, so no Brier score. */
  readonly calibrateOn?: readonly HealthOutcome[] | undefined;
}

/**
 * Backtest of existing scores, from any vendor: tests them against the customers who left afterwards.
 *
 * Formula: auc = of the pairs of one customer who left and one who stayed, the share in which the first had the lower score; ties count
 * half. For each band and threshold: precision = left and flagged / flagged; recall = left and flagged / left; lift = precision / share of
 * all customers who left. churnedMrrFlagged = lost MRR of the lowest band / all lost MRR. brier.value = mean of (chance
 * - outcome)^2. In: every outcome; one without a score is never flagged. Out: in area, calibration and Brier score, outcomes without a
 * score.
 *
 * @param outcomes - One row per customer and date: `score` 0..100 (100 = healthy) or null, `churned` within the horizon,
 * optionally `mrr` at the date, and `customerId` if customers have several rows. Other fields are not read.
 * @param options - `bands`, as in a model; `thresholds`: scores, by default those at which the bands begin; `bins` of the calibration, 10
 * by default; `calibrateOn`: earlier outcomes, from which the chance of leaving by score is estimated (isotonic regression), so that no row
 * is tested on itself; `confidence`, 0.95 by default.
 * @returns Counts, area with DeLong's error and an interval, bands, thresholds, calibration with Wilson's bounds, Brier score, flagged MRR.
 * The area is null if no customer left or none stayed. Its interval is also null with fewer than two customers of either kind, or without
 * overlap. Ratios with a denominator of 0 are null, and so is `brier` without earlier outcomes.
 * @throws MetricsError with a path such as `outcomes[17].score`: `INVALID_TYPE`, `INVALID_NUMBER`, `INVALID_AMOUNT`, `INVALID_OPTION`,
 * `UNKNOWN_KEY`.
 *
 * Cost: O(n log n). Source: D. Bamber (1975); E. R. DeLong, D. M. DeLong, D. L. Clarke-Pearson (1988), Biometrics 44, 837-845,
 * for several rows per customer N. A. Obuchowski (1997), Biometrics 53, 567-578; G. W. Brier (1950), Monthly Weather Review 78,
 * 1-3; T. Fawcett (2006), An introduction to ROC analysis, Pattern Recognition Letters 27, 861-874.
 *
 * @see docs/metrics/backtest-scores.md
 *
 * @example
 * ```ts
 * const outcomes = [
 *   { score: 20, churned: true, mrr: 100 },
 *   { score: 35, churned: false, mrr: 80 },
 *   { score: 55, churned: true, mrr: 50 },
 *   { score: 90, churned: false, mrr: 70 },
 * ];
 * const { auc, bands, churnedMrrFlagged } = backtestScores(outcomes);
 * auc.value; // => 0.75
 * bands[0].band; // => 'red'
 * bands[0].precision.value; // => 0.5
 * churnedMrrFlagged; // => { value: 0.6666666666666666, numerator: 100, denominator: 150 }
 * ```
 */
export function backtestScores(outcomes: readonly HealthOutcome[], options: BacktestScoresOptions = {}): ScoreBacktest {
  const given = checkKeys(options, ['bands', 'calibrateOn', ...evaluationKeys], 'options') as BacktestScoresOptions;
  const { bands, calibrateOn, ...evaluation } = given;
  const rules = readEvaluation(evaluation, bands, 'options.bands');
  const before = calibrateOn === undefined ? null : readOutcomes(calibrateOn, 'options.calibrateOn');
  const columns = readOutcomes(outcomes, 'outcomes');
  return evaluate({ ...columns, ...chancesOf(columns.scores, before && outcomesByScore(before)) }, rules);
}
