import type { LedgerRow } from '../read/ledger/ledger-row.ts';
import { instants } from './instants.ts';

/**
 * What the rows of a ledger tell of the time before `asOf`: rows and trials that lie ahead are left out, and ends that lie ahead are no ends
 * yet. Otherwise the month in which the data was taken would count what is only planned for the rest of it.
 */
export function knownLedger(rows: readonly LedgerRow[], asOf: string, timeZone: string): readonly LedgerRow[] {
  const epochOf = instants(timeZone);
  const cut = epochOf(asOf);
  const lies = (text: unknown) => typeof text === 'string' && epochOf(text) >= cut;
  const known = rows.flatMap((row) => {
    if (lies(row.start) || lies(row.trialEnd)) return [];
    const isPlanned = lies(row.end) || [row.pauses, row.pastDue].some((spans) => spans?.some(hasAhead));
    if (!isPlanned) return [row];
    return [
      { ...row, end: lies(row.end) ? undefined : row.end, pauses: begun(row.pauses), pastDue: begun(row.pastDue) },
    ];
  });
  return known.length === rows.length && known.every((row, index) => row === rows[index]) ? rows : known;

  function hasAhead(span: Span): boolean {
    return lies(span.start) || lies(span.end);
  }

  function begun(spans: LedgerRow['pauses']): LedgerRow['pauses'] {
    return spans?.filter(({ start }) => !lies(start)).map((span) => (lies(span.end) ? { start: span.start } : span));
  }
}

type Span = NonNullable<LedgerRow['pauses']>[number];
