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
export { type DurationColumns, durationColumns, mergeTimes, unweighted } from './survival/read-durations.ts';
export { bySegment, curveOf } from './survival/survival-curve.ts';
export { readInterval } from './survival/survival-interval.ts';
export { weightedCurveOf } from './survival/weighted-survival-curve.ts';
