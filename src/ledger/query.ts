export { ledger } from './ledger.ts';
export { type CompiledLedger, compile } from './levels/compile.ts';
export type { Amounts, Steps } from './levels/levels.ts';
export { openEnd, rowOf } from './levels/paid-spans.ts';
export { changeOver, levelFrom } from './levels/rational-steps.ts';
export { isReturn, placeOf, stepBefore } from './levels/steps-at.ts';
export {
  checkPriced,
  checkSource,
  isSource,
  ledgerGiven,
  type OpenedSource,
  openAlike,
  openPeriods,
  openSource,
  openUntil,
  type SubscriptionSource,
} from './open-source.ts';
export { type ExchangeTable, exchangeRateAt } from './policy/exchange-rates.ts';
export {
  type LedgerPolicy,
  ledgerOptions,
  type Option,
  type Policy,
  type StatementPolicy,
  statementOptions,
} from './policy/policy.ts';
export {
  checkPolicy,
  definitionsOf,
  type LedgerRules,
  ledgerRules,
  optionNames,
  policyNames,
  policyText,
  type StatementRules,
  statementRules,
} from './policy/read-policy.ts';
export { type Cycle, cycleLength, cycleName, cycleOf } from './rows/billing-cycle.ts';
export { type FieldKind, fieldNames, fieldsOfKind, type SubscriptionField, subscriptionFields } from './rows/fields.ts';
export { monthlyPrice, readDiscount, timesPerMonth } from './rows/monthly-price.ts';
export type { Billing } from './rows/price-list.ts';
export { type ReadRows, type RowReader, readRow, readRows, rowReader, rowsRead } from './rows/read-rows.ts';
export { refuseLink } from './rows/replaced.ts';
export type { BillingInterval, Discount, Interruption, Subscription } from './rows/subscription.ts';
export type { Trial } from './rows/unsettled.ts';
