export {
  type CustomerMovementKind,
  type CustomerMovementOptions,
  type CustomerMrrMovement,
  mrrMovementsByCustomer,
} from './by-customer/mrr-movements-by-customer.ts';
export type { ContractionCauses, ExpansionCauses } from './by-key/cause-names.ts';
export { type MrrMovementsByKey, mrrMovementsBy } from './by-key/mrr-movements-by.ts';
export { type CustomerMovements, customerMovements } from './customer-movements.ts';
export { mrrMovements } from './mrr-movements.ts';
export { mergeMovements } from './statement/merge-movements.ts';
export type { MrrMovements, MrrTermName } from './statement/mrr-statement.ts';
export { roundMovements } from './statement/round-movements.ts';
export type { CustomerTerms, MrrGainsAndLosses, MrrTerms } from './statement/terms.ts';
export type { MovementKind } from './walk/kinds.ts';
