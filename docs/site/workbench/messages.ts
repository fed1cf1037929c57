import type { Language } from '../../examples/support/language/language.ts';
import type { ProgramName } from './controls.ts';

/** A file that was dropped; nothing for the sample. */
export interface GivenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What the page asks its worker for. Everything is asked about the file, the program and the command line of the last `show`. */
export type Ask =
  | { readonly ask: 'open'; readonly file: GivenFile | undefined; readonly rates: GivenFile | undefined }
  | {
      readonly ask: 'show';
      readonly program: ProgramName;
      readonly args: readonly string[];
      readonly language: Language;
    }
  | { readonly ask: 'customers'; readonly of: Drill }
  | { readonly ask: 'export'; readonly what: ExportName };

/** A bar: a movement of a period, or an option of a comparison. */
export type Drill = { readonly period: string; readonly kind: string } | { readonly option: string };

/** What there is to save; a picture is taken by its name, as SVG. */
export type ExportName = 'csv' | 'markdown' | 'html' | 'rows' | 'script' | { readonly picture: string };

export interface Shown {
  /** What was read, line by line. */
  readonly description: readonly string[];
  /** The sheet, as markup. */
  readonly markup: string;
  readonly rowCount: number;
  /** What there is to drill down to. */
  readonly periods: readonly string[];
  readonly bars: readonly Bar[];
  readonly pictures: readonly { readonly name: string; readonly title: string }[];
}

export interface Bar {
  /** What its mark says when it is pointed at, up to the colon. */
  readonly says: string;
  readonly of: Drill;
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

export interface Answers {
  readonly open: undefined;
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
