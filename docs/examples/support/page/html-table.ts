import type { TextColumn } from '../column-table.ts';
import { escapeHtml } from './html.ts';

/** Longer ones break into lines, so that they leave room for the figures. */
const longName = 24;

/** The first column names the row. */
export function htmlTable<Row>(label: string, columns: readonly TextColumn<Row>[], rows: readonly Row[]): string {
  const heads = columns.map(
    ({ title, left }) => `<th scope="col"${left ? ' class="name"' : ''}>${escapeHtml(title)}</th>`,
  );
  const lines = rows.map((row) => {
    const [name = '', ...texts] = columns.map(({ text }) => escapeHtml(text(row)));
    const wraps = name.length > longName ? ' class="long"' : '';
    return `<tr><th scope="row"${wraps}>${name}</th>${texts.map((text) => `<td>${text}</td>`).join('')}</tr>`;
  });
  return `<div class="scroll" role="region" aria-label="${escapeHtml(label)}" tabindex="0">
<table>
<thead>
<tr>${heads.join('')}</tr>
</thead>
<tbody>
${lines.join('\n')}
</tbody>
</table>
</div>`;
}
