import type { Instant } from '../../calendar/open.ts';
import { pathTo, reject } from '../../errors.ts';
import { checkKeys, readNumberAboveZero } from '../../read/index.ts';
import { type AreaUnderCurve, areaDifference, fitLogisticRegression } from '../../statistics/open.ts';
import { backtestOf, type HealthBacktest, type HealthBacktestRow, scoreDate } from '../backtest/assessment.ts';
import { readEvaluation } from '../backtest/evaluation.ts';
import type { DateCustomers } from '../backtest/plan.ts';
import { type BacktestPlan, type BacktestSettings, openBacktest, readDates, settingNames } from '../backtest/plan.ts';
import type { HealthModel } from '../score/health-model.ts';
import { readModel } from '../score/read-model.ts';
import { scoreValues } from '../score/score-values.ts';
import type { Scorecard } from '../score/scorecard.ts';
import type { HealthData } from '../signals/health-data.ts';
import { namingData } from '../signals/records.ts';
import { sharesOf } from './shares.ts';

/** The dates to fit and to test on, and the settings of a backtest. */
export interface SuggestWeightsOptions extends BacktestSettings {
  /** The dates to fit the weights on; their horizons must have ended by the first date of `test`. */
  readonly fit: readonly Instant[];
  /** The later dates to test both models on. */
  readonly test: readonly Instant[];
  /**
   * How strongly coefficients are shrunk towards 0; above 0. Default 1: a normal prior with variance 1 on each standardised coefficient.
   */
  readonly ridge?: number | undefined;
}

/** The result of the fit for one signal. */
export interface SuggestedWeight {
  /** The key of the signal. */
  readonly key: string;
  /** The weight in the suggested model. */
  readonly weight: number;
  /** The weight in the given model. */
  readonly givenWeight: number;
  /** The change in the log-odds of leaving per standard deviation of the signal's points, given the other signals. It should be below 0. */
  readonly coefficient: number;
  /** Whether the signal has the minimum weight, because it has no effect or points the wrong way. */
  readonly isAtMinimum: boolean;
}

/** The suggested model, and how it compares with the given one. */
export interface SuggestedWeights {
  /** The given model with new weights, which have the same sum as before. */
  readonly model: HealthModel;
  /** One per signal, in the order of the model. */
  readonly signals: readonly SuggestedWeight[];
  /** The data behind the fit. */
  readonly fit: {
    /** The number of customers at the dates of `fit`, each once per date. */
    readonly observations: number;
    /** The number of these customers who left within the horizon. */
    readonly churned: number;
    /** Customers whose outcome is not known yet; the fit leaves them out. */
    readonly undecided: number;
  };
  /** The backtest of the given model, on the dates of `test`. */
  readonly given: HealthBacktest;
  /** The backtest of the suggested model, on the same dates. */
  readonly suggested: HealthBacktest;
  /** The area of the suggested model less that of the given one, over the customers with a score in both; it and its bounds can be negative. */
  readonly gain: AreaUnderCurve;
  /** Whether the interval of the suggested model's area lies above 0.5; null without an interval. */
  readonly isBetterThanChance: boolean | null;
  /** Whether the interval of the gain lies above 0; null without an interval. */
  readonly isBetterThanGiven: boolean | null;
}

