export type { InstantColumn, NumberColumn } from '../columns/column-rows.ts';
export type { LedgerFinding, LedgerFindingKind } from './inspect-findings.ts';
export { inspectLedger, type LedgerInspection } from './inspect-ledger.ts';
export type { LedgerRefusal } from './inspect-rows.ts';
export { type Ledger, ledger, type SubscriptionSource } from './ledger.ts';
export { type LedgerBuilder, ledgerBuilder } from './ledger-builder.ts';
export { ledgerFromColumns, type SubscriptionColumns } from './ledger-from-columns.ts';
export type { ExchangeRates, LedgerPolicy, Policy, StatementPolicy } from './policy.ts';
export type { BillingInterval, Discount, Interruption, Subscription } from './subscription.ts';
