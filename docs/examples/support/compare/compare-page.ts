import type { Policy, PolicyComparison } from 'tenure';
import { grouped, money, signed } from '../formats.ts';
import { document, type Facts, section } from '../page/document.ts';
import { figure } from '../page/figure.ts';
import { escapeHtml } from '../page/html.ts';
import { bridgeTerms, byDifference, causeText, keptTerms } from './comparison.ts';
import { choicesOf, type Side } from './sides.ts';
import { termsPicture } from './terms-picture.ts';
import { wayPicture } from './way-picture.ts';

export interface ComparePageData {
  readonly name: string;
  readonly rowCount: number;
  readonly comparison: PolicyComparison;
  readonly a: Side;
  readonly b: Side;
  readonly idle: readonly (keyof Policy)[];
  /** The period, and why that. */
  readonly range: string;
  readonly timeZone: string;
}

const shownCustomers = 50;

/** The comparison as a page that needs nothing beside itself. */
export async function comparePage(data: ComparePageData): Promise<string> {
  const { comparison } = data;
  const { currency } = comparison.a;
  const differs = comparison.customers.length > 0;
  const figures = differs ? [wayPicture(comparison, currency), termsPicture(comparison, currency)] : [];
  const note = 'Kept: of the opening MRR, which NRR and GRR are made of. Each number is rounded by itself.';
  return document('Two definitions compared', data.name, factsOf(data), [
    ...(await Promise.all(figures.map((picture) => figure(picture)))),
    section('Both bridges', bridgeTable(comparison), note),
    ...(differs ? [section('Customers that differ', customerTable(comparison), customerNote(comparison))] : []),
  ]);
}

function factsOf({ name, rowCount, comparison, a, b, idle, range, timeZone }: ComparePageData): Facts {
  return [
    ['Ledger', `${name}, ${rowCount} rows`],
    ['Period', range],
    ['a', `${a.name}: ${choicesOf(a).join(', ')}`],
    ['b', `${b.name}: ${choicesOf(b).join(', ')}`],
    ...(idle.length === 0 ? [] : [['No effect', `${idle.join(', ')}: no row of this period depends on it`] as const]),
    ['Time zone', timeZone],
    ['Currency', comparison.a.currency ?? 'none named in the ledger'],
  ];
}

function bridgeTable(comparison: PolicyComparison): string {
  const { a, b, difference, causes } = comparison;
  const heads = ['a', 'b', 'b - a', ...causes.map(({ option }) => option)];
  const rows = [...bridgeTerms(comparison), ...keptTerms].map(({ term, title }) => [
    title,
    grouped(money(a[term])),
    grouped(money(b[term])),
    signed(difference[term]),
    ...causes.map((cause) => signed(cause.difference[term])),
  ]);
  return table('MRR', heads, rows, 'Both bridges');
}

function customerTable(comparison: PolicyComparison): string {
  const rows = byDifference(comparison)
    .slice(0, shownCustomers)
    .map(({ customerId, a, b, difference, causes }) => [
      customerId,
      grouped(money(a.closing)),
      grouped(money(b.closing)),
      signed(difference.closing),
      causes.map(causeText).join('; '),
    ]);
  return table('Customer', ['a: closing', 'b: closing', 'b - a', 'Causes'], rows, 'Customers that differ');
}

function customerNote({ customers }: PolicyComparison): string {
  const count = grouped(String(customers.length));
  if (customers.length <= shownCustomers)
    return `All ${count}, by how much their closing MRR differs, and then their movements.`;
  return `The ${shownCustomers} of ${count} whose closing MRR, and then whose movements, differ most; the CSV has all.`;
}

const textClass = ' class="text"';

/** The first cell of a row is its head; causes are text, all else are numbers. */
function table(corner: string, heads: readonly string[], rows: readonly (readonly string[])[], label: string): string {
  const isText = (index: number) => heads[index] === 'Causes';
  const head = heads.map(
    (title, index) => `<th scope="col"${isText(index) ? textClass : ''}>${escapeHtml(title)}</th>`,
  );
  const body = rows.map(([name = '', ...texts]) => {
    const cells = texts.map((text, index) => `<td${isText(index) ? textClass : ''}>${escapeHtml(text)}</td>`);
    return `<tr><th scope="row">${escapeHtml(name)}</th>${cells.join('')}</tr>`;
  });
  return `<div class="scroll" role="region" aria-label="${label}" tabindex="0">
<table>
<thead>
<tr><th scope="col"${textClass}>${corner}</th>${head.join('')}</tr>
</thead>
<tbody>
${body.join('\n')}
</tbody>
</table>
</div>`;
}
