export { type Ledger, ledger, type SubscriptionSource } from './ledger.ts';
export type { ExchangeRates, LedgerPolicy, Policy, StatementPolicy } from './policy.ts';
export type { BillingInterval, Discount, Interruption, Subscription } from './subscription.ts';
