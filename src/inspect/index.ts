export type { LedgerFinding, LedgerFindingKind } from './findings.ts';
export { inspectLedger, type LedgerInspection } from './inspect-ledger.ts';
export type { LedgerRefusal } from './rows.ts';
