export type { OddSteps, Steps } from './columns.ts';
export {
  type CompiledLedger,
  isSource,
  type Ledger,
  ledger,
  type OpenedSource,
  openSource,
  type SubscriptionSource,
  zoneOfSource,
} from './ledger.ts';
export type { ExchangeRates, LedgerPolicy, Policy, StatementPolicy } from './policy.ts';
export { checkPolicy, type StatementRules, statementRules } from './read-policy.ts';
export type { BillingInterval, Discount, Interruption, Subscription } from './subscription.ts';
