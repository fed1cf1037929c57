export { arpaOf } from './arpa.ts';
export { annual } from './arr.ts';
export { grossMrrChurnRateOf } from './gross-mrr-churn-rate.ts';
export { grossRevenueRetentionOf } from './gross-revenue-retention.ts';
export { mrrGrowthRateOf } from './mrr-growth-rate.ts';
export { netMrrChurnRateOf } from './net-mrr-churn-rate.ts';
export { netRevenueRetentionOf } from './net-revenue-retention.ts';
export { quickRatioOf } from './quick-ratio.ts';
export { grossRetained, netRetained } from './retained.ts';
