import { pathTo, reject } from '../../errors.ts';
import { multiply, type Rational, reduce } from '../../exact/index.ts';
import { isKeyed } from '../../read/index.ts';

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
  const path = 'options.minorUnits';
  if (own !== undefined && !isKeyed(own)) reject('INVALID_TYPE', path, 'be an object of decimals by currency', own);
  for (const [currency, count] of Object.entries(own ?? {})) {
    const isCount = Number.isInteger(count) && (count as number) >= 0 && (count as number) <= 12;
    if (!isCount) reject('INVALID_NUMBER', pathTo(path, currency), 'be a whole number from 0 to 12', count);
    decimals.set(currency.toUpperCase(), count as number);
  }
  return (minor, currency) => multiply(minor, { n: 1n, d: 10n ** BigInt(decimals.get(currency) ?? 2) });
}

/** An exact amount as text: '49.99' where its decimals end, else a fraction such as '25/3'. */
export function amountText(amount: Rational): string {
  const { n, d } = reduce(amount);
  const decimals = Math.max(timesIn(d, 2n), timesIn(d, 5n));
  const scale = 10n ** BigInt(decimals);
  if (scale % d !== 0n) return `${n}/${d}`;
  const digits = String((n * scale) / d).padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** How many times a prime is a factor of a whole number. */
function timesIn(whole: bigint, prime: bigint): number {
  let times = 0;
  for (let rest = whole; rest % prime === 0n; rest /= prime) times += 1;
  return times;
}
