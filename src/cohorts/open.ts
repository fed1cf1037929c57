export { type CohortFrame, unitsFrom } from './grid.ts';
export { type CohortSums, checkCells, cohortSums, cohortsOf, readCohortOptions } from './retention-cohorts.ts';
export { durationColumns, sortedDurations } from './survival/read-durations.ts';
export { survivalOf } from './survival/survival-curve.ts';
export { readInterval } from './survival/survival-interval.ts';
