import type { Sheet } from '../page/sheet.ts';

/** What a program found out, before it is written anywhere. */
export interface Results {
  /** Every figure, for a CSV. */
  readonly rows: readonly object[];
  /** Further tables of figures, by the ending of their file: 'by-plan'. */
  readonly more?: Readonly<Record<string, readonly object[]>>;
  readonly sheet: Sheet;
}
