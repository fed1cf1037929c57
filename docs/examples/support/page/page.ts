import { readFileSync } from 'node:fs';
import { customersPicture } from './customers-picture.ts';
import { dataTable } from './data-table.ts';
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

const style = ['colours.css', 'page.css', 'table.css']
  .map((name) => readFileSync(new URL(name, import.meta.url), 'utf8'))
  .join('\n');

const policy =
  'the defaults of the library: one net movement per customer and period; trials and free plans do not count; ' +
  'a pause is churn, and its end a reactivation; NRR leaves reactivations out';

/** The report as a page that needs nothing beside itself. */
export async function page(data: PageData): Promise<string> {
  const pictures = [mrrPicture(data), ratesPicture(data), customersPicture(data)];
  const figures = await Promise.all(pictures.map((picture) => figure(picture, data.rows)));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Retention report: ${escapeHtml(data.name)}</title>
<style>
${style}</style>
</head>
<body>
<main>
${header(data)}
${figures.join('\n')}
<section>
<h2>All figures</h2>
${dataTable(data.rows)}
<p class="note">${tableNote(data)}</p>
</section>
</main>
</body>
</html>
`;
}

function header(data: PageData): string {
  const facts = [
    ['Ledger', `${data.name}, ${data.rowCount} rows`],
    ['Periods', `${data.range}, by ${data.by}`],
    ['Time zone', data.timeZone],
    ['Currency', data.currency ?? 'none named in the ledger'],
    ['Policy', policy],
  ] as const;
  const items = facts.map(([term, text]) => `<div><dt>${term}</dt><dd>${escapeHtml(text)}</dd></div>`);
  return `<header>\n<h1>Retention report</h1>\n<dl>\n${items.join('\n')}\n</dl>\n</header>`;
}

function tableNote({ currency }: PictureData): string {
  const unit = currency === null ? '' : `Amounts in ${escapeHtml(currency)}. `;
  return `${unit}A dash is a rate with nothing to divide by. Each number is rounded by itself, so a sum may miss by the last digit.`;
}
