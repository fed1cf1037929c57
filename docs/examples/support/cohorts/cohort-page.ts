import type { AsOf } from '../as-of.ts';
import { document, type Facts, section } from '../page/document.ts';
import { figure } from '../page/figure.ts';
import { averagePicture } from './average-picture.ts';
import { customersHeatMap, mrrHeatMap } from './heat-picture.ts';
import { ageNotes, type Triangle } from './triangle.ts';
import { htmlTriangle } from './triangle-html.ts';

export interface CohortPageData {
  readonly name: string;
  readonly rowCount: number;
  readonly triangle: Triangle;
  readonly asOf: AsOf;
  readonly timeZone: string;
  readonly currency: string | null;
}

const policy =
  'the defaults of the library: trials and free plans do not count; a pause is churn, and its end a return; ' +
  'who comes back counts as kept again';

/** The cohorts as a page that needs nothing beside itself. */
export async function cohortPage(data: CohortPageData): Promise<string> {
  const { triangle } = data;
  const pictures = [customersHeatMap(triangle), mrrHeatMap(triangle), averagePicture(triangle)];
  const figures = await Promise.all(pictures.map((picture) => figure(picture)));
  const note =
    'Percent of what the cohort began with. An empty cell: the cohort is not that old yet. A dash: a cohort without customers.';
  return document('Retention cohorts', data.name, factsOf(data), [
    ...figures,
    section('Customers kept, all figures', htmlTriangle(triangle, 'retention'), note),
    section('MRR kept, all figures', htmlTriangle(triangle, 'mrrRetention'), note),
  ]);
}

function factsOf({ name, rowCount, triangle, asOf, timeZone, currency }: CohortPageData): Facts {
  const { cohorts, by, ages } = triangle;
  return [
    ['Ledger', `${name}, ${rowCount} rows`],
    ['Cohorts', `by ${by} of first payment, ${cohorts[0]?.cohort} to ${cohorts.at(-1)?.cohort}`],
    ['Ages', ageNotes[ages](by)],
    ['As of', `${asOf.instant} (${asOf.reason})`],
    ['Time zone', timeZone],
    ['Currency', currency ?? 'none named in the ledger'],
    ['Policy', policy],
  ];
}
