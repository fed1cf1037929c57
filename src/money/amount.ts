import { reject } from '../errors.ts';
import { isInRange, ofNumber, parseDecimal, type Rational } from '../exact/index.ts';
import { isRecord } from '../read/index.ts';

/**
 * An amount in major currency units: 49.99 is 49 euros 99. A number means the decimal it prints as; a string is a decimal
 * ('49.99') or a fraction ('25/3'); a bigint is a whole amount.
 */
export type Amount = number | bigint | string | Decimal;

/** A Decimal of decimal.js, of Prisma or of a clone with settings of its own: told by its shape, never by its class. */
export interface Decimal {
  /** As decimal.js has it. */
  readonly d: number[];
  /** As decimal.js has it. */
  readonly e: number;
  /** As decimal.js has it. */
  readonly s: number;
  /** The number as text. */
  toString(): string;
}

const fractionPattern = /^(\d+)\/(\d+)$/;
const rule =
  "be a finite amount >= 0 (a number, a bigint, a decimal such as '49.99', a fraction such as '25/3', or a Decimal)";

/** The exact value of an amount that must not be negative. */
export function readAmount(value: unknown, path: string): Rational {
  const amount = parseAmount(value);
  if (amount === undefined || amount.n < 0n) reject('INVALID_AMOUNT', path, rule, value);
  return amount;
}

/** Decimals that need no exact arithmetic to be told from what is no amount. */
const shortDecimal = /^\d{1,15}(?:\.\d{1,15})?$/;

/** Whether `readAmount` reads a value. */
export function isAmount(value: unknown): value is Amount {
  if (typeof value === 'number') return value >= 0 && value < Number.POSITIVE_INFINITY;
  if (typeof value === 'string' && shortDecimal.test(value)) return true;
  const amount = parseAmount(value);
  return amount !== undefined && amount.n >= 0n;
}

/** The exact value of an amount that may be negative, such as a currency difference. */
export function readSignedAmount(value: unknown, path: string): Rational {
  const negative = typeof value === 'string' && value.startsWith('-');
  const amount = parseAmount(negative ? value.slice(1) : value);
  if (amount === undefined || (negative && amount.n < 0n)) {
    reject('INVALID_AMOUNT', path, rule.replace(' >= 0', ''), value);
  }
  return negative ? { n: -amount.n, d: amount.d } : amount;
}

function parseAmount(value: unknown): Rational | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? ofNumber(value) : undefined;
  if (typeof value === 'string') return parseText(value);
  if (typeof value === 'bigint') return { n: value, d: 1n };
  return isDecimal(value) ? parseText(String(value)) : undefined;
}

/** A Decimal may come from another copy or clone of decimal.js, so its class tells nothing. */
export function isDecimal(value: unknown): value is Decimal {
  if (!isRecord(value) || !('d' in value && 'e' in value && 's' in value)) return false;
  return typeof (value.constructor as { isDecimal?: unknown } | undefined)?.isDecimal === 'function';
}

function parseText(text: string): Rational | undefined {
  const fraction = fractionPattern.exec(text);
  // A text beyond the range of numbers could only come out as Infinity.
  if (fraction === null) return Number.isFinite(Number(text)) ? parseDecimal(text) : undefined;
  const [n, d] = [BigInt(fraction[1] as string), BigInt(fraction[2] as string)];
  return d !== 0n && isInRange({ n, d }) ? { n, d } : undefined;
}
