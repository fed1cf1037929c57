export { type CustomerDuration, customerDurations, type DurationOptions } from './customer-durations.ts';
export {
  type CohortAverage,
  type CohortCell,
  type CohortOptions,
  type RetentionCohort,
  type RetentionCohorts,
  retentionCohorts,
} from './retention-cohorts.ts';
