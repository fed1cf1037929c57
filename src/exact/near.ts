import { ofNumber } from './decimal-text.ts';
import type { Numbers } from './numbers.ts';
import type { Rational } from './rational.ts';
import { nearestDouble } from './to-number.ts';

/** A number that is known exactly, or to about 30 digits: most are doubles, such as whole numbers and what whole numbers come to. */
export type Near = number | Wide;

/** A number within `error` of `hi` + `lo`, of which `hi` is the double nearest to the two. */
interface Wide {
  readonly hi: number;
  readonly lo: number;
  readonly error: number;
}

/** Thrown where the digits that are known do not tell how a number compares or rounds: rationals do. It never leaves the library. */
export const undecided = { reason: 'undecided' } as const;

/** At least sixteen times what an operation on wide numbers loses (some 2^-105), so that the bounds need no care in rounding themselves. */
const epsilon = 2 ** -100;
/** Between this and its inverse, products of a few numbers and their last bits stay clear of the limits of doubles. */
const largest = 2 ** 100;
const unknown: Wide = { hi: 0, lo: 0, error: Number.POSITIVE_INFINITY };
const mostRemembered = 10_000;

/** Arithmetic in such numbers, after T. J. Dekker (1971). It remembers decimals with many digits as long as it is kept. */
export function nearNumbers(): Numbers<Near> {
  const remembered = new Map<number, Near>();
  const ofDecimal = (value: number): Near => {
    if (Number.isSafeInteger(value)) return value + 0;
    let near = ofThousandths(value) ?? remembered.get(value);
    if (near !== undefined) return near;
    if (remembered.size === mostRemembered) remembered.clear();
    near = of(ofNumber(value));
    remembered.set(value, near);
    return near;
  };
  return { of, ofNumber: ofDecimal, add, subtract, multiply, compare, quotient };
}

function of(value: Rational): Near {
  if (value.n === 0n) return 0;
  const hi = nearestDouble(value);
  if (!(Math.abs(hi) > 1 / largest && Math.abs(hi) < largest)) return unknown;
  // No double of this range has a bit below 2^-153.
  const rest = { n: (value.n << 153n) - BigInt(hi * 2 ** 153) * value.d, d: value.d << 153n };
  return rest.n === 0n ? hi : withRest(hi, nearestDouble(rest));
}

function ofThousandths(value: number): Near | undefined {
  const n = Math.round(value * 1000);
  // A decimal of at most 15 digits is the one that its nearest double prints as.
  if (n / 1000 !== value || !(Math.abs(n) < 1e15)) return undefined;
  const product = value * 1000;
  const rest = n - product - productError(value, 1000, product);
  return rest === 0 ? value : withRest(value, rest / 1000);
}

/** With a rest that was rounded. */
function withRest(hi: number, lo: number): Wide {
  return { hi, lo, error: Math.abs(lo) * 2 ** -52 };
}

function add(a: Near, b: Near): Near {
  if (isDouble(a) && isDouble(b)) return exactly(a + b, sumError(a, b));
  const [x, y] = [wide(a), wide(b)];
  const rest = sumError(x.hi, y.hi) + (x.lo + y.lo);
  return normal(x.hi + y.hi, rest, x.error + y.error + epsilon * (Math.abs(x.hi) + Math.abs(y.hi)));
}

function subtract(a: Near, b: Near): Near {
  return add(a, isDouble(b) ? -b : { hi: -b.hi, lo: -b.lo, error: b.error });
}

function multiply(a: Near, b: Near): Near {
  // 0 times a negative number is -0, which no exact number knows.
  if (isDouble(a) && isDouble(b)) return exactly(a * b + 0, productError(a, b, a * b));
  const [x, y] = [wide(a), wide(b)];
  const product = x.hi * y.hi;
  const rest = productError(x.hi, y.hi, product) + (x.hi * y.lo + x.lo * y.hi);
  const error = Math.abs(x.hi) * y.error + Math.abs(y.hi) * x.error + x.error * y.error;
  return normal(product, rest, error + epsilon * Math.abs(product));
}

function compare(a: Near, b: Near): number {
  if (isDouble(a) && isDouble(b)) return a - b;
  const [x, y] = [wide(a), wide(b)];
  const difference = x.hi - y.hi + (x.lo - y.lo);
  if (Math.abs(difference) > x.error + y.error + epsilon * (Math.abs(x.hi) + Math.abs(y.hi))) return difference;
  throw undecided;
}

function quotient(a: Near, b: Near): number {
  // IEEE division of two doubles rounds correctly.
  if (isDouble(a) && isDouble(b)) return a / b;
  const [x, y] = [wide(a), wide(b)];
  const first = x.hi / y.hi;
  const product = first * y.hi;
  const rest = x.hi - product - productError(first, y.hi, product) + (x.lo - first * y.lo);
  const { hi, lo } = normal(first, rest / y.hi, 0);
  const error = (x.error + Math.abs(hi) * y.error) / y.hi + epsilon * Math.abs(hi);
  // Rounding keeps order: where both ends of what is possible round to one double, so does all between.
  if (hi + (lo + error) === hi && hi + (lo - error) === hi) return hi;
  throw undecided;
}

function isDouble(value: Near): value is number {
  return typeof value === 'number';
}

function wide(value: Near): Wide {
  return isDouble(value) ? { hi: value, lo: 0, error: 0 } : value;
}

/** A rounded result, and what it lost. */
function exactly(hi: number, lost: number): Near {
  return lost === 0 ? hi : { hi, lo: lost, error: 0 };
}

function normal(hi: number, lo: number, error: number): Wide {
  const sum = hi + lo;
  return { hi: sum, lo: lo - (sum - hi), error };
}

/** What the sum of two doubles loses when it is rounded, exactly. */
function sumError(a: number, b: number): number {
  const sum = a + b;
  const part = sum - a;
  return a - (sum - part) + (b - part);
}

/** The same of a product. */
function productError(a: number, b: number, product: number): number {
  const [aHigh, bHigh] = [upperHalf(a), upperHalf(b)];
  const [aLow, bLow] = [a - aHigh, b - bHigh];
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}

/** The upper 26 bits of a double. */
function upperHalf(value: number): number {
  const shifted = 134_217_729 * value;
  return shifted - (shifted - value);
}