/**
 * Weights for a health model, learnt from outcomes: a regularised logistic regression of leaving on the points of the signals at earlier
 * dates, and a backtest of the given and the suggested model at later ones.
 *
 * Formula: log-odds of leaving = a - sum of b x points, b >= 0, by maximum likelihood less ridge / 2 x sum of (b x deviation of the
 * points)^2. Weights are in proportion to b, but none is below a tenth of an equal share, so that a signal without effect, or with one in
 * the wrong direction, stays in the model (for its caps and coverage) but counts little. In: customers at risk at the dates of `fit`, as in
 * `backtestHealthScore`. Out: caps, half-lives and minimum coverage, which only the backtests apply. Unknown points count as the mean.
 *
 * @param data - As for `backtestHealthScore`.
 * @param model - The model whose weights are chosen; its normalisations, bands and caps stay.
 * @param options - `fit` and `test`: dates; `horizonDays`; `ridge`, 1 by default; the others as for `backtestHealthScore`.
 * @returns The model, each signal's weight and coefficient, both backtests at the later dates (calibrated on the earlier ones), and
 * whether, at these dates, the suggestion is better than chance and better than the given model. Change the model only if it is both.
 * @throws MetricsError as `backtestHealthScore` does; `NOT_IDENTIFIABLE` if no customer left or none stayed after the dates of
 * `fit`; `INVALID_OPTION` for a date of `test` before the horizons of `fit` have ended; `INVALID_NUMBER` for `ridge`.
 *
 * Cost: that of the backtests, plus O(customers x signals^2) for each of a few dozen steps. Source: S. le Cessie, J. C. van Houwelingen
 * (1992), Ridge estimators in logistic regression, Applied Statistics 41, 191-201; the gain by DeLong, DeLong and Clarke-Pearson (1988).
 *
 * @see docs/metrics/suggest-weights.md
 *
 * @example
 * ```ts
 * const book = (customerId: string, end?: string) => ({ customerId, start: '2025-01-01', end, amount: 10, interval: 'month' as const });
 * const use = (at: string, ...customers: string[]) => customers.map((customerId) => ({ customerId, at }));
 * const data: HealthData = {
 *   subscriptions: [book('ada', '2026-02-10'), book('ben', '2026-04-10'), book('cem'), book('dia'), book('eva')],
 *   // The customers who leave did nothing in the weeks before.
 *   events: [...use('2026-01-20', 'ben', 'cem', 'dia', 'eva'), ...use('2026-03-20', 'cem', 'dia', 'eva')],
 *   tickets: [{ customerId: 'cem', openedAt: '2026-01-15' }, { customerId: 'ben', openedAt: '2026-01-15' }],
 * };
 * const model: HealthModel = {
 *   signals: [
 *     { key: 'activeDays', weight: 1, normalise: { type: 'linear', worst: 0, best: 1 } },
 *     { key: 'openTickets', weight: 1, normalise: { type: 'linear', worst: 1, best: 0 } },
 *   ],
 * };
 * const { signals, suggested, isBetterThanChance } = suggestWeights(data, model, {
 *   fit: ['2026-02-01'],
 *   test: ['2026-04-01'],
 *   horizonDays: 30,
 * });
 * signals.map(({ key, weight, isAtMinimum }) => [key, weight, isAtMinimum]); // => [['activeDays', 1.9, false], ['openTickets', 0.1, true]]
 * suggested.pooled.auc.value; // => 1
 * isBetterThanChance; // => null
 * ```
 */
export function suggestWeights(data: HealthData, model: HealthModel, options: SuggestWeightsOptions): SuggestedWeights {
  return namingData(() => weightsFor(data, model, options));
}

