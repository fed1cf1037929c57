import { type Ratio, ratio } from '../../ratio/open.ts';

/** A rate, and the number of cases it leaves out because their outcome is still open. */
export interface RatioWithUndecided extends Ratio {
  /** The number of cases at or after `asOf`, whose outcome is not known yet. */
  readonly undecided: number;
}

/** How chances to keep a customer, due dates and ends of trials, came out. */
export interface Outcomes {
  renewed: number;
  decided: number;
  undecided: number;
  /** The entity counted last, where entities are counted; -1 before the first. */
  entity: number;
  isRenewed: boolean;
}

export const noOutcomes = (): Outcomes => ({ renewed: 0, decided: 0, undecided: 0, entity: -1, isRenewed: false });

/** Counts one case; `isRenewed` is null while that is not known yet. */
export function countOutcome(outcomes: Outcomes, isRenewed: boolean | null): void {
  if (isRenewed === null) outcomes.undecided += 1;
  else {
    outcomes.decided += 1;
    if (isRenewed) outcomes.renewed += 1;
  }
}

/** Counts an entity once for all its decided cases, renewed only if every one was. The cases of an entity come one after another. */
export function countEntity(outcomes: Outcomes, entity: number, isRenewed: boolean | null): void {
  if (isRenewed === null || entity !== outcomes.entity) {
    countOutcome(outcomes, isRenewed);
    if (isRenewed === null) return;
    outcomes.entity = entity;
    outcomes.isRenewed = isRenewed;
  } else if (outcomes.isRenewed && !isRenewed) {
    outcomes.isRenewed = false;
    outcomes.renewed -= 1;
  }
}

/** The share of the decided cases, or of what they are counted as, that renewed. */
export function rateOf({ renewed, decided, undecided }: Outcomes): RatioWithUndecided {
  return { ...ratio(renewed, decided), undecided };
}
