/** How a file is written and what its columns mean, where the person at the keyboard says so; what is not said is found out. */
export interface Choices {
  readonly delimiter?: string | undefined;
  readonly encoding?: Encoding | undefined;
  /** Numbers by an example. */
  readonly numbers?: Numbers | undefined;
  readonly dates?: Dates | undefined;
  /** The line that the header is on. */
  readonly headerLine?: number | undefined;
  /** Rows such as 'Summe': left out, or rows like all others. */
  readonly totals?: 'leave-out' | 'keep' | undefined;
  /** Columns that are not used although their names say something else. */
  readonly ignored: readonly string[];
  /** The column of a field, by the name of its flag. */
  readonly columns: ReadonlyMap<string, string>;
  readonly timeZone: string;
  /** How the command line names a column for a field. Default: a flag of the name of the field. */
  readonly flagFor?: ((field: string, column: string) => string) | undefined;
}

export function flagFor({ flagFor: own }: Choices, field: string, column: string): string {
  return own === undefined ? `--${field} ${column}` : own(field, column);
}

export const encodings = ['utf-8', 'windows-1252', 'utf-16le', 'utf-16be'] as const;
export type Encoding = (typeof encodings)[number];
export const numberStyles = ['1,234.56', '1.234,56'] as const;
export type Numbers = (typeof numberStyles)[number];
export const dateStyles = ['day-first', 'month-first'] as const;
export type Dates = (typeof dateStyles)[number];

/** A file as it lies on a disk, in a form field or in a test. */
export interface FileBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** How it is known to be written, where a program wrote it. */
  readonly written?: Pick<Choices, 'delimiter' | 'numbers'>;
}

/** What is asked for, and else what is known. */
export function choicesFor<Own extends Choices>({ written }: FileBytes, choices: Own): Own {
  if (written === undefined) return choices;
  return { ...choices, delimiter: written.delimiter, numbers: choices.numbers ?? written.numbers };
}

/** Where files come from: a disk, or a page that they were dropped on. */
export type ReadFile = <Own extends Choices, Found extends { readonly rows: readonly unknown[] }>(
  file: string,
  choices: Own,
  read: (file: FileBytes, choices: Own) => Found,
) => Promise<Found>;
