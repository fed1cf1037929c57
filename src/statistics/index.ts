export { type RatioInterval, ratioInterval } from './ratio-interval.ts';
