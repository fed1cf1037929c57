import type { CohortAverage, CohortCell, RetentionCohort, RetentionCohorts } from 'tenure';
import type { Step } from '../ledger-flags.ts';
import type { Ages } from './cohort-flags.ts';

/** The cohorts that the library found, and how it was asked for them. */
export interface Triangle extends RetentionCohorts {
  readonly by: Step;
  readonly ages: Ages;
}

export interface CohortLine {
  readonly cohort: RetentionCohort;
  /** By age. */
  readonly cells: readonly CohortCell[];
}

export function linesOf({ cohorts, rows }: Triangle): CohortLine[] {
  const ages = rows.length / cohorts.length;
  return cohorts.map((cohort, index) => ({ cohort, cells: rows.slice(index * ages, (index + 1) * ages) }));
}

/** What one looks at first: customers after a year, or at the greatest age there is. */
export function milestoneOf({ average, by }: Triangle): CohortAverage | undefined {
  const year = { month: 12, quarter: 4, year: 1 }[by];
  return average.find(({ age }) => age === year) ?? average.at(-1);
}

export function timeOf(age: number, by: Step): string {
  return `${age} ${by}${age === 1 ? '' : 's'}`;
}

export const ageTitles: Readonly<Record<Ages, (by: Step) => string>> = {
  calendar: (by) => `${capital(by)}s after the ${by} of first payment`,
  elapsed: (by) => `${capital(by)}s since each customer's first payment`,
};

export const ageNotes: Readonly<Record<Ages, (by: Step) => string>> = {
  calendar: (by) => `calendar: age 0 is the end of the ${by} of first payment, age 1 the end of the next one`,
  elapsed: (by) => `elapsed: age 0 is the first payment, age 1 one ${by} after it, for each customer by itself`,
};

function capital(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}
