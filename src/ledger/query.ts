export { isSource, ledger, type OpenedSource, openSource, type SubscriptionSource, zoneOfSource } from './ledger.ts';
export { type CompiledLedger, compile } from './levels/compile.ts';
export type { Amounts, RationalSteps, Steps } from './levels/levels.ts';
export { openEnd, rowOfSpan } from './levels/paid-spans.ts';
export { changeOver, levelFrom } from './levels/rational-steps.ts';
export { isReturn, placeOf, stepBefore } from './levels/steps-at.ts';
export { openUntil } from './open-until.ts';
export { type ExchangeTable, exchangeRateAt } from './policy/exchange-rates.ts';
export type { LedgerPolicy, Policy, StatementPolicy } from './policy/policy.ts';
export {
  checkPolicy,
  type LedgerRules,
  ledgerOptions,
  ledgerRules,
  type Option,
  optionNames,
  policyNames,
  type StatementRules,
  statementOptions,
  statementRules,
} from './policy/read-policy.ts';
export { type Cycle, cycleLength, cycleName, cycleOf } from './rows/billing-cycle.ts';
export { type InstantTable, instantTable } from './rows/instant-codes.ts';
export { monthlyPrice, readDiscount, timesPerMonth } from './rows/monthly-price.ts';
export type { PriceBasis } from './rows/price-list.ts';
export { type ReadRows, readRows, type Trial } from './rows/read-rows.ts';
export type { BillingInterval, Discount, Interruption, Subscription } from './rows/subscription.ts';
