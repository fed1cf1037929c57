import type { TextColumn } from '../column-table.ts';
import { escapeHtml } from './html.ts';

/** The first column names the row. */
export function htmlTable<Row>(label: string, columns: readonly TextColumn<Row>[], rows: readonly Row[]): string {
  const heads = columns.map(
    ({ title, left }) => `<th scope="col"${left ? ' class="name"' : ''}>${escapeHtml(title)}</th>`,
  );
  const lines = rows.map((row) => {
    const [name = '', ...texts] = columns.map(({ text }) => escapeHtml(text(row)));
    return `<tr><th scope="row">${name}</th>${texts.map((text) => `<td>${text}</td>`).join('')}</tr>`;
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
