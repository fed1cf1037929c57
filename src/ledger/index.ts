export type { RowOfColumns, SubscriptionColumns, UnpricedColumns } from './columns/column-fields.ts';
export { type LedgerBuilder, ledgerBuilder } from './columns/ledger-builder.ts';
export { ledgerFromColumns } from './columns/ledger-from-columns.ts';
export { type ColumnsOf, subscriptionColumns } from './columns/subscription-columns.ts';
export { ledger } from './ledger.ts';
export type { Ledger, SubscriptionSource } from './open-source.ts';
export type { ExchangeRates, LedgerPolicy, Policy, StatementPolicy } from './policy/policy.ts';
export type {
  BillingInterval,
  Discount,
  Interruption,
  Subscription,
  UnpricedSubscription,
} from './rows/subscription.ts';
