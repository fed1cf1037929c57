import { reject } from '../errors.ts';
import { type Rational, reduce } from '../exact/index.ts';
import { readAmount } from './amount.ts';

/** Reads an amount exactly, in major units. */
export type AmountReader = (value: unknown, path: string) => Rational;

// ISO 4217, list one: currencies whose minor unit is no hundredth, by its decimals.
const decimals: { readonly [count: number]: string } = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};

/** How many decimals a currency has: 2 for one that is unknown, or not said. */
function decimalsOf(currency: string | null): number {
  const found = Object.keys(decimals).find(
    (count) => currency !== null && decimals[+count]?.split(' ').includes(currency),
  );
  return found === undefined ? 2 : +found;
}

/** The smallest amount of a currency, whose code is in upper case: a hundredth where it is unknown, or not said. */
export function minorUnit(currency: string | null | undefined): Rational {
  return { n: 1n, d: 10n ** BigInt(decimalsOf(currency ?? null)) };
}

/** The reader of amounts in the minor unit of a currency, whose code is in upper case: whole numbers, 4999 for 49.99 euros. */
export function minorAmounts(currency: string | null): AmountReader {
  const { d: scale } = minorUnit(currency);
  return (value, path) => {
    const { n, d } = reduce(readAmount(value, path));
    if (d !== 1n) reject('INVALID_AMOUNT', path, "be a whole number of minor units, because amounts is 'minor'", value);
    return { n, d: scale };
  };
}
