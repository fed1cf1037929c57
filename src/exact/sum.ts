import { add, type Rational, zero } from './rational.ts';

/** Pairwise, because what a fraction costs grows with its denominator, and that of a long sum with every fraction in it. */
export function sum(amounts: readonly Rational[]): Rational {
  if (amounts.length <= 1) return amounts[0] ?? zero;
  const middle = amounts.length >>> 1;
  return add(sum(amounts.slice(0, middle)), sum(amounts.slice(middle)));
}

/** Sums that are added to in any order, by key. */
export interface KeyedSums<K> {
  add(key: K, amount: Rational): void;
  get(key: K): Rational;
  /** Of what was added to. */
  keys(): Iterable<K>;
}

/** Amounts over one denominator are kept together until a sum is asked for, so that nearly all of them just add. */
export function keyedSums<K>(): KeyedSums<K> {
  const byKey = new Map<K, Map<bigint, bigint>>();
  return {
    add(key, { n, d }) {
      let byDenominator = byKey.get(key);
      if (byDenominator === undefined) {
        byDenominator = new Map();
        byKey.set(key, byDenominator);
      }
      byDenominator.set(d, (byDenominator.get(d) ?? 0n) + n);
    },
    get(key) {
      const byDenominator = byKey.get(key);
      return byDenominator === undefined ? zero : sum(Array.from(byDenominator, ([d, n]) => ({ n, d })));
    },
    keys: () => byKey.keys(),
  };
}
