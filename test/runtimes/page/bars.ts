import type { MrrMovements } from 'tenure';

const terms = ['opening', 'new', 'reactivation', 'expansion', 'contraction', 'churn', 'closing'] as const;

/** One bar of the bridge: the levels of MRR that it reaches from and to. */
export interface Bar {
  readonly term: (typeof terms)[number];
  readonly amount: number;
  readonly from: number;
  readonly to: number;
}

/** A statement as a bridge: every bar starts at the level at which the one before it ended, and closing starts at 0 again. */
export function barsOf(statement: MrrMovements): Bar[] {
  let level = 0;
  return terms.map((term) => {
    const amount = statement[term];
    const from = term === 'closing' ? 0 : level;
    level = from + (term === 'contraction' || term === 'churn' ? -amount : amount);
    return { term, amount, from, to: level };
  });
}
