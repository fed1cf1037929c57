import { compare, type Rational } from '../../exact/index.ts';
import { kindOf } from '../../ledger/query.ts';

/** What a movement is. It depends on MRR alone. */
export type MovementKind = 'new' | 'reactivation' | 'expansion' | 'contraction' | 'churn';

/** The kinds in the order of a statement; their places here are the codes that the walk counts with. */
export const kinds: readonly MovementKind[] = ['new', 'reactivation', 'expansion', 'contraction', 'churn'];

/** The same for exact amounts; null where they are equal. */
export function kindOfAmounts(from: Rational, to: Rational, paidBefore: boolean): number | null {
  const order = compare(to, from);
  // As levels: 0 for nothing, and otherwise two numbers that compare as the amounts do.
  return order === 0 ? null : kindOf(from.n === 0n ? 0 : 2, to.n === 0n ? 0 : 2 + order, paidBefore);
}
