import type { Rational } from '../../exact/index.ts';

/** The kind of a movement. It depends on MRR alone. */
export type MovementKind = 'new' | 'reactivation' | 'expansion' | 'contraction' | 'churn';

/** The kinds in the order of a statement; their places here are the codes that the walk counts with. */
export const kinds: readonly MovementKind[] = ['new', 'reactivation', 'expansion', 'contraction', 'churn'];
export const kindCount = 5;
/** The code of what is no movement: as much after as before. */
export const noKind = -1;

export const newKind = 0;
export const reactivationKind = 1;
export const expansionKind = 2;
export const contractionKind = 3;
export const churnKind = 4;

/**
 * The code of the movement from one level to another: the definition of every kind. `isReturn` says whether a start
 * from 0 is one. Levels are in any unit that both are in.
 */
export function kindOf(before: number, after: number, isReturn: boolean): number {
  if (after === before) return noKind;
  if (before === 0) return isReturn ? reactivationKind : newKind;
  if (after === 0) return churnKind;
  return after > before ? expansionKind : contractionKind;
}

/** The same of a change that is exact, from and to levels that are 0 or above it. */
export function kindOfChange(isFromZero: boolean, isToZero: boolean, change: Rational, isReturn: boolean): number {
  const order = change.n > 0n ? 1 : change.n < 0n ? -1 : 0;
  // As levels: 0 for nothing, and otherwise two numbers that compare as the amounts do.
  return kindOf(isFromZero ? 0 : 2, isToZero ? 0 : 2 + order, isReturn);
}
