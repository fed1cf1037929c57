import type { Amount } from './types.ts';

/** Lowest terms, denominator above zero. */
export interface Rational {
  readonly n: bigint;
  readonly d: bigint;
}

function gcd(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

export function rational(n: bigint | number, d: bigint | number = 1n): Rational {
  let numerator = BigInt(n);
  let denominator = BigInt(d);
  if (denominator === 0n) throw new RangeError('a denominator must not be 0');
  if (denominator < 0n) [numerator, denominator] = [-numerator, -denominator];
  const common = gcd(numerator, denominator);
  return { n: numerator / common, d: denominator / common };
}

export const zero = rational(0);

export const add = (a: Rational, b: Rational): Rational => rational(a.n * b.d + b.n * a.d, a.d * b.d);
export const subtract = (a: Rational, b: Rational): Rational => rational(a.n * b.d - b.n * a.d, a.d * b.d);
export const multiply = (a: Rational, b: Rational): Rational => rational(a.n * b.n, a.d * b.d);
export const divide = (a: Rational, b: Rational): Rational => rational(a.n * b.d, a.d * b.n);

export function compare(a: Rational, b: Rational): -1 | 0 | 1 {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export const isZero = (a: Rational): boolean => a.n === 0n;
export const isPositive = (a: Rational): boolean => a.n > 0n;
export const min = (a: Rational, b: Rational): Rational => (compare(a, b) <= 0 ? a : b);
export const max = (a: Rational, b: Rational): Rational => (compare(a, b) >= 0 ? a : b);
export const sum = (values: Iterable<Rational>): Rational => [...values].reduce(add, zero);

export const toFraction = (a: Rational): string => (a.d === 1n ? `${a.n}` : `${a.n}/${a.d}`);

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;
const FRACTION = /^([+-]?\d+)\/(\d+)$/;

function parseText(text: string): Rational {
  const fraction = FRACTION.exec(text);
  if (fraction) return rational(BigInt(fraction[1] ?? ''), BigInt(fraction[2] ?? ''));
  const decimal = DECIMAL.exec(text);
  if (!decimal) throw new TypeError(`not an amount: ${JSON.stringify(text)}`);
  const [, sign, whole = '', places = '', exponent = '0'] = decimal;
  const digits = BigInt(whole + places) * (sign === '-' ? -1n : 1n);
  const power = Number(exponent) - places.length;
  return power >= 0 ? rational(digits * 10n ** BigInt(power)) : rational(digits, 10n ** BigInt(-power));
}

/** A number means the decimal it prints as, so 0.1 is one tenth and not the double nearest to it. */
export function parse(amount: Amount): Rational {
  if (typeof amount === 'number') {
    if (!Number.isFinite(amount)) throw new RangeError(`not a finite amount: ${amount}`);
    return parseText(String(amount));
  }
  if (typeof amount === 'string') return parseText(amount);
  // decimal.js answers toFixed() without digits by its full value, never in exponent notation.
  if (amount !== null && typeof amount === 'object' && typeof amount.toFixed === 'function') {
    return parseText(amount.toFixed());
  }
  throw new TypeError(`not an amount: ${String(amount)}`);
}

export function parseNonNegative(amount: Amount, what: string): Rational {
  const value = parse(amount);
  if (value.n < 0n) throw new RangeError(`${what} must be >= 0; received ${String(amount)}`);
  return value;
}

const bitLength = (a: bigint): number => a.toString(2).length;

/** The nearest double, ties to even: the one place where anything is rounded. */
export function toNumber(a: Rational): number {
  if (a.n === 0n) return 0;
  const magnitude = a.n < 0n ? -a.n : a.n;
  // 2^-1074 is the smallest unit a double has; with it as floor the subnormal range rounds rightly too.
  let exponent = Math.max(-1074, bitLength(magnitude) - bitLength(a.d) - 53);
  const scaled = (power: number): [bigint, bigint] =>
    power >= 0 ? [magnitude, a.d << BigInt(power)] : [magnitude << BigInt(-power), a.d];
  let [top, bottom] = scaled(exponent);
  while (top / bottom >= 2n ** 53n) [top, bottom] = scaled(++exponent);
  let quotient = top / bottom;
  const twiceRest = 2n * (top % bottom);
  if (twiceRest > bottom || (twiceRest === bottom && quotient % 2n === 1n)) quotient += 1n;
  const double = exponent > 971 ? Number.POSITIVE_INFINITY : Number(quotient) * 2 ** exponent;
  return a.n < 0n ? -double : double;
}
