import { escapeHtml } from './html.ts';
import type { Table, TableColumn } from './sheet.ts';

/** Longer names break into lines, so that they leave room for the figures. */
const longName = 24;
/** More columns than fit on a page of paper are cut into parts, each with the names of its rows. */
const mostColumns = 24;

export function htmlTable(table: Table): string {
  const { columns, rows } = table;
  const names = columns.filter(
    ({ left }, index) => index === 0 || (index === 1 && !left && columns.length > mostColumns),
  );
  const others = columns.length - names.length;
  const parts = Math.ceil(others / mostColumns);
  if (parts <= 1) return oneTable(table.title, columns, rows);
  const each = Math.ceil(others / parts);
  return Array.from({ length: parts }, (_, part) => {
    const from = names.length + part * each;
    const cut = <Cell>(cells: readonly Cell[]) => [...cells.slice(0, names.length), ...cells.slice(from, from + each)];
    return oneTable(
      `${table.title}, ${part + 1} / ${parts}`,
      cut(columns),
      rows.map(cut).filter(hasFigures(names.length)),
    );
  }).join('\n');
}

/** The youngest cohorts have nothing to say of the greatest ages. */
function hasFigures(names: number): (cells: readonly string[]) => boolean {
  return (cells) => cells.slice(names).some((cell) => cell !== '');
}

/** From so many columns of texts on, a row has no room on a phone: there it is a list of its cells, each with the title of its column. */
const wordy = 3;

function oneTable(label: string, columns: readonly TableColumn[], rows: Table['rows']): string {
  const isTitled = columns.some(({ title }) => title !== '');
  const isWordy = isTitled && columns.slice(1).filter(({ left }) => left).length >= wordy;
  // Where rows are drawn as lists, a browser takes a table for no table any more.
  const role = (name: string) => (isWordy ? ` role="${name}"` : '');
  const lines = rows.map(([name = '', ...texts]) => {
    const wraps = name.length > longName ? ' class="long"' : '';
    const cells = texts.map((text, index) => {
      const title = isWordy ? ` data-title="${escapeHtml(columns[index + 1]?.title ?? '')}"` : '';
      return `<td${role('cell')}${leftClass(columns[index + 1])}${title}>${escapeHtml(text)}</td>`;
    });
    return `<tr${role('row')}><th${role('rowheader')} scope="row"${wraps}>${escapeHtml(name)}</th>${cells.join('')}</tr>`;
  });
  const kind = columns.length > 14 ? ' class="dense"' : isWordy ? ' class="wordy"' : '';
  return `<div class="scroll" role="region" aria-label="${escapeHtml(label)}" tabindex="0">
<table${role('table')}${kind}>
${isTitled ? `<thead>\n${heads(columns)}\n</thead>\n` : ''}<tbody>
${lines.join('\n')}
</tbody>
</table>
</div>`;
}

function leftClass(column: TableColumn | undefined): string {
  return column?.left ? ' class="text"' : '';
}

/** One line of titles, or two where columns stand in groups. */
function heads(columns: readonly TableColumn[]): string {
  const isGrouped = columns.some(({ group }) => group !== undefined);
  const cell = (column: TableColumn, rows = '') =>
    `<th${rows} scope="col"${leftClass(column)}>${escapeHtml(column.title)}</th>`;
  if (!isGrouped) return `<tr>${columns.map((column) => cell(column)).join('')}</tr>`;
  const first = columns.map((column, index) => {
    if (column.group === undefined) return cell(column, ' rowspan="2"');
    if (columns[index - 1]?.group === column.group) return '';
    const span = columns.filter(({ group }) => group === column.group).length;
    return `<th colspan="${span}" scope="colgroup">${escapeHtml(column.group)}</th>`;
  });
  const second = columns.filter(({ group }) => group !== undefined).map((column) => cell(column));
  return `<tr>${first.join('')}</tr>\n<tr>${second.join('')}</tr>`;
}
