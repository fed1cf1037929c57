export { type CustomerMovements, customerMovements } from './customer-movements.ts';
export type { MovementKind } from './kinds.ts';
export { mergeMovements } from './merge-movements.ts';
export { mrrMovements } from './mrr-movements.ts';
export { type CustomerMrrMovement, mrrMovementsByCustomer } from './mrr-movements-by-customer.ts';
export type { MrrMovements } from './mrr-statement.ts';
export { roundMovements } from './round-movements.ts';
export type { CustomerTerms, MrrTerms } from './terms.ts';
