import { reject } from '../errors.ts';
import type { Rational } from './rational.ts';

/** Exponent of the smallest subnormal: no double resolves anything finer than 2^-1074. */
const finestExponent = -1074;

/**
 * The double nearest to a fraction, ties to even: the one rounding that money meets on its way out. An amount that no double can hold
 * throws; it could only come out as Infinity.
 */
export function toNumber(value: Rational): number {
  const nearest = nearestDouble(value);
  if (Number.isFinite(nearest)) return nearest;
  return reject('INVALID_AMOUNT', 'amount', 'be within the range of numbers', nearest);
}

/** Whether a number can hold a fraction, rounded. */
export function isInRange(value: Rational): boolean {
  return Number.isFinite(nearestDouble(value));
}

/** Infinity where no double can hold it. */
export function nearestDouble({ n, d }: Rational): number {
  const [over, under] = [Number(n), Number(d)];
  // Both are exact, and IEEE division rounds correctly.
  if (Number.isSafeInteger(over) && Number.isSafeInteger(under)) return over / under;
  return n < 0n ? 0 - nearestToMagnitude(-n, d) : nearestToMagnitude(n, d);
}

function nearestToMagnitude(n: bigint, d: bigint): number {
  // The quotient gets 55 bits at least, two beyond the significand, or ends two bits below the finest double; then a sticky one.
  const exponent = Math.max(4 * (hexDigits(n) - hexDigits(d)) - 58, finestExponent - 2);
  const [scaled, divisor] = exponent < 0 ? [n << BigInt(-exponent), d] : [n, d << BigInt(exponent)];
  const quotient = scaled / divisor;
  const bits = quotient * divisor === scaled ? quotient << 1n : (quotient << 1n) | 1n;
  // Below the normal range Number() would keep bits that a double has no room for there: the last three are rounded away, ties to even.
  if (bits < 2n ** 55n) return Number((bits + 3n + ((bits >> 3n) & 1n)) >> 3n) * 2 ** finestExponent;
  return timesPowerOfTwo(Number(bits), exponent - 1);
}

function hexDigits(value: bigint): number {
  return value.toString(16).length;
}

/** Exact, in two factors, because 2^-1074 and 2^1023 themselves are at the edge of what a double can hold. */
function timesPowerOfTwo(value: number, exponent: number): number {
  const half = Math.trunc(exponent / 2);
  return value * 2 ** half * 2 ** (exponent - half);
}
