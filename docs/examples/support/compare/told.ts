import type { Results } from '../out/results.ts';
import type { Table } from '../page/sheet.ts';

/** All that one question comes to. */
export interface Told extends Results {
  readonly tables: readonly Table[];
  /** In a line. */
  readonly verdict: string;
  /** In sentences, for somebody who reads no tables. */
  readonly words: readonly string[];
}
