import { Decimal } from 'decimal.js';
import { type Rational, reduce, toNumber } from '../exact/index.ts';

/** The forms money can come out in. */
export type Money = 'number' | 'decimal' | 'fraction';

/** The type of one amount in the form `K`. */
export type MoneyOf<K extends Money> = K extends 'decimal' ? Decimal : K extends 'fraction' ? string : number;

/** Brings exact amounts to the form asked for: the one rounding they meet, or none. */
export function moneyOut(form: Money): (amount: Rational) => MoneyOf<Money> {
  if (form === 'decimal') return toDecimal;
  return form === 'fraction' ? toFraction : toNumber;
}

/** '25/3', or '25' for a whole amount: exact, and read back by every function that takes an amount. */
export function toFraction(amount: Rational): string {
  const { n, d } = reduce(amount);
  return d === 1n ? `${n}` : `${n}/${d}`;
}

const significantDigits = 34;
let privateClass: typeof Decimal | undefined;

// A clone of our own: the caller's global settings neither reach it nor are reached by it. Made on first use, so that importing a
// function that never prints a Decimal costs nothing at start.
function decimalClass(): typeof Decimal {
  privateClass ??= Decimal.clone({ defaults: true, precision: significantDigits });
  return privateClass;
}

/** A terminating value in full, any other to 34 significant digits. */
function toDecimal(amount: Rational): Decimal {
  const Class = decimalClass();
  const { n, d } = reduce(amount);
  const text = terminatingDecimal(n, d);
  return text === undefined ? new Class(n.toString()).div(d.toString()) : new Class(text);
}

/** All digits of a fraction in lowest terms, where they end: where its denominator has no factors but 2 and 5. */
function terminatingDecimal(n: bigint, d: bigint): string | undefined {
  let rest = d;
  let decimals = 0n;
  for (const prime of [2n, 5n]) {
    let power = 0n;
    for (; rest % prime === 0n; rest /= prime) power += 1n;
    if (power > decimals) decimals = power;
  }
  return rest === 1n ? `${(n * 10n ** decimals) / d}e-${decimals}` : undefined;
}
