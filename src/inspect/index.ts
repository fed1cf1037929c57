export type { CurrencyCounts } from './currencies.ts';
export type { Finding, FindingKind } from './finding.ts';
export { inspectLedger, type LedgerInspection } from './inspect-ledger.ts';
export type { Refusal } from './refusals.ts';
