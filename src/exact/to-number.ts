import { reject } from '../errors.ts';
import type { Rational } from './rational.ts';

const significandBits = 53;
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

/** More bits than this are looked at only where the ones above them leave it open which double is the nearest. */
const enoughBits = 256;

function nearestToMagnitude(n: bigint, d: bigint): number {
  const [ofN, ofD] = [bitLength(n), bitLength(d)];
  if (ofN <= enoughBits || ofD <= enoughBits) return nearestQuotient(n, d, 0);
  const [dropN, dropD] = [ofN - enoughBits, ofD - enoughBits];
  const [topN, topD] = [n >> BigInt(dropN), d >> BigInt(dropD)];
  // Rounding keeps order: where both ends of what is possible round to one double, so does all between.
  const lowest = nearestQuotient(topN, topD + 1n, dropN - dropD);
  return lowest === nearestQuotient(topN + 1n, topD, dropN - dropD) ? lowest : nearestQuotient(n, d, 0);
}

/** The double nearest to `n` / `d` x 2^`power`. */
function nearestQuotient(magnitude: bigint, d: bigint, power: number): number {
  // Two bits beyond the significand, then a sticky one: enough for the engine's own BigInt rounding to be right.
  const exponent = Math.max(bitLength(magnitude) - bitLength(d) - significandBits - 2, finestExponent - 2 - power);
  const scaled = exponent < 0 ? magnitude << BigInt(-exponent) : magnitude;
  const divisor = exponent > 0 ? d << BigInt(exponent) : d;
  const quotient = scaled / divisor;
  const sticky = quotient * divisor === scaled ? quotient << 1n : (quotient << 1n) | 1n;
  return scale(sticky, exponent - 1 + power);
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
