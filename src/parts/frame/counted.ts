import { compare, type Rational, reduce } from '../../exact/index.ts';
import type { SortedValues } from '../../statistics/open.ts';
import type { TallyRow } from './tally.ts';

/** Numbers in any order, each different one with how often it is there. */
export function countedNumbers(values: ArrayLike<number>): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] as number;
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

/** The numbers again, as often as they are there; `place` is that of the number in a key. */
export function expanded(rows: readonly TallyRow[], column: string, place: number): number[] {
  return rows.flatMap(({ key, count }) => new Array<number>(count(column)).fill(key[place] as number));
}

/**
 * The different ones of sorted values, each with how often it is there. Of millions of equal ones few are looked at: where they end is
 * searched for in growing steps.
 */
export function countedValues({ count, at }: SortedValues): { readonly exact: Rational; readonly count: number }[] {
  const values: { exact: Rational; count: number }[] = [];
  for (let first = 0; first < count; ) {
    const exact = at(first);
    const isEqual = (index: number) => index < count && compare(at(index), exact) === 0;
    let reach = 1;
    while (isEqual(first + reach)) reach *= 2;
    let [last, other] = [first + Math.floor(reach / 2), first + reach];
    while (other - last > 1) {
      const middle = last + Math.floor((other - last) / 2);
      if (isEqual(middle)) last = middle;
      else other = middle;
    }
    values.push({ exact, count: other - first });
    first = other;
  }
  return values;
}

/** '25/3', or '25': one text for each value. */
export function fractionText(value: Rational): string {
  const { n, d } = reduce(value);
  return d === 1n ? `${n}` : `${n}/${d}`;
}

export function fractionOf(text: string): Rational {
  const [n = '', d = '1'] = text.split('/');
  return { n: BigInt(n), d: BigInt(d) };
}
