import type { Instant } from '../../calendar/open.ts';
import { checkKeys } from '../../read/index.ts';
import type { HealthModel } from '../score/health-model.ts';
import { readModel } from '../score/read-model.ts';
import type { HealthData } from '../signals/health-data.ts';
import { namingData } from '../signals/records.ts';
import { backtestOf, type HealthBacktest, scoreDate } from './assessment.ts';
import { readEvaluation } from './evaluation.ts';
import { type BacktestSettings, openBacktest, readDates, settingNames } from './plan.ts';

/** The dates to test, and the settings of a backtest. */
export interface HealthBacktestOptions extends BacktestSettings {
  /** The dates to score at; each once, in any order. */
  readonly dates: readonly Instant[];
}

/**
 * Backtest of a health score: the scores the model would have given at past dates, from the data known then, compared with the customers
 * who left within a horizon after them.
 *
 * Formula: that of `backtestScores`. At risk at a date: customers who pay just before it; not those in a gap that `churnGraceDays` fills
 * later. Left: their MRR was 0 at any time in [date, date + horizonDays), under the policy; a customer who returned within `churnGraceDays`
 * has not left. In: each customer at risk, once per date. Out: customers without an outcome yet, because their horizon or grace period ends
 * after `asOf`; they are counted as `undecided`.
 *
 * For the Brier score, the chance of leaving at a score is estimated, at each date, from the dates whose horizons had ended by then. Rows
 * of one customer at several dates vary together; all intervals allow for that.
 *
 * @param data - As for `healthSignals`; `subscriptions` is required, with the ends that came later.
 * @param model - As for `healthScore`.
 * @param options - `dates`; `horizonDays`: whole calendar days, usually 30, 60 or 90; `asOf`; the other options of `healthSignals`, except
 * `customers`; `thresholds`, `bins`, `confidence` as for `backtestScores`.
 * @returns A result for each date and one for all (`pooled`), each with the shape of `backtestScores`; the number of undecided customers;
 * and `rows`, one per customer and date, the data behind all figures. Values are null as in `backtestScores`; `brier` is also null at dates
 * before which no horizon has ended.
 * @throws MetricsError as `healthSignals` and `healthScore` do; `INVALID_TYPE` without subscriptions; `EMPTY` without dates;
 * `INVALID_INSTANT`; `INVALID_OPTION` for a date given twice or after `asOf`; `INVALID_NUMBER` for `horizonDays`; `UNKNOWN_KEY`.
 *
 * Cost: O(dates x (data + customers x signals)), plus sorting the scores; nearly linear in customers and in dates. Source: backtesting on a
 * rolling origin, as in L. J. Tashman (2000), Out-of-sample tests of forecasting accuracy, International Journal of Forecasting 16,
 * 437-450; the measures as in `backtestScores`.
 *
 * @see docs/metrics/backtest-health-score.md
 *
 * @example
 * ```ts
 * const data: HealthData = {
 *   subscriptions: [
 *     { customerId: 'ada', start: '2026-01-01', amount: 100, interval: 'month' },
 *     { customerId: 'ben', start: '2026-01-01', end: '2026-03-20', amount: 50, interval: 'month' },
 *   ],
 *   events: [
 *     { customerId: 'ada', at: '2026-02-10' },
 *     { customerId: 'ada', at: '2026-02-20' },
 *     { customerId: 'ben', at: '2026-01-10' },
 *   ],
 * };
 * const model: HealthModel = {
 *   signals: [{ key: 'activeDays', weight: 1, normalise: { type: 'linear', worst: 0, best: 2 } }],
 * };
 * const { pooled, rows } = backtestHealthScore(data, model, { dates: ['2026-03-01'], horizonDays: 30 });
 * rows.map(({ customerId, score, churned }) => [customerId, score, churned]); // => [['ada', 100, false], ['ben', 0, true]]
 * pooled.auc.value; // => 1
 * pooled.churnedMrrFlagged; // => { value: 1, numerator: 50, denominator: 50 }
 * ```
 */
export function backtestHealthScore(
  data: HealthData,
  model: HealthModel,
  options: HealthBacktestOptions,
): HealthBacktest {
  return namingData(() => {
    const { dates, ...settings } = checkKeys(
      options,
      ['dates', ...settingNames()],
      'options',
    ) as unknown as HealthBacktestOptions;
    const read = readModel(model, 'model');
    const { plan, evaluation } = openBacktest(data, settings);
    const rules = readEvaluation(evaluation, model.bands, 'model.bands');
    const scored = readDates(dates, plan, 'options.dates').map((date) => scoreDate(plan.at(date), read));
    return backtestOf(scored, [], plan, rules);
  });
}
