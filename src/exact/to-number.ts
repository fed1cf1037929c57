import { reject } from '../errors.ts';
import type { Rational } from './rational.ts';

const significandBits = 53;
const largestExact = 2n ** 53n;
/** Exponent of the smallest subnormal: no double resolves anything finer than 2^-1074. */
const finestExponent = -1074;

function bitLength(value: bigint): number {
  const hex = value.toString(16);
  return hex.length * 4 - Math.clz32(Number.parseInt(hex.charAt(0), 16)) + 28;
}

/**
 * The double nearest to a fraction, ties to even: the one rounding that money meets on its way out. An amount that no double can hold
 * throws; it could only come out as Infinity.
 */
export function toNumber(value: Rational): number {
  const nearest = nearestDouble(value);
  if (Number.isFinite(nearest)) return nearest;
  return reject('INVALID_AMOUNT', 'amount', 'lie within the range of numbers, to come out as one', nearest);
}

/** Whether a number can hold a fraction, rounded. */
export function isInRange(value: Rational): boolean {
  return Number.isFinite(nearestDouble(value));
}

/** Infinity where no double can hold it. */
export function nearestDouble({ n, d }: Rational): number {
  // Both are doubles already, and IEEE division rounds correctly.
  if (n <= largestExact && n >= -largestExact && d <= largestExact) return Number(n) / Number(d);
  const magnitude = n < 0n ? -n : n;
  // Two bits beyond the significand, then a sticky one: enough for the engine's own BigInt rounding to be right.
  const exponent = Math.max(bitLength(magnitude) - bitLength(d) - significandBits - 2, finestExponent - 2);
  const scaled = exponent < 0 ? magnitude << BigInt(-exponent) : magnitude;
  const divisor = exponent > 0 ? d << BigInt(exponent) : d;
  const quotient = scaled / divisor;
  const sticky = quotient * divisor === scaled ? quotient << 1n : (quotient << 1n) | 1n;
  const result = scale(sticky, exponent - 1);
  return n < 0n ? -result : result;
}

/** `value` x 2^`exponent`, rounded once: below the normal range the bits that fall off are rounded in BigInt first. */
function scale(value: bigint, exponent: number): number {
  if (exponent + bitLength(value) - significandBits >= finestExponent) return timesPowerOfTwo(Number(value), exponent);
  const drop = BigInt(finestExponent - exponent);
  const kept = value >> drop;
  const rest = value - (kept << drop);
  const half = 1n << (drop - 1n);
  const roundedUp = rest > half || (rest === half && (kept & 1n) === 1n);
  return timesPowerOfTwo(Number(roundedUp ? kept + 1n : kept), finestExponent);
}

/** Exact, in two factors, because 2^-1074 and 2^1023 themselves are at the edge of what a double can hold. */
function timesPowerOfTwo(value: number, exponent: number): number {
  const half = Math.trunc(exponent / 2);
  return value * 2 ** half * 2 ** (exponent - half);
}
