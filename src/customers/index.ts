export { customerChurnRate } from './customer-churn-rate.ts';
export { customerCount } from './customer-count.ts';
export { customerRetentionRate } from './customer-retention-rate.ts';
