import type { Rational } from '../../exact/index.ts';

/**
 * The levels of many entities over time, one beside the other. The steps of entity e stand from `offsets[e]` to `offsets[e + 1]`,
 * oldest first; each says from which instant on (its place among the ledger's instants) which level holds. Before its first step
 * an entity is at 0, and no step repeats the level before it, so the first step is always to a level above 0. Entities that are kept
 * elsewhere have no steps here; where all are, `offsets` is a single 0.
 */
export interface Levels {
  readonly offsets: Uint32Array;
  readonly places: Uint32Array;
  readonly levels: Float64Array;
}

/** Exact amounts by currency code; null for 0. */
export type Amounts = readonly (Rational | null)[];

/**
 * Levels as fractions, in any number of currencies: `levels` holds 1 for any level above 0. What is kept is by how much each step changes
 * the level, since the level itself, a sum of many prices, can have many more digits than any of them.
 */
export interface RationalLevels extends Levels {
  readonly changes: readonly Amounts[];
}

/** Levels, and whether each step, where it is from 0, is a return: 0 for a first or once more a new start. */
export interface Steps extends Levels {
  readonly returns: Uint8Array;
}

export type RationalSteps = Steps & RationalLevels;
