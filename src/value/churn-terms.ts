import { checkKeys } from '../errors.ts';
import { add, divide, multiply, ofNumber, one, type Rational, zero } from '../exact/index.ts';
import { type Amount, readAmount } from '../money/amount.ts';
import { readFraction } from '../ratio/read-fraction.ts';

/** What an average account brings in each period, and how large a share of them leaves in one. */
export interface ChurnTerms {
  readonly arpa: Amount;
  /** A fraction, 0..1. */
  readonly churnRate: number;
  /** A fraction, 0..1. Default 1: revenue, not profit. */
  readonly grossMargin?: number | undefined;
  /** A fraction per period, 0..1. Default: money later is worth as much as money now. */
  readonly discountRate?: number | undefined;
  readonly revenuePerPeriod?: never;
  readonly lifetime?: never;
}

export interface ExactChurnTerms {
  /** What is left of the ARPA at the gross margin. */
  readonly margin: Rational;
  readonly churn: Rational;
  readonly discount: Rational;
}

export function readChurnTerms(terms: unknown, path: string): ExactChurnTerms {
  const given = checkKeys(terms, ['arpa', 'churnRate', 'grossMargin', 'discountRate'], path);
  return {
    margin: multiply(readAmount(given.arpa, `${path}.arpa`), readShare(given.grossMargin, one, `${path}.grossMargin`)),
    churn: ofNumber(readFraction(given.churnRate, `${path}.churnRate`)),
    discount: readShare(given.discountRate, zero, `${path}.discountRate`),
  };
}

export function readShare(value: unknown, missing: Rational, path: string): Rational {
  return value === undefined ? missing : ofNumber(readFraction(value, path));
}

/** m (1 + d) / (c + d); null where nobody leaves and nothing is discounted. */
export function valueAt(margin: Rational, churn: Rational, discount: Rational): Rational | null {
  const leaving = add(churn, discount);
  return leaving.n === 0n ? null : divide(multiply(margin, add(one, discount)), leaving);
}
