export { countsByCustomer, countsByEntity, noCounts } from './by-customer/counts-by-customer.ts';
export { type EntityMovement, entityMovements } from './by-customer/entity-movements.ts';
export { byName, nameOf, order } from './by-customer/entity-name.ts';
export { combineTerms, type ExactTerms, noTerms, termsByCustomer } from './by-customer/terms-by-customer.ts';
export { causeFields, causeNames } from './by-key/cause-names.ts';
export { type BridgeOfKey, bridgeTermNames, keyBridges, keyStatements } from './by-key/mrr-movements-by.ts';
export { amountsBy, type RunningSpans, runningSpans } from './by-key/running-spans.ts';
export { customerStatement } from './customer-movements.ts';
export { mrrMovements } from './mrr-movements.ts';
export { type At, readAt, statesAt } from './state.ts';
export {
  type MrrMovements,
  type MrrTermName,
  mrrStatement,
  mrrTermNames,
} from './statement/mrr-statement.ts';
export { customerRateInput, mrrRateInput, type RateArguments } from './statement/rate-of-terms.ts';
export {
  type CustomerTerms,
  type ExactCustomerTerms,
  type ExactMrrTerms,
  exactCustomers,
  footOf,
  type MrrGainsAndLosses,
  type MrrTerms,
  readGainsAndLosses,
} from './statement/terms.ts';
export { type CustomerTotals, type MrrTotals, type PeriodTotals, totalsOf } from './statement/totals.ts';
export { kinds } from './walk/kinds.ts';
export { exchangeInstants, exchangeRateOf, inReportingCurrency } from './walk/reporting-currency.ts';
export { amountsOfStep, levelBefore, stepsOfEntity } from './walk/step-amounts.ts';
export { type Booking, bookingOf, endOfChange } from './walk/tracks.ts';
