export { type CohortFrame, unitsFrom } from './grid.ts';
export { chanceToStay, type ModelParameters, readModel } from './projection/model.ts';
export { errorBy, readUncertainty, type Uncertainty } from './projection/uncertainty.ts';
export {
  type CohortOptions,
  type CohortSums,
  checkCells,
  cohortSums,
  cohortsOf,
  type RetentionCohorts,
  readCohortOptions,
} from './retention-cohorts.ts';
export { durationColumns, sortedDurations } from './survival/read-durations.ts';
export { survivalOf } from './survival/survival-curve.ts';
export { readInterval } from './survival/survival-interval.ts';
