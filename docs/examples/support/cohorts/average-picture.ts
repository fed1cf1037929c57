import type { RetentionCohortAverage } from 'tenure';
import { grouped, percent, type Value } from '../formats.ts';
import { linePanel } from '../page/line-panel.ts';
import type { Line } from '../page/line-points.ts';
import type { Picture, Place } from '../page/picture.ts';
import { shownAges } from './shown-ages.ts';
import { ageTitles, type Triangle } from './triangle.ts';

type AgeRow = RetentionCohortAverage & Place;

const lines = [
  lineOf('customers', 'circle', 'customers', ({ retention }) => retention),
  lineOf('mrr', 'square', 'MRR', ({ mrrRetention }) => mrrRetention),
];

const roomForLabel = 30;

/** Both averages in one panel from zero on, because both are shares of the same beginning. */
export function averagePicture({ average, ages, by }: Triangle): Picture {
  const rows = average.map((row): AgeRow => ({ ...row, period: String(row.age), complete: true }));
  const last = rows.at(-1);
  const caption =
    last === undefined
      ? ''
      : `The average is weighted: a large cohort counts for more. The further to the right, the fewer cohorts are old enough: ` +
        `at age ${last.age} ${last.cohorts === 1 ? 'a single one' : grouped(String(last.cohorts))} of ${rows[0]?.cohorts}.`;
  return {
    title: 'All cohorts by age',
    description: 'Two lines over age: the share of customers, and of MRR, that is kept on average.',
    caption,
    legend: [
      { kind: 'customers', label: 'customers kept', mark: 'circle' },
      { kind: 'mrr', label: 'MRR kept', mark: 'square' },
    ],
    spec: (size) => {
      const frame = {
        size,
        height: size.movesHeight,
        valueTitle: 'Kept (% of what the cohort began with)',
        numbers: 'percent' as const,
        periodTitle: ageTitles[ages](by),
        labelled: shownAges(rows.length, Math.floor(size.plotWidth / roomForLabel), by).map(String),
      };
      return { vconcat: [linePanel(rows, lines, frame, true)] };
    },
  };
}

function lineOf(
  kind: 'customers' | 'mrr',
  shape: 'circle' | 'square',
  name: string,
  value: (row: AgeRow) => Value,
): Line<AgeRow> {
  const note = (row: AgeRow) =>
    `age ${row.age}, ${name}: ${percent(value(row))} (${row.cohorts} ${row.cohorts === 1 ? 'cohort' : 'cohorts'})`;
  // Customers have the wider line, which lies below, so that both show where they are equal.
  return { kind, shape, width: kind === 'customers' ? 3.5 : 1.5, value, note };
}
