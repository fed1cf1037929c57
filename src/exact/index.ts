export { ofNumber, parseDecimal } from './decimal-text.ts';
export {
  absolute,
  add,
  compare,
  divide,
  greatestCommonDivisor,
  multiply,
  negated,
  one,
  type Rational,
  reduce,
  subtract,
  zero,
} from './rational.ts';
export { type KeyedSums, keyedSums, sum } from './sum.ts';
export { isInRange, nearestDouble, toNumber } from './to-number.ts';
