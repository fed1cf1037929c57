import { language, say } from '../language/language.ts';
import { figure } from './figure.ts';
import { escapeHtml } from './html.ts';
import { htmlTable } from './html-table.ts';
import type { Sheet, Table } from './sheet.ts';
import { styleSheet } from './style.ts';

/** From so many parts on a page has a list of them. */
const longPage = 5;

/** A sheet as a page that needs nothing beside itself. */
export async function htmlPage(sheet: Sheet): Promise<string> {
  const { title, subject } = sheet;
  return `<!doctype html>
<html lang="${language()}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(`${title}: ${subject}`)}</title>
<style>
${styleSheet()}</style>
</head>
<body>
<main>
${await sheetMarkup(sheet)}
</main>
</body>
</html>
`;
}

/** All of a sheet, for a page of its own or as a part of another. */
export async function sheetMarkup(sheet: Sheet): Promise<string> {
  const figures = await Promise.all(sheet.pictures.map((picture, index) => figure(picture, `p${index + 1}`)));
  const sections = sheet.tables.map((table, index) => section(table, `t${index + 1}`));
  return [header(sheet), ...findings(sheet), ...contents(sheet), ...figures, ...sections].join('\n');
}

function header({ title, facts }: Sheet): string {
  const items = facts.map(([name, text]) => `<div><dt>${escapeHtml(name)}</dt><dd>${escapeHtml(text)}</dd></div>`);
  return `<header>\n<h1>${escapeHtml(title)}</h1>\n<dl>\n${items.join('\n')}\n</dl>\n</header>`;
}

function findings({ findings: found }: Sheet): string[] {
  if (found.length === 0) return [];
  const items = found.map((text) => `<li>${escapeHtml(text)}</li>`);
  return [
    `<aside class="findings">\n<h2>${say('Before you trust these numbers')}</h2>\n<ul>\n${items.join('\n')}\n</ul>\n</aside>`,
  ];
}

function contents({ pictures, tables }: Sheet): string[] {
  if (pictures.length + tables.length < longPage) return [];
  const item = (letter: string) => (part: { readonly title: string }, index: number) =>
    `<li><a href="#${letter}${index + 1}">${escapeHtml(part.title)}</a></li>`;
  // A table is below the picture of the same figures.
  const own = tables.map(item('t')).filter((_, index) => pictures.every(({ title }) => title !== tables[index]?.title));
  const items = [...pictures.map(item('p')), ...own];
  return [`<nav aria-label="${say('Contents')}">\n<ul>\n${items.join('\n')}\n</ul>\n</nav>`];
}

function section(table: Table, id: string): string {
  const notes = table.notes.length === 0 ? '' : `\n<p class="note">${table.notes.map(escapeHtml).join('<br/>')}</p>`;
  return `<section id="${id}">
<h2>${escapeHtml(table.title)}</h2>
${htmlTable(table)}${notes}
</section>`;
}
