import type { RetentionCohortAverage } from 'tenure';
import { linePanel } from '../draw/line-panel.ts';
import type { Line } from '../draw/line-points.ts';
import type { Picture, Place } from '../draw/picture.ts';
import { count, percent, type Value } from '../language/formats.ts';
import { say } from '../language/language.ts';
import { shownAges } from './shown-ages.ts';
import { ageTitles, cohortsWord, type Triangle } from './triangle.ts';

type AgeRow = RetentionCohortAverage & Place;

const roomForLabel = 30;
/** An average of fewer cohorts jumps with each of them that is too young. */
const enough = 3;

/** Both averages in one panel from zero on, because both are shares of the same beginning. */
export function averagePicture({ average, ages, by, cohorts }: Triangle): Picture {
  // Of a few cohorts in all, every one is worth a point.
  const least = cohorts.length < 2 * enough ? 1 : enough;
  const rows = average
    .filter((row) => row.cohorts >= least)
    .map((row): AgeRow => ({ ...row, period: String(row.age), complete: true }));
  const lines = [
    lineOf('customers', 'circle', say('customers kept'), ({ retention }) => retention),
    lineOf('mrr', 'square', say('MRR kept'), ({ mrrRetention }) => mrrRetention),
  ];
  const last = rows.at(-1);
  const cut = average.length - rows.length;
  const texts = [
    say('The average is weighted: a large cohort counts for more.'),
    ...(last === undefined
      ? []
      : [
          say('The further to the right, the fewer cohorts are old enough: at age {age} {cohorts} of {all}.', {
            age: last.age,
            cohorts: count(last.cohorts),
            all: count(cohorts.length),
          }),
        ]),
    ...(cut === 0
      ? []
      : [say('Ages with fewer than {least} cohorts are not drawn; the tables have them.', { least: enough })]),
  ];
  return {
    name: 'all-cohorts',
    title: say('All cohorts by age'),
    description: say('Two lines over age: the share of customers, and of MRR, that is kept on average.'),
    caption: texts.join(' '),
    legend: [
      { kind: 'customers', label: say('customers kept'), mark: 'circle' },
      { kind: 'mrr', label: say('MRR kept'), mark: 'square' },
    ],
    spec: (size) => {
      const frame = {
        size,
        height: size.movesHeight,
        valueTitle: say('Kept (% of what the cohort began with)'),
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
    `${say('age {age}', { age: row.age })}, ${name}: ${percent(value(row))} (${cohortsWord(row.cohorts)})`;
  // Customers have the wider line, which lies below, so that both show where they are equal.
  return { kind, shape, width: kind === 'customers' ? 3.5 : 1.5, value, note };
}
