export { ofNumber, parseDecimal } from './decimal-text.ts';
export {
  add,
  compare,
  divide,
  greatestCommonDivisor,
  multiply,
  one,
  type Rational,
  reduce,
  subtract,
  zero,
} from './rational.ts';
export { isInRange, toNumber } from './to-number.ts';
