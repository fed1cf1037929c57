export { customerChurnRateOf } from './customer-churn-rate.ts';
export { customerRetentionRateOf } from './customer-retention-rate.ts';
export { type Contracts, contractsOf, type RunningTime } from './renewals/contracts.ts';
export { dueDates } from './renewals/due-dates.ts';
