import { gap, leftAligned, rightAligned } from './align.ts';

export interface TextColumn<Row> {
  readonly title: string;
  readonly text: (row: Row) => string;
  /** Names stand on the left, figures on the right. */
  readonly left?: true;
}

/** A line of titles, a rule, and a line for each row. */
export function columnTable<Row>(columns: readonly TextColumn<Row>[], rows: readonly Row[]): string {
  const cells = columns.map(({ title, text, left }) => {
    const texts = [title, ...rows.map(text)];
    return left ? leftAligned(texts) : rightAligned(texts);
  });
  const lines = [-1, ...rows.keys()].map((row) => cells.map((column) => column[row + 1]).join(gap));
  const [titles = '', ...body] = lines;
  return [titles, '-'.repeat(titles.length), ...body].map((line) => line.trimEnd()).join('\n');
}
