import type { PlainText } from '../../language/language.ts';
import type { Raw } from '../cells/cells.ts';
import type { LedgerField } from '../columns/fields.ts';
import { plainName } from '../columns/header.ts';
import type { LedgerRow } from '../ledger/ledger-row.ts';

/** Why a record of an export is no subscription. */
export const leftOutReasons = [
  '{count} of the sandbox',
  '{count} trials',
  '{count} shared in a family',
  '{count} purchases that do not renew',
  '{count} paused since their trial',
] as const;

/** A cell of the record at hand, by the name of its column. */
export type CellOf = (name: string) => string | undefined;

/** A file of subscriptions whose columns a billing system has published. Its times are in UTC. */
export interface Export {
  readonly name: string;
  readonly words: PlainText;
  /** Columns that no other system has together; of those in a list one is enough. */
  readonly needs: readonly (string | readonly string[])[];
  /** The columns of each field, of which the first one present counts. */
  readonly columns: Readonly<Partial<Record<LedgerField, readonly string[]>>>;
  /** Completes a record from its other columns, and says why one is no subscription. */
  readonly amend?: (raw: Raw<LedgerField>, cell: CellOf) => (typeof leftOutReasons)[number] | undefined;
  /** What the rows of one subscription say of each other. */
  readonly join?: (rows: readonly LedgerRow[]) => readonly LedgerRow[];
  /** What a column tells that the figures cannot take in. */
  readonly remarks?: (records: readonly CellOf[]) => readonly string[];
  readonly cannotTell: PlainText;
}

/** The system that a header is from, or nothing. */
export function exportOf(known: readonly Export[], header: readonly string[]): Export | undefined {
  const names = new Set(header.map(exportName));
  const has = (need: string | readonly string[]) => [need].flat().some((name) => names.has(exportName(name)));
  return known.find(({ needs }) => needs.every(has));
}

/** Without case, blanks and punctuation, but with what stands in brackets. */
export function exportName(name: string): string {
  return plainName(name);
}

/** The columns of the header that hold the fields. */
export function publishedColumns({ columns }: Export, header: readonly string[]): Map<LedgerField, string> {
  const found = new Map<LedgerField, string>();
  for (const [flag, names] of Object.entries(columns) as [LedgerField, readonly string[]][]) {
    const present = names
      .map((name) => header.find((column) => exportName(column) === exportName(name)))
      .find((column) => column !== undefined);
    if (present !== undefined) found.set(flag, present);
  }
  return found;
}
