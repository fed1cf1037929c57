export { type ChurnBreakdownRow, churnBreakdown } from './churn-breakdown.ts';
export { customerChurnRate } from './customer-churn-rate.ts';
export { customerCount } from './customer-count.ts';
export { customerRetentionRate } from './customer-retention-rate.ts';
export { involuntaryChurnRate } from './involuntary-churn-rate.ts';
export type { DueDateOptions } from './renewals/due-date-options.ts';
export type { RatioWithUndecided } from './renewals/outcomes.ts';
export { type RenewalOptions, renewalRate } from './renewals/renewal-rate.ts';
export {
  type RevenueRenewalOptions,
  type RevenueRenewalRate,
  revenueRenewalRate,
} from './renewals/revenue-renewal-rate.ts';
export { type TrialConversionOptions, trialConversionRate } from './trials/trial-conversion-rate.ts';
export { type WinBackOptions, winBackRate } from './win-back-rate.ts';
