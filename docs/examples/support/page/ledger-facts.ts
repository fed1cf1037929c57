import type { Policy } from 'tenure';
import { settingTexts } from '../flags/settings.ts';
import { count } from '../language/formats.ts';
import { say } from '../language/language.ts';
import type { Facts } from './sheet.ts';

/** A ledger, as a reader of a page knows it. */
export interface LedgerRead {
  readonly name: string;
  readonly rowCount: number;
  /** How the file was read, and what it does not tell. */
  readonly notes: readonly string[];
  /** The definitions that are not the library's defaults. */
  readonly settings?: readonly string[];
}

export function ledgerFacts({ name, rowCount, notes }: LedgerRead): Facts {
  return [
    [say('Ledger'), say('{name}, {rows} rows', { name, rows: count(rowCount) })],
    ...(notes.length === 0 ? [] : [[say('Read'), notes.join('; ')] as const]),
  ];
}

/** The library's defaults in words, or which of them are changed. */
export function definitionFact({ settings = [] }: LedgerRead, defaults: string): Facts[number] {
  const changed = say('the defaults of the library, with {options}', { options: settings.join(', ') });
  return [say('Definition'), settings.length === 0 ? defaults : changed];
}

/** The same of a file: its name without its folder. */
export function ledgerRead(
  source: { readonly file: string; readonly rows: readonly unknown[]; readonly notes: readonly string[] },
  settings: Policy = {},
): LedgerRead {
  const { file, rows, notes } = source;
  return {
    name: file.split(/[\\/]/).at(-1) ?? '',
    rowCount: rows.length,
    notes,
    settings: settingTexts(settings),
  };
}
