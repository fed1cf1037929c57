import { customersPicture } from './customers-picture.ts';
import { dataTable } from './data-table.ts';
import { document, type Facts, section } from './document.ts';
import { figure } from './figure.ts';
import { escapeHtml } from './html.ts';
import { mrrPicture } from './mrr-picture.ts';
import type { PictureData } from './picture.ts';
import { ratesPicture } from './rates-picture.ts';

export interface PageData extends PictureData {
  /** The ledger, as a reader knows it. */
  readonly name: string;
  readonly rowCount: number;
  /** From when to when, and why. */
  readonly range: string;
  readonly timeZone: string;
}

const policy =
  'the defaults of the library: one net movement per customer and period; trials and free plans do not count; ' +
  'a pause is churn, and its end a reactivation; NRR leaves reactivations out';

/** The report as a page that needs nothing beside itself. */
export async function page(data: PageData): Promise<string> {
  const incomplete = data.rows.some(({ complete }) => !complete);
  const pictures = [mrrPicture(data), ratesPicture(data), customersPicture(data)];
  const figures = await Promise.all(pictures.map((picture) => figure(picture, incomplete)));
  const all = section('All figures', dataTable(data.rows), tableNote(data));
  return document('Retention report', data.name, factsOf(data), [...figures, all]);
}

function factsOf(data: PageData): Facts {
  return [
    ['Ledger', `${data.name}, ${data.rowCount} rows`],
    ['Periods', `${data.range}, by ${data.by}`],
    ['Time zone', data.timeZone],
    ['Currency', data.currency ?? 'none named in the ledger'],
    ['Policy', policy],
  ];
}

function tableNote({ currency }: PictureData): string {
  const unit = currency === null ? '' : `Amounts in ${escapeHtml(currency)}. `;
  return `${unit}A dash is a rate with nothing to divide by. Each number is rounded by itself, so a sum may miss by the last digit.`;
}
