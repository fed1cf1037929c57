export { quotientOf, type Ratio, ratio, ratioOf } from './ratio.ts';
export { readFraction } from './read-fraction.ts';
