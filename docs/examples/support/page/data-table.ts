import { grouped } from '../formats.ts';
import { reportColumns } from '../report-columns.ts';
import { escapeHtml } from './html.ts';
import type { PictureRow } from './picture.ts';

/** The columns that the program prints, with groups of thousands. */
export function dataTable(rows: readonly PictureRow[]): string {
  return `<div class="scroll" role="region" aria-label="The figures of each period" tabindex="0">
<table>
<thead>
<tr><th rowspan="2" scope="col">Period</th>${groupCells()}</tr>
<tr>${reportColumns.map(({ title }) => `<th scope="col">${title}</th>`).join('')}</tr>
</thead>
<tbody>
${rows.map(tableRow).join('\n')}
</tbody>
</table>
</div>`;
}

function groupCells(): string {
  return [...new Set(reportColumns.map(({ group }) => group))]
    .map((group) => {
      const span = reportColumns.filter((column) => column.group === group).length;
      return `<th colspan="${span}" scope="colgroup">${group}</th>`;
    })
    .join('');
}

function tableRow(row: PictureRow): string {
  const cells = reportColumns.map(({ text }) => `<td>${grouped(text(row))}</td>`).join('');
  return `<tr><th scope="row">${escapeHtml(row.period)}${row.complete ? '' : ' (incomplete)'}</th>${cells}</tr>`;
}
