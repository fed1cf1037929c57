export { type CustomerMovements, customerMovements, customerStatement } from './customer-movements.ts';
export type { MovementKind } from './kinds.ts';
export { type MrrMovements, mrrMovements, mrrStatement } from './mrr-movements.ts';
export { type CustomerMrrMovement, mrrMovementsByCustomer } from './mrr-movements-by-customer.ts';
export { customerRate, mrrRate } from './rate.ts';
export { type LedgerState, stateAt } from './state.ts';
export type { CustomerTerms, ExactCustomerTerms, ExactMrrTerms, MrrTerms } from './terms.ts';
export { type PeriodTotals, statementOf, statements } from './totals.ts';
