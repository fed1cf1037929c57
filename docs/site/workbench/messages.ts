import type { Language } from '../../examples/support/language/language.ts';
import type { FileNames, OpenKind, ProgramName } from './controls.ts';

/** A file that was dropped. */
export interface GivenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What the page asks its worker for. What is asked about a bar, or to be saved, is about the last `show`. */
export type Ask =
  /** `kind`: what the file is; nothing where it has to say so itself. */
  | { readonly ask: 'open'; readonly file: GivenFile; readonly kind: OpenKind | undefined }
  | { readonly ask: 'close'; readonly kind: OpenKind }
  /** What a file is after all. */
  | { readonly ask: 'take'; readonly kind: OpenKind; readonly as: OpenKind }
  | {
      readonly ask: 'show';
      readonly program: ProgramName;
      readonly args: readonly string[];
      readonly language: Language;
    }
  /** `bar`: its place among those shown. */
  | { readonly ask: 'customers'; readonly bar: number }
  | { readonly ask: 'export'; readonly what: ExportName };

/** What there is to save; a picture is taken by its name, as SVG, rows by that of their list. */
export type ExportName =
  | 'csv'
  | 'markdown'
  | 'html'
  | 'script'
  | 'model'
  | { readonly rows: string }
  | { readonly picture: string };

export interface Shown {
  /** What was read, line by line. */
  readonly description: readonly string[];
  /** The sheet, as markup. */
  readonly markup: string;
  readonly rowCount: number;
  readonly bars: readonly Bar[];
  readonly pictures: readonly { readonly name: string; readonly title: string }[];
  /** The lists of rows that a script reads. */
  readonly lists: readonly string[];
  /** Whether there is a health model to save. */
  readonly hasModel: boolean;
}

/** What there is to drill down to. */
export interface Bar {
  /** What its mark says when it is pointed at, up to the colon. */
  readonly says: string;
  /** The pictures that have it, by their names. */
  readonly pictures: readonly string[];
  /** What it is listed under, where there are many. */
  readonly group?: string;
}

export interface Customers {
  readonly title: string;
  readonly count: number;
  /** A table, as markup. */
  readonly markup: string;
  readonly csv: string;
}

export interface FileOut {
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

/** The files that are open, by what is in them; none: the samples are shown. */
export interface Open {
  readonly names: FileNames;
  /** What the last file is. */
  readonly kind: OpenKind | undefined;
}

export interface Answers {
  readonly open: Open;
  readonly close: Open;
  readonly take: Open;
  readonly show: Shown;
  readonly customers: Customers;
  readonly export: FileOut;
}

export type Stage = 'reading' | 'checking' | 'computing' | 'drawing';

/** `failure`: what the person at the keyboard can put right. */
export type Reply =
  | { readonly id: number; readonly stage: Stage }
  | { readonly id: number; readonly answer: Answers[keyof Answers] }
  | { readonly id: number; readonly failure: string };
