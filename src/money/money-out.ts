import { type Rational, reduce, toNumber } from '../exact/index.ts';
import type { Decimal } from './amount.ts';

/** A class of Decimals, as decimal.js exports it, Prisma re-exports it, or `Decimal.clone` makes it. */
export type DecimalClass<D extends Decimal = Decimal> = new (text: string) => D;

/** The form of amounts in results: numbers, fractions as text ('25/3'), or Decimals of a given class. */
export type Money = 'number' | 'fraction' | DecimalClass;

/** The type of one amount in the form `K`. */
export type MoneyOf<K extends Money> = K extends DecimalClass<infer D> ? D : K extends 'fraction' ? string : number;

/** A class is told as its Decimals are: by its static `isDecimal`. */
export function isMoney(value: unknown): value is Money {
  if (value === 'number' || value === 'fraction') return true;
  return typeof value === 'function' && typeof (value as { isDecimal?: unknown }).isDecimal === 'function';
}

/** Brings exact amounts to the form asked for: the one rounding they meet, or none. */
export function moneyOut(form: Money): (amount: Rational) => MoneyOf<Money> {
  if (typeof form === 'function') return (amount) => new form(toDecimalText(amount));
  return form === 'fraction' ? toFraction : toNumber;
}

/** '25/3', or '25' for a whole amount: exact, and read back by every function that takes an amount. */
export function toFraction(amount: Rational): string {
  const { n, d } = reduce(amount);
  return d === 1n ? `${n}` : `${n}/${d}`;
}

/** An amount that is not negative, exactly: '49.99', or '25/3' where its decimals do not end. */
export function amountText(amount: Rational): string {
  const { n, d } = reduce(amount);
  const decimals = decimalsOf(d);
  if (decimals === null) return `${n}/${d}`;
  if (decimals === 0n) return `${n}`;
  const digits = `${(n * 10n ** decimals) / d}`.padStart(Number(decimals) + 1, '0');
  return `${digits.slice(0, -Number(decimals))}.${digits.slice(-Number(decimals))}`;
}

const significantDigits = 34;

/** A terminating value in full, any other to 34 significant digits, half away from zero: of no class's settings. */
function toDecimalText(amount: Rational): string {
  const { n, d } = reduce(amount);
  const decimals = decimalsOf(d);
  if (decimals !== null) return `${(n * 10n ** decimals) / d}e-${decimals}`;
  const magnitude = n < 0n ? -n : n;
  // As many digits before the point as the quotient of the lengths can have; one more or less is put right below.
  let shift = BigInt(significantDigits - (magnitude.toString().length - d.toString().length));
  let digits = dividedHalfUp(magnitude, d, shift);
  if (digits.toString().length > significantDigits) {
    shift -= 1n;
    digits = dividedHalfUp(magnitude, d, shift);
  }
  return `${n < 0n ? '-' : ''}${digits}e${-shift}`;
}

/** n / d times ten to the power of `shift`, rounded to a whole number. */
function dividedHalfUp(n: bigint, d: bigint, shift: bigint): bigint {
  const [over, under] = shift >= 0n ? [n * 10n ** shift, d] : [n, d * 10n ** -shift];
  return (2n * over + under) / (2n * under);
}

/** How many decimals a fraction in lowest terms has; null where they do not end: its denominator has factors other than 2 and 5. */
function decimalsOf(d: bigint): bigint | null {
  let rest = d;
  let decimals = 0n;
  for (const prime of [2n, 5n]) {
    let power = 0n;
    for (; rest % prime === 0n; rest /= prime) power += 1n;
    if (power > decimals) decimals = power;
  }
  return rest === 1n ? decimals : null;
}
