export { breakdown, type ChurnGroup, churnsByKey } from './churn-breakdown.ts';
export { churnedOf, customerChurnDenominator, customerChurnRateOf } from './customer-churn-rate.ts';
export { customerRetentionRateOf } from './customer-retention-rate.ts';
export { type Contracts, contractsOf, type RunningTime } from './renewals/contracts.ts';
export { dueDateNames } from './renewals/due-date-options.ts';
export { dueDates } from './renewals/due-dates.ts';
export { openContracts } from './renewals/open-contracts.ts';
export { renewalSumsIn, revenueRates } from './renewals/revenue-renewal-rate.ts';
