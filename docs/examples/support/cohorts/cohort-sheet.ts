import { periodText } from '../language/formats.ts';
import { say } from '../language/language.ts';
import { type AsOf, asOfText } from '../open/as-of.ts';
import { definitionFact, type LedgerRead, ledgerFacts } from '../page/ledger-facts.ts';
import type { Facts, Sheet } from '../page/sheet.ts';
import { periodTitleOf } from '../page/wording.ts';
import { averagePicture } from './average-picture.ts';
import { customersHeatMap, mrrHeatMap } from './heat-picture.ts';
import { ageNotes, gridOf, type Triangle } from './triangle.ts';
import { gridFigures } from './triangle-figures.ts';

export interface CohortData extends LedgerRead {
  readonly triangle: Triangle;
  readonly asOf: AsOf;
  readonly timeZone: string;
  readonly currency: string | null;
  readonly findings: readonly string[];
}

/** All that the cohorts have to say. */
export function cohortSheet(data: CohortData): Sheet {
  const { triangle, name, findings } = data;
  const grid = gridOf(triangle);
  const notes = [
    say(
      'Percent of what the cohort began with. An empty cell: the cohort is not that old yet. A dash: a cohort without customers.',
    ),
  ];
  const kept = triangle.average.map(({ retention }) => retention);
  const gross = triangle.average.map(({ grossMrrRetention }) => grossMrrRetention);
  const mrrKept = triangle.average.map(({ mrrRetention }) => mrrRetention);
  return {
    title: say('Retention cohorts'),
    subject: name,
    facts: factsOf(data),
    findings,
    pictures: [customersHeatMap(triangle), mrrHeatMap(triangle), averagePicture(triangle)],
    tables: [
      gridFigures(say('Customers kept, all figures'), grid, ({ retention }) => retention, kept, notes),
      gridFigures(say('MRR kept, all figures'), grid, ({ mrrRetention }) => mrrRetention, mrrKept, notes),
      gridFigures(say('Gross MRR kept, all figures'), grid, ({ grossMrrRetention }) => grossMrrRetention, gross, [
        ...notes,
        say('Gross: MRR without what any customer pays more than at first.'),
      ]),
    ],
  };
}

function factsOf(data: CohortData): Facts {
  const { triangle, asOf, timeZone, currency } = data;
  const { cohorts, by, ages } = triangle;
  const [first, last] = [cohorts[0]?.cohort ?? '', cohorts.at(-1)?.cohort ?? ''].map(periodText);
  return [
    ...ledgerFacts(data),
    [
      say('Cohorts'),
      say('{step} of first payment, {first} to {last}', {
        step: periodTitleOf(by),
        first: first ?? '',
        last: last ?? '',
      }),
    ],
    [say('Ages'), ageNotes[ages](by)],
    [say('As of'), asOfText(asOf)],
    [say('Time zone'), timeZone],
    [say('Currency'), currency ?? say('none named in the ledger')],
    definitionFact(
      data,
      say(
        'the defaults of the library: trials and free plans do not count; a pause is churn, and its end a return; a customer who comes back counts as kept again',
      ),
    ),
  ];
}
