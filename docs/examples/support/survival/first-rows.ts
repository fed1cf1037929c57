import { instants } from '../open/instants.ts';
import type { LedgerRow } from '../read/ledger/ledger-row.ts';

/** Of each customer, the row that starts first: what it began with. */
export function firstRows(rows: readonly LedgerRow[], timeZone: string): Map<string, LedgerRow> {
  const instantOf = instants(timeZone);
  const first = new Map<string, LedgerRow>();
  for (const row of rows) {
    const known = first.get(String(row.customerId));
    if (known === undefined || instantOf(row.start) < instantOf(known.start)) first.set(String(row.customerId), row);
  }
  return first;
}
