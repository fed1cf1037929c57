export { type CustomerMovements, customerMovements } from './customer-movements.ts';
export type { MovementKind } from './kinds.ts';
export { type MrrMovements, mrrMovements } from './mrr-movements.ts';
export { type CustomerMrrMovement, mrrMovementsByCustomer } from './mrr-movements-by-customer.ts';
export type { CustomerTerms, MrrTerms } from './terms.ts';
