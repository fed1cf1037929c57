import { reject } from '../../errors.ts';
import { multiply, type Rational } from '../../exact/index.ts';
import { checkKeys, isRecord } from '../../read/index.ts';

// Source: docs.stripe.com/currencies, "Zero-decimal currencies", "Three-decimal currencies" and "Special cases": ISK and UGX have no
// decimals in the world, yet are counted in hundredths in the API, for backwards compatibility.
const zeroDecimal = 'BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' ');
const threeDecimal = 'BHD JOD KWD OMR TND'.split(' ');

/** Brings amounts in the smallest unit of a currency to its major unit. */
export type ToMajor = (minor: Rational, currency: string) => Rational;

/** Stripe's table of decimals, with what the caller knows better. */
export function toMajorBy(own: unknown): ToMajor {
  const decimals = new Map<string, number>();
  for (const currency of zeroDecimal) decimals.set(currency, 0);
  for (const currency of threeDecimal) decimals.set(currency, 3);
  if (own !== undefined) {
    const path = 'options.minorUnits';
    if (!isRecord(own)) reject('INVALID_TYPE', path, 'be an object of decimals by currency', own);
    for (const [currency, count] of Object.entries(checkKeys(own, Object.keys(own), path))) {
      const isCount = Number.isInteger(count) && (count as number) >= 0 && (count as number) <= 12;
      if (!isCount) reject('INVALID_NUMBER', `${path}.${currency}`, 'be a number of decimals', count);
      decimals.set(currency.toUpperCase(), count as number);
    }
  }
  return (minor, currency) => multiply(minor, { n: 1n, d: 10n ** BigInt(decimals.get(currency) ?? 2) });
}
