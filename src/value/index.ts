export { cacPaybackMonths, type PaybackTerms } from './cac-payback-months.ts';
export type { ChurnTerms } from './churn-terms.ts';
export { type AcquisitionSpend, type AcquisitionTerms, customerAcquisitionCost } from './customer-acquisition-cost.ts';
export { customerLifetime } from './customer-lifetime.ts';
export { customerLifetimeValue, type LifetimeTerms } from './customer-lifetime-value.ts';
export { type LtvSensitivityRow, ltvSensitivity } from './ltv-sensitivity.ts';
export { type LtvToCacTerms, ltvToCac } from './ltv-to-cac.ts';
export { type RealizedLifetimeValue, realizedLifetimeValue } from './realized-lifetime-value.ts';
