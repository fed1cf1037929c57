import type { Picture } from '../draw/picture.ts';

/** A column of texts: names stand on the left, figures on the right. */
export interface TableColumn {
  readonly title: string;
  readonly left?: true | undefined;
  /** A heading over this column and those beside it that have the same. */
  readonly group?: string | undefined;
}

export interface TextColumn<Row> extends TableColumn {
  readonly text: (row: Row) => string;
}

/** A table as it is read, on a page, in Markdown or in a terminal. Its first column names the row. */
export interface Table {
  readonly title: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly string[])[];
  /** What its words mean, a sentence or several. */
  readonly notes: readonly string[];
}

export function tableOf<Row>(
  title: string,
  columns: readonly TextColumn<Row>[],
  rows: readonly Row[],
  notes: readonly string[] = [],
): Table {
  return { title, columns, rows: rows.map((row) => columns.map(({ text }) => text(row))), notes };
}

/** Names and texts, without a line of titles. */
export function listOf(title: string, entries: readonly (readonly [name: string, text: string])[]): Table {
  const untitled = { title: '', left: true } as const;
  return { title, columns: [untitled, untitled], rows: entries, notes: [] };
}

/** What a reader must know of the figures, by name. */
export type Facts = readonly (readonly [name: string, text: string])[];

/** All that a program has to say, whatever becomes of it: a page, Markdown, or files of pictures. */
export interface Sheet {
  readonly title: string;
  /** What it is about: the name of a file. */
  readonly subject: string;
  readonly facts: Facts;
  /** What was found in the data that changes what the numbers mean. */
  readonly findings: readonly string[];
  readonly pictures: readonly Picture[];
  readonly tables: readonly Table[];
}
