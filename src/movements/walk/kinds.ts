import type { Rational } from '../../exact/index.ts';

/** The kind of a movement. It depends on MRR alone. */
export type MovementKind = 'new' | 'reactivation' | 'expansion' | 'contraction' | 'churn';

/** The kinds in the order of a statement; their places here are the codes that the walk counts with. */
export const kinds: readonly MovementKind[] = ['new', 'reactivation', 'expansion', 'contraction', 'churn'];
export const kindCount = 5;
/** The code for no movement: the same level before and after. */
export const noKind = -1;

export const newKind = 0;
export const reactivationKind = 1;
export const expansionKind = 2;
export const contractionKind = 3;
export const churnKind = 4;

/**
 * The code of the movement from one level to another: the definition of every kind. `isReturn` says whether a start from 0 is a return.
 * Both levels are in one unit, which may be any.
 */
export function kindOf(before: number, after: number, isReturn: boolean): number {
  if (after === before) return noKind;
  if (before === 0) return isReturn ? reactivationKind : newKind;
  if (after === 0) return churnKind;
  return after > before ? expansionKind : contractionKind;
}

/** The same for an exact change between levels >= 0. */
export function kindOfChange(isFromZero: boolean, isToZero: boolean, change: Rational, isReturn: boolean): number {
  const order = change.n > 0n ? 1 : change.n < 0n ? -1 : 0;
  // As levels: 0 for nothing, else two numbers that compare as the amounts do.
  return kindOf(isFromZero ? 0 : 2, isToZero ? 0 : 2 + order, isReturn);
}
