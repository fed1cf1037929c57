export { convertRate, type RateLength, type RateUnit } from './convert-rate.ts';
export { mergeRatios } from './merge-ratios.ts';
export type { Ratio } from './ratio.ts';
