import { add, divide, multiply, ofNumber, one, type Rational, zero } from '../exact/index.ts';
import { type Amount, readAmount } from '../money/index.ts';
import { readFraction } from '../ratio/open.ts';
import { checkKeys } from '../read/index.ts';

/** The average revenue per account and the churn rate, both per period. */
export interface ChurnTerms {
  /**
   * Average revenue per account per period, in major currency units. Null, such as the value of a ratio with denominator 0, makes the
   * result null.
   */
  readonly arpa: Amount | null;
  /** The churn rate per period, as a fraction, 0..1. Null makes the result null. */
  readonly churnRate: number | null;
  /** The gross margin as a fraction, 0..1. Default 1: revenue, not profit. */
  readonly grossMargin?: number | undefined;
  /** The discount rate per period as a fraction, 0..1. Default 0: later money is worth as much as money now. */
  readonly discountRate?: number | undefined;
  readonly revenuePerPeriod?: never;
  readonly lifetime?: never;
}

export interface ExactChurnTerms {
  /** ARPA times the gross margin. */
  readonly margin: Rational;
  readonly churn: Rational;
  readonly discount: Rational;
}

/** Null if the ARPA or the churn rate is; the other terms are checked all the same. */
export function readChurnTerms(terms: unknown, path: string): ExactChurnTerms | null {
  const given = checkKeys(terms, ['arpa', 'churnRate', 'grossMargin', 'discountRate'], path);
  const arpa = readUnlessNull(readAmount, given.arpa, `${path}.arpa`);
  const rate = readUnlessNull(readFraction, given.churnRate, `${path}.churnRate`);
  const share = readShare(given.grossMargin, one, `${path}.grossMargin`);
  const discount = readShare(given.discountRate, zero, `${path}.discountRate`);
  return arpa === null || rate === null ? null : { margin: multiply(arpa, share), churn: ofNumber(rate), discount };
}

/** The value of a ratio may be null; anything computed from it is then null too. */
export function readUnlessNull<T>(read: (value: unknown, path: string) => T, value: unknown, path: string): T | null {
  return value === null ? null : read(value, path);
}

export function readShare(value: unknown, missing: Rational, path: string): Rational {
  return value === undefined ? missing : ofNumber(readFraction(value, path));
}

/** m (1 + d) / (c + d); null without churn and discount. */
export function valueAt(margin: Rational, churn: Rational, discount: Rational): Rational | null {
  const leaving = add(churn, discount);
  return leaving.n === 0n ? null : divide(multiply(margin, add(one, discount)), leaving);
}
