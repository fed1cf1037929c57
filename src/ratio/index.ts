export { convertRate, type RateUnit } from './convert-rate.ts';
export { mergeRatios } from './merge-ratios.ts';
export { complement, type Ratio, ratio, ratioOf } from './ratio.ts';
