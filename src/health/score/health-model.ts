/** What is known of one signal: a number, a word, yes or no. Null, or left out: not known. */
export type HealthValue = number | string | boolean | null | undefined;

/** A value and how old it is, for signals that lose weight with age. A value without an age is of today. */
export interface AgedHealthValue {
  readonly value: HealthValue;
  /** Days, >= 0; may be a fraction. */
  readonly ageDays: number;
}

/** The signals of one customer by key. Keys that a model does not name may stand beside those it does. */
export type HealthValues = Readonly<Record<string, HealthValue | AgedHealthValue>>;

/** How a value becomes points, from 0 (worst) to 100 (best). */
export type HealthNormalisation =
  | LinearNormalisation
  | { readonly type: 'steps'; readonly steps: readonly HealthStep[]; readonly below?: number | undefined }
  | {
      readonly type: 'categories';
      /** By the text of the value: 'gold', 'true', '3'. */
      readonly points: Readonly<Record<string, number>>;
      /** Points of any other value; null: such a value counts as not known. Left out, it throws. */
      readonly other?: number | null | undefined;
    };

/** 0 points at `worst` and beyond, 100 at `best` and beyond, in proportion between. Either may be the larger one. */
export interface LinearNormalisation {
  readonly type: 'linear';
  readonly worst: number;
  readonly best: number;
}

/** The points of values from `from` on, up to the next step. Values below the first step get `below`, 0 by default. */
export interface HealthStep {
  readonly from: number;
  readonly points: number;
}

export interface HealthModelSignal {
  readonly key: string;
  /** At least 0, and above 0 for one signal. Only the weights beside each other matter: 1, 1, 2 is 25, 25, 50. One of 0 is shown and not counted. */
  readonly weight: number;
  readonly normalise: HealthNormalisation;
  /** An observation this old weighs half, one twice as old a quarter. Left out, age does not matter. */
  readonly halfLifeDays?: number | undefined;
}

/** A band reaches from `from`, included, up to the next band. */
export interface HealthBand {
  readonly name: string;
  readonly from: number;
}

/** The condition of a cap. An unknown value meets no condition. */
export type HealthCondition =
  | { readonly key: string; readonly op: '<' | '<=' | '>' | '>='; readonly value: number }
  | { readonly key: string; readonly op: '='; readonly value: number | string | boolean }
  | { readonly key: string; readonly op: '!='; readonly value: number | string | boolean };

/** Limits the score to `max` if `when` holds. Its key need not be a signal of the model. */
export interface HealthCap {
  readonly when: HealthCondition;
  readonly max: number;
}

/** A health score as plain data, which travels through JSON. */
export interface HealthModel {
  readonly signals: readonly HealthModelSignal[];
  /** From the lowest up; the first one from 0. Default: red from 0, yellow from 40, green from 70. */
  readonly bands?: readonly HealthBand[] | undefined;
  readonly caps?: readonly HealthCap[] | undefined;
  /** Below this share of the weights, 0..1, there is no score. Default 0: one known signal is enough. */
  readonly minimumCoverage?: number | undefined;
}

export const defaultBands: readonly HealthBand[] = [
  { name: 'red', from: 0 },
  { name: 'yellow', from: 40 },
  { name: 'green', from: 70 },
];
