import { readFileSync } from 'node:fs';
import { escapeHtml } from './html.ts';

/** What a reader must know of the figures, by name. */
export type Facts = readonly (readonly [name: string, text: string])[];

const style = ['colours.css', 'page.css', 'table.css']
  .map((name) => readFileSync(new URL(name, import.meta.url), 'utf8'))
  .join('\n');

/** A page that needs nothing beside itself. */
export function document(title: string, subject: string, facts: Facts, parts: readonly string[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(`${title}: ${subject}`)}</title>
<style>
${style}</style>
</head>
<body>
<main>
${header(title, facts)}
${parts.join('\n')}
</main>
</body>
</html>
`;
}

function header(title: string, facts: Facts): string {
  const items = facts.map(([name, text]) => `<div><dt>${name}</dt><dd>${escapeHtml(text)}</dd></div>`);
  return `<header>\n<h1>${escapeHtml(title)}</h1>\n<dl>\n${items.join('\n')}\n</dl>\n</header>`;
}

/** `note` is HTML already, as the content is. */
export function section(title: string, content: string, note: string): string {
  return `<section>
<h2>${escapeHtml(title)}</h2>
${content}
<p class="note">${note}</p>
</section>`;
}
