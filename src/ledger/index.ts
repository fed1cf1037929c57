export type { InstantColumn, NumberColumn } from '../table/index.ts';
export { ledger } from './ledger.ts';
export { type LedgerBuilder, ledgerBuilder } from './ledger-builder.ts';
export { ledgerFromColumns, type RowOfColumns, type SubscriptionColumns } from './ledger-from-columns.ts';
export type { Ledger, SubscriptionSource } from './open-source.ts';
export type { ExchangeRates, LedgerPolicy, Policy, StatementPolicy } from './policy/policy.ts';
export type { BillingInterval, Discount, Interruption, Subscription } from './rows/subscription.ts';
