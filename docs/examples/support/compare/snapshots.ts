import { compareLedgers, type LedgerComparison, ledger, type Period, type Policy } from 'tenure';
import { explaining } from '../open/explain.ts';
import { knownLedger } from '../open/known-ledger.ts';
import type { LedgerBook } from '../open/ledger-book.ts';
import { ledgerKind } from '../read/columns/fields.ts';
import type { LedgerFile } from '../read/ledger/read-ledger.ts';

/** A period by the rows of then and by those of now; what lies ahead has happened in neither. */
export function comparedSnapshots(
  before: LedgerFile,
  { known, asOf, policy }: LedgerBook,
  period: Period,
  definition: Policy = {},
): LedgerComparison {
  const { fields } = ledgerKind;
  const { timeZone = 'UTC' } = policy;
  // All rows, by their places in the file.
  explaining('subscriptions', before, fields, () => ledger(before.rows, policy));
  const then = knownLedger(before.rows, asOf.instant, timeZone);
  return explaining('before', before, fields, () => compareLedgers(then, known, period, { ...policy, ...definition }));
}
