export { normalQuantile } from './normal-quantile.ts';
export { type RatioInterval, ratioInterval } from './ratio-interval.ts';
