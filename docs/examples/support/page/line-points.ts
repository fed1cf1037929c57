import { colorOf, type Kind, type PictureRow } from './picture.ts';

export interface Line {
  readonly kind: Kind;
  readonly shape: 'circle' | 'square';
  readonly width: number;
  readonly value: (row: PictureRow) => number | null;
  /** What a point says when it is pointed at. */
  readonly note: (row: PictureRow) => string;
  readonly target?: number;
}

interface Point {
  readonly period: string;
  readonly color: string;
  readonly shape: Line['shape'];
  readonly width: number;
  readonly value: number;
  readonly complete: boolean;
  readonly note: string;
}

/** The points of a line that have a value; those of a wider line are larger. */
export function points(rows: readonly PictureRow[], line: Line, diameter: number) {
  const size = (diameter + 2 * (line.width - 2)) ** 2;
  return rows.flatMap((row) => pointOf(row, line) ?? []).map((point) => ({ ...point, size }));
}

function pointOf(row: PictureRow, { kind, shape, width, value, note }: Line): Point | undefined {
  const number = value(row);
  if (number === null) return undefined;
  return {
    period: row.period,
    color: colorOf(kind),
    shape,
    width,
    value: number,
    complete: row.complete,
    note: note(row),
  };
}

/** The line in parts, each solid or dashed as a whole: a part ends at a gap, and where the periods begin to be incomplete. */
export function runs(rows: readonly PictureRow[], line: Line) {
  const path: (Point & { readonly run: string })[] = [];
  for (const [index, row] of rows.entries()) {
    const [from, to] = [rows[index - 1], row].map((end) => end && pointOf(end, line));
    if (from === undefined || to === undefined) continue;
    const complete = from.complete && to.complete;
    const last = path.at(-1);
    const continues = last?.period === from.period && last.complete === complete;
    const run = continues ? last.run : `${line.kind} ${to.period}`;
    path.push(...(continues ? [to] : [from, to]).map((point) => ({ ...point, complete, run })));
  }
  return path;
}