function weightsFor(data: HealthData, model: HealthModel, options: SuggestWeightsOptions): SuggestedWeights {
  const {
    fit,
    test,
    ridge = 1,
    ...settings
  } = checkKeys(options, ['fit', 'test', 'ridge', ...settingNames()], 'options') as unknown as SuggestWeightsOptions;
  const givenModel = readModel(model, 'model');
  readNumberAboveZero(ridge, 'options.ridge');
  const { plan, evaluation } = openBacktest(data, settings);
  const rules = readEvaluation(evaluation, model.bands, 'model.bands');
  const [fitDates, testDates] = [readDates(fit, plan, 'options.fit'), readDates(test, plan, 'options.test')];
  checkApart(fitDates, testDates, plan, test);

  const before = fitDates.map(plan.at);
  const outcomes = outcomesOf(before);
  const churned = outcomes.reduce((sum, left) => sum + left, 0);
  if (churned === 0 || churned === outcomes.length) {
    reject(
      'NOT_IDENTIFIABLE',
      'options.fit',
      'include customers who left within the horizon and customers who stayed',
      fit,
    );
  }
  const rows = { columns: pointsOf(before, givenModel), isPositive: outcomes };
  const free = fitLogisticRegression(rows, { ridge });
  const held = fitLogisticRegression(rows, { ridge, atMostZero: true });
  const shares = sharesOf(held.coefficients.map((value) => -value));
  const total = model.signals.reduce((sum, { weight }) => sum + weight, 0);
  const suggestion: HealthModel = {
    ...model,
    signals: model.signals.map((signal, index) => ({ ...signal, weight: total * (shares[index]?.share as number) })),
  };

  const after = testDates.map(plan.at);
  const tested = [givenModel, readModel(suggestion, 'model')].map((read) => {
    const [earlier, later] = [before, after].map((dates) => dates.map((date) => scoreDate(date, read)));
    return backtestOf(later ?? [], earlier ?? [], plan, rules);
  });
  const [given, suggested] = tested as [HealthBacktest, HealthBacktest];
  const gain = aucGain(given.rows, suggested.rows, rules.confidence);
  return {
    model: suggestion,
    signals: suggestion.signals.map(({ key, weight }, index) => ({
      key,
      weight,
      givenWeight: model.signals[index]?.weight as number,
      coefficient: free.standardised[index] as number,
      isAtMinimum: shares[index]?.isAtMinimum as boolean,
    })),
    fit: {
      observations: outcomes.length,
      churned,
      undecided: before.reduce((sum, { undecided }) => sum + undecided, 0),
    },
    given,
    suggested,
    gain,
    isBetterThanChance: isAbove(suggested.pooled.auc, 0.5),
    isBetterThanGiven: isAbove(gain, 0),
  };
}

/** What the fit knows must have happened before what it is tested on. */
function checkApart(
  fit: readonly number[],
  test: readonly number[],
  { knownFrom }: BacktestPlan,
  given: unknown,
): void {
  const end = knownFrom(fit.at(-1) as number);
  if ((test[0] as number) >= end) return;
  const rule = `not begin before the last horizon of options.fit and its grace period have ended, at ${new Date(end).toISOString()}`;
  reject('INVALID_OPTION', 'options.test', rule, given);
}

/** A column a signal: its points for every customer and date, NaN where they are not known. */
function pointsOf(dates: readonly DateCustomers[], model: Scorecard): Float64Array[] {
  const scored = dates.flatMap(({ customers }) =>
    customers.map(({ values, customerId }) => scoreValues(values, model, pathTo('signals', customerId)).contributions),
  );
  return model.signals.map((_, signal) =>
    Float64Array.from(scored, (contributions) => contributions[signal]?.points ?? Number.NaN),
  );
}

/** 1 for a customer who left, in the same order. */
function outcomesOf(dates: readonly DateCustomers[]): Uint8Array {
  return Uint8Array.from(dates.flatMap(({ customers }) => customers.map(({ churned }) => (churned ? 1 : 0))));
}

/** The area of one model's scores less that of another's, over the rows that have a score in both; the rows are of the same customers. */
function aucGain(
  given: readonly HealthBacktestRow[],
  suggested: readonly HealthBacktestRow[],
  confidence: number,
): AreaUnderCurve {
  const both = given.flatMap(({ customerId, churned, score }, index) => {
    const other = suggested[index]?.score ?? null;
    return score === null || other === null ? [] : [{ customerId, churned, score, other }];
  });
  const owners = new Map([...new Set(both.map(({ customerId }) => customerId))].map((id, code) => [id, code]));
  const outcomes = {
    values: both.map(({ other }) => -other),
    isPositive: both.map(({ churned }) => (churned ? 1 : 0)),
    owners: both.map(({ customerId }) => owners.get(customerId) as number),
    ownerCount: owners.size,
  };
  return areaDifference(
    outcomes,
    both.map(({ score }) => -score),
    confidence,
  );
}

/** Whether all of an interval lies above a value; null where there is none. */
function isAbove({ lower }: AreaUnderCurve, value: number): boolean | null {
  return lower === null ? null : lower > value;
}
