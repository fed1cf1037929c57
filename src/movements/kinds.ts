import { compare, type Rational } from '../exact/index.ts';

/** What a movement is. It depends on MRR alone. */
export type MovementKind = 'new' | 'reactivation' | 'expansion' | 'contraction' | 'churn';

/** The kinds in the order of a statement; their places here are the codes that the walk counts with. */
export const kinds: readonly MovementKind[] = ['new', 'reactivation', 'expansion', 'contraction', 'churn'];

export const kindCount = 5;

/** The code of the movement from one level to another, different one. `paidBefore`: whether the entity ever was above 0. */
export function kindOf(from: number, to: number, paidBefore: boolean): number {
  if (from === 0) return paidBefore ? 1 : 0;
  if (to === 0) return 4;
  return to > from ? 2 : 3;
}

/** The same for exact amounts; null where they are equal. */
export function kindOfAmounts(from: Rational, to: Rational, paidBefore: boolean): number | null {
  const order = compare(to, from);
  // As levels: 0 for nothing, and otherwise two numbers that compare as the amounts do.
  return order === 0 ? null : kindOf(from.n === 0n ? 0 : 2, to.n === 0n ? 0 : 2 + order, paidBefore);
}
