export { type CustomerDuration, customerDurations, type DurationOptions } from './customer-durations.ts';
export { discountedExpectedLifetime, discountedExpectedResidualLifetime } from './discounted-expected-lifetime.ts';
export { fitShiftedBetaGeometric } from './fit-shifted-beta-geometric.ts';
export { medianLifetime } from './median-lifetime.ts';
export type { FittedShiftedBetaGeometric, ShiftedBetaGeometric, ShiftedBetaGeometricModel } from './model.ts';
export { projectSurvival } from './project-survival.ts';
export type { SurvivalCurvePoint } from './read-curve.ts';
export type { ObservedDuration } from './read-durations.ts';
export { restrictedMeanLifetime } from './restricted-mean-lifetime.ts';
export {
  type CohortAverage,
  type CohortCell,
  type CohortOptions,
  type RetentionCohort,
  type RetentionCohorts,
  retentionCohorts,
} from './retention-cohorts.ts';
export { type SurvivalCurveRow, survivalCurve } from './survival-curve.ts';
export type { SurvivalCurveOptions, SurvivalInterval } from './survival-interval.ts';
