import { type CohortAverage, type CohortCell, usageRetention } from 'tenure';
import type { Grid, GridCell } from '../cohorts/triangle.ts';
import { say } from '../language/language.ts';
import type { EventRow } from './usage-book.ts';

/** A cohort of first use at an age. */
export interface UsageCell extends GridCell {
  readonly retention: number | null;
}

export interface UsageGrid extends Grid<UsageCell> {
  readonly average: readonly CohortAverage[];
}

interface Asked {
  readonly asOf: string;
  readonly timeZone: string;
  /** How many the data reaches over. */
  readonly months: number;
}

/** The triangle of usage retention as the cohorts of paying customers are shown. */
export function usageGrid(events: readonly EventRow[], { asOf, timeZone, months }: Asked): UsageGrid {
  const periods = Math.max(1, months - 1);
  const { cells, average } = usageRetention(events, { unit: 'month', periods, asOf, timeZone });
  return {
    cohorts: cells.filter(({ age }) => age === 0).map(({ cohort, size }) => ({ cohort, customers: size })),
    rows: cells.map(cellOf),
    by: 'month',
    ageTitle: say('Months after the month of first use'),
    average,
  };
}

function cellOf({ cohort, age, retained, retention }: CohortCell): UsageCell {
  return { cohort, age, customers: retained, retention };
}
