import type { Table } from '../page/sheet.ts';
import { gap, leftAligned, rightAligned } from './align.ts';

/** A table in a terminal: as many groups of its columns beside each other as there is room for. */
export function textTable(table: Table, width: number): string {
  const { columns, rows } = table;
  const groups = [...new Set(columns.flatMap(({ group }) => group ?? []))];
  const blocks: { readonly groups: readonly string[]; readonly text: string }[] = [];
  const alignedOf = (chosen: readonly string[]) => {
    const places = [...columns.keys()].filter((place) => {
      const group = columns[place]?.group;
      return group === undefined || chosen.includes(group);
    });
    const pick = <Cell>(cells: readonly Cell[]) => places.map((place) => cells[place] as Cell);
    return aligned({ ...table, columns: pick(columns), rows: rows.map(pick) });
  };
  for (const group of groups) {
    const last = blocks.at(-1);
    const both = [...(last?.groups ?? []), group];
    const text = alignedOf(both);
    if (last !== undefined && widthOf(text) <= width) blocks[blocks.length - 1] = { groups: both, text };
    else blocks.push({ groups: [group], text: alignedOf([group]) });
  }
  return blocks.length === 0 ? aligned(table) : blocks.map(({ text }) => text).join('\n\n');
}

function widthOf(text: string): number {
  return Math.max(...text.split('\n').map(({ length }) => length));
}

function aligned({ columns, rows }: Table): string {
  const cells = columns.map(({ title, left }, index) => {
    const texts = [title, ...rows.map((row) => row[index] ?? '')];
    return left ? leftAligned(texts) : rightAligned(texts);
  });
  const lines = [-1, ...rows.keys()].map((row) => cells.map((column) => column[row + 1]).join(gap));
  const [titles = '', ...body] = lines;
  const groups = groupLine(
    columns,
    cells.map(([title = '']) => title.length),
  );
  return [...groups, titles, '-'.repeat(titles.length), ...body].map((line) => line.trimEnd()).join('\n');
}

/** 'MRR ------   Customers ---', each over its columns; nothing where there are no groups. */
function groupLine(columns: Table['columns'], widths: readonly number[]): string[] {
  if (columns.every(({ group }) => group === undefined)) return [];
  const parts: string[] = [];
  for (let from = 0, to = 0; from < columns.length; from = to) {
    const group = columns[from]?.group;
    for (to = from + 1; to < columns.length && group !== undefined && columns[to]?.group === group; ) to += 1;
    const width = widths.slice(from, to).reduce((sum, own) => sum + own + gap.length, -gap.length);
    parts.push(group === undefined ? ' '.repeat(width) : `${group} `.padEnd(width, '-'));
  }
  return [parts.join(gap)];
}
