export type { AreaUnderCurve } from './auc.ts';
export type { Distribution } from './distribution.ts';
export { type Difference, rateDifference } from './rate-difference.ts';
export { type RatioInterval, ratioInterval } from './ratio-interval.ts';
