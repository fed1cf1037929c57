/** A cohort at one age: one cell of a heat map. */
export interface CohortCell {
  /** The label of the calendar unit in which its members began. */
  readonly cohort: string;
  /** Units since then. */
  readonly age: number;
  /** How many members the cohort has. */
  readonly size: number;
  /** How many of them are still there, or there again; null, as `retention`, where the age is not over yet. */
  readonly retained: number | null;
  /** retained / size; null also for a cohort without any members. */
  readonly retention: number | null;
}

/** All cohorts that have reached one age, each weighted by its size. */
export interface CohortAverage {
  /** In units since the first one: 0, 1, 2. */
  readonly age: number;
  /** How many cohorts have reached the age. */
  readonly cohorts: number;
  /** How many members these cohorts have. */
  readonly size: number;
  /** How many of the members are retained at this age. */
  readonly retained: number;
  /** Null where no cohort with members has reached the age. */
  readonly retention: number | null;
}
