import { count } from '../language/formats.ts';
import { say } from '../language/language.ts';
import type { Facts } from './sheet.ts';

/** A ledger, as a reader of a page knows it. */
export interface LedgerRead {
  readonly name: string;
  readonly rowCount: number;
  /** How the file was read, and what it does not tell. */
  readonly notes: readonly string[];
}

export function ledgerFacts({ name, rowCount, notes }: LedgerRead): Facts {
  return [
    [say('Ledger'), say('{name}, {rows} rows', { name, rows: count(rowCount) })],
    ...(notes.length === 0 ? [] : [[say('Read'), notes.join('; ')] as const]),
  ];
}

/** The same of a file: its name without its folder. */
export function ledgerRead(source: {
  readonly file: string;
  readonly rows: readonly unknown[];
  readonly notes: readonly string[];
}): LedgerRead {
  return { name: source.file.split(/[\\/]/).at(-1) ?? '', rowCount: source.rows.length, notes: source.notes };
}
