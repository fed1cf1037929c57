import {
  backtestHealthScore,
  customerDurations,
  discountedExpectedLifetime,
  discountedExpectedResidualLifetime,
  fitShiftedBetaGeometric,
  type HealthModel,
  healthScores,
  healthSignals,
  medianLifetime,
  projectSurvival,
  realizedLifetimeValue,
  restrictedMeanLifetime,
  retentionCohorts,
  type Subscription,
  suggestWeights,
  survivalCurve,
} from 'tenure';
import { approximate } from './approximate.ts';
import type { Sample } from './sample.ts';

const asOf = '2026-06-01';

/** What is asked of many customers over a long time: cohorts, survival, projection, health. */
export function studyValues(sample: Sample): unknown {
  const { subscriptions } = sample;
  return {
    cohorts: [
      retentionCohorts(subscriptions, { asOf }),
      retentionCohorts(subscriptions, { asOf, unit: 'quarter', ages: 'elapsed' }),
    ],
    lifetimeValue: realizedLifetimeValue(subscriptions, asOf),
    ...survival(subscriptions),
    ...health(sample),
  };
}

const intervals = ['log-log', 'log', 'plain'] as const;

function survival(subscriptions: readonly Subscription[]): object {
  const durations = customerDurations(subscriptions, { asOf });
  const curve = survivalCurve(durations);
  const model = fitShiftedBetaGeometric([1000, 869, 743, 653, 593, 551, 517, 491]);
  return {
    durations,
    curve: curve.map(({ lower, upper, ...exact }) => exact),
    bounds: approximate(intervals.map((interval) => survivalCurve(durations, { intervalType: interval }))),
    lifetimes: [medianLifetime(curve), restrictedMeanLifetime(curve, 24)],
    model: approximate(model),
    projection: approximate(projectSurvival(model, 60)),
    discounted: approximate([
      discountedExpectedLifetime(model, 0.1),
      discountedExpectedLifetime(model, 0.004),
      discountedExpectedResidualLifetime(model, 5, 0.1),
    ]),
  };
}

const model: HealthModel = {
  signals: [
    { key: 'activeDays', weight: 2, normalise: { type: 'linear', worst: 0, best: 20 } },
    { key: 'npsScore', weight: 1, halfLifeDays: 90, normalise: { type: 'linear', worst: 0, best: 10 } },
    { key: 'mrrChange', weight: 1, normalise: { type: 'linear', worst: -0.5, best: 0.5 } },
  ],
};

function health({ subscriptions, events, responses }: Sample): object {
  const surveyed = responses.map(({ customerId, at, score }) => ({
    customerId: String(customerId),
    at: at ?? '',
    score,
    survey: 'nps' as const,
  }));
  const data = { subscriptions, events, responses: surveyed };
  const horizonDays = 60;
  const dates = ['2025-10-01', '2025-12-01', '2026-02-01', '2026-04-01'];
  const { rows, ...backtest } = backtestHealthScore(data, model, { dates, horizonDays, asOf });
  return {
    signals: healthSignals(data, asOf).slice(0, 60),
    scores: healthScores(healthSignals(data, asOf), model),
    observations: rows.length,
    backtest: approximate(backtest),
    weights: approximate(
      suggestWeights(data, model, { fit: dates.slice(0, 2), test: dates.slice(2), horizonDays, asOf }),
    ),
  };
}
