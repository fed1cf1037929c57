export type { RowOfColumns, SubscriptionColumns, UnpricedColumns } from './columns/column-fields.ts';
export { type LedgerBuilder, ledgerBuilder } from './columns/ledger-builder.ts';
export { ledgerFromColumns } from './columns/ledger-from-columns.ts';
export { type ColumnsOf, subscriptionColumns } from './columns/subscription-columns.ts';
export { ledger } from './ledger.ts';
export type { Ledger, SubscriptionSource } from './open-source.ts';
export type { ExchangeRates, LedgerPolicy, Policy, StatementPolicy } from './policy/policy.ts';
export { type CustomerMerge, mergeCustomers } from './prepare/merge-customers.ts';
export { type NetCreditsOptions, type NettedRows, netCredits, type UnmatchedCredit } from './prepare/net-credits.ts';
export type {
  BillingInterval,
  Discount,
  Interruption,
  Subscription,
  UnpricedSubscription,
} from './rows/subscription.ts';
