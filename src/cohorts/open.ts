export { type CohortFrame, unitsFrom } from './grid.ts';
export {
  type CohortOptions,
  type CohortSums,
  checkCells,
  cohortSums,
  cohortsOf,
  type RetentionCohorts,
  readCohortOptions,
} from './retention-cohorts.ts';
export { lifeTable } from './survival/life-table.ts';
export { logRankOf, requiredKeys } from './survival/log-rank-test.ts';
export {
  type DurationColumns,
  durationColumns,
  mergeTimes,
  type ReadWeight,
  unweighted,
} from './survival/read-durations.ts';
export { bySegment, curveOf } from './survival/survival-curve.ts';
export { type Bounds, readInterval } from './survival/survival-interval.ts';
export { weightedCurveOf } from './survival/weighted-survival-curve.ts';
