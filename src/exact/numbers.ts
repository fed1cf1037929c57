import { ofNumber } from './decimal-text.ts';
import { add, compare, multiply, type Rational, subtract } from './rational.ts';
import { toNumber } from './to-number.ts';

/** What a formula is written in, so that it can be worked out in more than one kind of number. */
export interface Numbers<T> {
  of(value: Rational): T;
  /** The decimal that a finite number prints as. */
  ofNumber(value: number): T;
  add(a: T, b: T): T;
  subtract(a: T, b: T): T;
  multiply(a: T, b: T): T;
  /** Below, at or above 0, as `a` is below, at or above `b`. */
  compare(a: T, b: T): number;
  /** The double nearest to `a` / `b`, for `b` above 0. */
  quotient(a: T, b: T): number;
}

/** Always right. */
export const rationals: Numbers<Rational> = {
  of: (value) => value,
  ofNumber,
  add,
  subtract,
  multiply,
  compare,
  quotient: (a, b) => toNumber({ n: a.n * b.d, d: a.d * b.n }),
};
