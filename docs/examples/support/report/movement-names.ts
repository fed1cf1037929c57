import { say } from '../language/language.ts';

/** What moves MRR, in the order of a bridge. */
export const movementFields = ['new', 'reactivation', 'expansion', 'contraction', 'churn', 'fx'] as const;
export type MovementField = (typeof movementFields)[number];

/** A statement has losses as amounts above zero. */
export function signOf(field: MovementField): 1 | -1 {
  return field === 'contraction' || field === 'churn' ? -1 : 1;
}

export function movementName(field: MovementField): string {
  return {
    new: say('new'),
    reactivation: say('reactivation'),
    expansion: say('expansion'),
    contraction: say('contraction'),
    churn: say('churn'),
    fx: say('exchange rates'),
  }[field];
}
