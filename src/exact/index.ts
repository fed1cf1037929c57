export { ofNumber, parseDecimal } from './decimal-text.ts';
export { type Near, nearNumbers, undecided } from './near.ts';
export { type Numbers, rationals } from './numbers.ts';
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
