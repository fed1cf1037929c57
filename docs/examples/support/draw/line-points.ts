import { colorOf, type Kind } from './colours.ts';
import type { Place } from './picture.ts';

export interface Line<Row extends Place> {
  readonly kind: Kind;
  /** Where two lines of a picture have one colour: what tells them apart. */
  readonly id?: string;
  readonly shape: 'circle' | 'square';
  readonly width: number;
  readonly value: (row: Row) => number | null;
  /** What a point says when it is pointed at. */
  readonly note: (row: Row) => string;
  readonly target?: number;
  /** How sure the value is. */
  readonly range?: (row: Row) => readonly [number, number] | null;
}

interface Point {
  readonly period: string;
  readonly color: string;
  readonly shape: Line<Place>['shape'];
  readonly width: number;
  readonly value: number;
  readonly complete: boolean;
  readonly note: string;
}

/** The points of a line that have a value; those of a wider line are larger. */
export function points<Row extends Place>(rows: readonly Row[], line: Line<Row>, diameter: number) {
  const size = (diameter + 2 * (line.width - 2)) ** 2;
  return rows.flatMap((row) => pointOf(row, line) ?? []).map((point) => ({ ...point, size }));
}

function pointOf<Row extends Place>(row: Row, { kind, shape, width, value, note }: Line<Row>): Point | undefined {
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
export function runs<Row extends Place>(rows: readonly Row[], line: Line<Row>) {
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

/** The ranges of a line that has them. */
export function ranges<Row extends Place>(rows: readonly Row[], { kind, range }: Line<Row>) {
  return rows.flatMap((row) => {
    const [lower, upper] = range?.(row) ?? [];
    return lower === undefined ? [] : [{ period: row.period, color: colorOf(kind), lower, upper }];
  });
}
