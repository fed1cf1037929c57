import type { AsOf } from '../as-of.ts';
import { shortPercent } from '../formats.ts';
import { document, type Facts, section } from '../page/document.ts';
import { figure } from '../page/figure.ts';
import { escapeHtml } from '../page/html.ts';
import { htmlTable } from '../page/html-table.ts';
import { milestoneColumns, milestonesOf } from './milestones.ts';
import type { Study } from './study.ts';
import type { Group } from './summary.ts';
import { survivalPicture } from './survival-picture.ts';

export interface SurvivalPageData {
  readonly name: string;
  readonly rowCount: number;
  readonly study: Study;
  readonly groups: readonly Group[];
  /** Whose lives these are. */
  readonly customers: string;
  readonly asOf: AsOf;
  readonly timeZone: string;
  readonly currency: string | null;
}

const policy =
  'the defaults of the library: a life begins with the first payment and ends with the first churn; ' +
  'trials and free plans do not count; a pause is churn';

/** The survival curve as a page that needs nothing beside itself. */
export async function survivalPage(data: SurvivalPageData): Promise<string> {
  const { study, groups } = data;
  const note = `Observed: customers followed for that long. From, to: the ${shortPercent(study.confidence)} interval. A dash: not observed, or not projected.`;
  return document('Customer survival', data.name, factsOf(data), [
    await figure(survivalPicture(study)),
    section(
      'The curve at a few times',
      htmlTable('The curve at a few times', milestoneColumns, milestonesOf(study)),
      note,
    ),
    ...groups.map(groupSection),
  ]);
}

function factsOf({ name, rowCount, customers, asOf, timeZone, currency }: SurvivalPageData): Facts {
  return [
    ['Ledger', `${name}, ${rowCount} rows`],
    ['Customers', customers],
    ['As of', `${asOf.instant} (${asOf.reason})`],
    ['Time zone', timeZone],
    ['Currency', currency ?? 'none named in the ledger'],
    ['Policy', policy],
  ];
}

function groupSection({ title, entries }: Group): string {
  const items = entries.map(([name, text]) => `<div><dt>${escapeHtml(name)}</dt><dd>${escapeHtml(text)}</dd></div>`);
  return `<section>
<h2>${escapeHtml(title)}</h2>
<dl class="figures">
${items.join('\n')}
</dl>
</section>`;
}
