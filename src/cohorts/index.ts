export type { CohortAverage, CohortCell } from '../statistics/open.ts';
export {
  discountedExpectedLifetime,
  discountedExpectedResidualLifetime,
} from './projection/discounted-expected-lifetime.ts';
export {
  expectedLifetimeInterval,
  type LifetimeInterval,
  type LifetimeIntervalOptions,
} from './projection/expected-lifetime-interval.ts';
export { fitShiftedBetaGeometric } from './projection/fit-shifted-beta-geometric.ts';
export type {
  FittedGeometric,
  FittedRenewalModel,
  FittedShiftedBetaGeometric,
  Geometric,
  RenewalModel,
  RenewalModelFit,
  ShiftedBetaGeometric,
  ShiftedBetaGeometricModel,
} from './projection/model.ts';
export { projectSurvival } from './projection/project-survival.ts';
export {
  type ProjectedSurvival,
  type ProjectedSurvivalOptions,
  projectSurvivalInterval,
} from './projection/project-survival-interval.ts';
export { type SurvivorsOptions, survivorsOf } from './projection/survivors-of.ts';
export {
  type CohortOptions,
  type RetentionCohort,
  type RetentionCohortAverage,
  type RetentionCohortCell,
  type RetentionCohorts,
  retentionCohorts,
} from './retention-cohorts.ts';
export { type CustomerDuration, customerDurations, type DurationOptions } from './survival/customer-durations.ts';
export {
  type LifetimeQuantile,
  type LifetimeQuantileOptions,
  lifetimeQuantiles,
} from './survival/lifetime-quantiles.ts';
export { type LogRankSegment, type LogRankTest, logRankTest } from './survival/log-rank-test.ts';
export { medianLifetime } from './survival/median-lifetime.ts';
export type { SurvivalCurvePoint } from './survival/read-curve.ts';
export type { ObservedDuration } from './survival/read-durations.ts';
export { restrictedMeanLifetime } from './survival/restricted-mean-lifetime.ts';
export { type SurvivalCurveRow, survivalCurve } from './survival/survival-curve.ts';
export type {
  SurvivalCurveOptions,
  SurvivalIntervalOptions,
  SurvivalIntervalType,
} from './survival/survival-interval.ts';
export { weightedSurvivalCurve } from './survival/weighted-survival-curve.ts';
