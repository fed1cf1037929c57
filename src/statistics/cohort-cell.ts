/** A cohort at one age: one cell of a heat map. */
export interface CohortCell {
  /** The label of the calendar unit in which its members began. */
  readonly cohort: string;
  /** The number of units since then. */
  readonly age: number;
  /** The number of members of the cohort. */
  readonly size: number;
  /** The members who are still there, or there again; null, like `retention`, if the age is not over yet. */
  readonly retained: number | null;
  /** retained / size; null also for a cohort without members. */
  readonly retention: number | null;
}

/** All cohorts that have reached one age, each weighted by its size. */
export interface CohortAverage {
  /** The number of units since the start: 0, 1, 2. */
  readonly age: number;
  /** The number of cohorts that have reached the age. */
  readonly cohorts: number;
  /** The number of members of these cohorts. */
  readonly size: number;
  /** The members of these cohorts who are retained at this age. */
  readonly retained: number;
  /** retained / size; null if no cohort with members has reached the age. */
  readonly retention: number | null;
}
