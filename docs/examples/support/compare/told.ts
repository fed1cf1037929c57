import type { Sheet, Table } from '../page/sheet.ts';

/** All that one question comes to. */
export interface Told {
  readonly tables: readonly Table[];
  /** In a line. */
  readonly verdict: string;
  /** In sentences, for somebody who reads no tables. */
  readonly words: readonly string[];
  readonly rows: readonly object[];
  readonly more: Readonly<Record<string, readonly object[]>>;
  readonly sheet: Sheet;
}
