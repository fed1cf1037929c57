import { add, type Rational, zero } from './rational.ts';

/** Amounts over one denominator are added first: there are few denominators as a rule, and equal ones need no common one to be found. */
export function sum(amounts: readonly Rational[]): Rational {
  if (amounts.length <= 2) return pairwise(amounts, 0, amounts.length);
  const byDenominator = new Map<bigint, bigint>();
  for (const { n, d } of amounts) byDenominator.set(d, (byDenominator.get(d) ?? 0n) + n);
  return sumOf(byDenominator);
}

function sumOf(byDenominator: ReadonlyMap<bigint, bigint>): Rational {
  const amounts = Array.from(byDenominator, ([d, n]) => ({ n, d }));
  return pairwise(amounts, 0, amounts.length);
}

/** Pairwise, because what a fraction costs grows with its denominator, and that of a long sum with every fraction in it. */
function pairwise(amounts: readonly Rational[], from: number, to: number): Rational {
  if (to - from <= 1) return from < to ? (amounts[from] as Rational) : zero;
  const middle = (from + to) >>> 1;
  return add(pairwise(amounts, from, middle), pairwise(amounts, middle, to));
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
      return byDenominator === undefined ? zero : sumOf(byDenominator);
    },
    keys: () => byKey.keys(),
  };
}
