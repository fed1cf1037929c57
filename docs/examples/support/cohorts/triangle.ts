import type { RetentionCohortAverage, RetentionCohorts } from 'tenure';
import type { Step } from '../flags/ledger-flags.ts';
import type { Value } from '../language/formats.ts';
import { count } from '../language/formats.ts';
import { say } from '../language/language.ts';
import type { Ages } from './cohort-flags.ts';

/** The cohorts that the library found, and how it was asked for them. */
export interface Triangle extends RetentionCohorts {
  readonly by: Step;
  readonly ages: Ages;
}

/** A cohort at an age; its customers are null where it is not that old yet. */
export interface GridCell {
  readonly cohort: string;
  readonly age: number;
  readonly customers: Value;
}

/** Cohorts by age, of whatever they are and whatever is kept of them. */
export interface Grid<Cell extends GridCell> {
  readonly cohorts: readonly { readonly cohort: string; readonly customers: number }[];
  /** Cohort by cohort, and each age of them. */
  readonly rows: readonly Cell[];
  readonly by: Step;
  /** What the ages are. */
  readonly ageTitle: string;
}

export interface CohortLine<Cell extends GridCell> {
  readonly cohort: Grid<Cell>['cohorts'][number];
  /** By age. */
  readonly cells: readonly Cell[];
}

export function gridOf(triangle: Triangle) {
  const { by, ages, cohorts, cells } = triangle;
  return {
    by,
    ageTitle: ageTitles[ages](by),
    cohorts: cohorts.map(({ cohort, size }) => ({ cohort, customers: size })),
    rows: cells.map((cell) => ({ ...cell, customers: cell.retained })),
  };
}

export function agesOf({ cohorts, rows }: Pick<Grid<GridCell>, 'cohorts' | 'rows'>): number {
  return rows.length / cohorts.length;
}

export function linesOf<Cell extends GridCell>(grid: Pick<Grid<Cell>, 'cohorts' | 'rows'>): CohortLine<Cell>[] {
  const ages = agesOf(grid);
  return grid.cohorts.map((cohort, index) => ({ cohort, cells: grid.rows.slice(index * ages, (index + 1) * ages) }));
}

export function totalOf({ cohorts }: Pick<Grid<GridCell>, 'cohorts'>): number {
  return cohorts.reduce((sum, { customers }) => sum + customers, 0);
}

/** What one looks at first: customers after a year, or at the greatest age there is. */
export function milestoneOf({ average, by }: Triangle): RetentionCohortAverage | undefined {
  const year = { month: 12, quarter: 4, year: 1 }[by];
  return average.find(({ age }) => age === year) ?? average.at(-1);
}

export function timeOf(age: number, by: Step): string {
  const length = count(age);
  if (age === 1) return { month: say('1 month'), quarter: say('1 quarter'), year: say('1 year') }[by];
  return {
    month: say('{count} months', { count: length }),
    quarter: say('{count} quarters', { count: length }),
    year: say('{count} years', { count: length }),
  }[by];
}

export const ageTitles: Readonly<Record<Ages, (by: Step) => string>> = {
  calendar: (by) =>
    ({
      month: say('Months after the month of first payment'),
      quarter: say('Quarters after the quarter of first payment'),
      year: say('Years after the year of first payment'),
    })[by],
  elapsed: (by) =>
    ({
      month: say("Months since each customer's first payment"),
      quarter: say("Quarters since each customer's first payment"),
      year: say("Years since each customer's first payment"),
    })[by],
};

export const ageNotes: Readonly<Record<Ages, (by: Step) => string>> = {
  calendar: (by) =>
    ({
      month: say('calendar: age 0 is the end of the month of first payment, age 1 the end of the next one'),
      quarter: say('calendar: age 0 is the end of the quarter of first payment, age 1 the end of the next one'),
      year: say('calendar: age 0 is the end of the year of first payment, age 1 the end of the next one'),
    })[by],
  elapsed: (by) =>
    ({
      month: say("elapsed: age 0 is each customer's first payment, age 1 one month after it"),
      quarter: say("elapsed: age 0 is each customer's first payment, age 1 one quarter after it"),
      year: say("elapsed: age 0 is each customer's first payment, age 1 one year after it"),
    })[by],
};

export function cohortsWord(cohorts: number): string {
  return cohorts === 1 ? say('1 cohort') : say('{count} cohorts', { count: count(cohorts) });
}
