import { fileURLToPath } from 'node:url';
import { type Ledger, ledger } from 'tenure';
import { readCommandLine } from '../../docs/examples/support/flags/ledger-flags.ts';
import { readLedger } from '../../docs/examples/support/open/open-ledger.ts';
import type { LedgerRow } from '../../docs/examples/support/read/ledger/ledger-row.ts';

const file = fileURLToPath(new URL('../../docs/examples/data/sample-ledger.csv', import.meta.url));

/** The sample ledger as the examples read it, for the library to answer the same questions in the tests. */
export async function sample(): Promise<{ rows: readonly LedgerRow[]; book: Ledger }> {
  const { rows } = await readLedger(file, readCommandLine([], []).ledger, { report: () => {}, end: () => {} });
  return { rows, book: ledger(rows) };
}
