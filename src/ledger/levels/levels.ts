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

/** Levels, and of each step what it is when it is booked by itself: its kind, and `firstStep` with it for the first one of an entity. */
export interface Steps extends Levels {
  readonly kinds: Uint8Array;
}

/** Levels that are BigInt: `levels` holds their ranks within the entity, which compare as the levels do. */
export interface OddLevels extends Levels {
  /** The exact level of each step, in multiples of 1/`denominators.get(entity)`. */
  readonly exact: readonly bigint[];
  readonly denominators: ReadonlyMap<number, bigint>;
}

/** Levels in several currencies: `levels` holds numbers that tell the levels of one entity apart, 0 for 0. */
export interface MixedLevels extends Levels {
  /** The exact level of each step by currency code; null for 0. */
  readonly exact: readonly (Rational | null)[][];
}

export type OddSteps = Steps & OddLevels;
export type MixedSteps = Steps & MixedLevels;
