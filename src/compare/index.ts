export {
  type CloseCheck,
  type CloseCheckOptions,
  checkAgainstClose,
  type MovedCustomer,
  type PeriodCheck,
} from './close/check-against-close.ts';
export {
  type BooksClose,
  type ClosedCustomers,
  type ClosedPeriod,
  type CloseOptions,
  closeBooks,
} from './close/close-books.ts';
export {
  type CustomerPolicyDifference,
  comparePolicies,
  type PolicyCause,
  type PolicyComparison,
} from './compare-policies.ts';
export type { MrrTermValues } from './figures.ts';
export { type PolicyPreset, type PolicyPresetNotes, policies, policyNotes } from './policies.ts';
export {
  type ChangeExplanation,
  type CustomerRateChange,
  type ExplainChangeOptions,
  explainChange,
  type KeyRateChange,
  type PartOfChange,
  type QuotientValues,
} from './rates/explain-change.ts';
export type { PolicyRateCause, PolicyRateComparison } from './rates/policy-rates.ts';
export type { ExplainedRate, RateEffect } from './rates/quotients.ts';
export {
  type CustomerLedgerDifference,
  compareLedgers,
  type LedgerCause,
  type LedgerComparison,
  type RowCause,
} from './snapshots/compare-ledgers.ts';
export type { CustomerRateEffect, LedgerRateCause, LedgerRateComparison } from './snapshots/ledger-rates.ts';
export type { RowChange } from './snapshots/row-switches.ts';
export type { PaidField } from './snapshots/row-texts.ts';
