/** The value of one signal: a number, a string, true or false. Null or left out: unknown. */
export type HealthValue = number | string | boolean | null | undefined;

/** A value and how old it is, for signals that lose weight with age. A value without an age counts as new. */
export interface AgedHealthValue {
  /** The observed value. */
  readonly value: HealthValue;
  /** The age in days, >= 0: whole days from `healthSignals`; a fraction is allowed. */
  readonly ageDays: number;
}

/** The signals of one customer, by key. Keys that a model does not name are allowed. */
export type HealthValues = Readonly<Record<string, HealthValue | AgedHealthValue>>;

/** How a value becomes points, from 0 (worst) to 100 (best). */
export type HealthNormalisation =
  | LinearNormalisation
  | {
      /** How the value becomes points. */
      readonly type: 'steps';
      /** The steps, in ascending order of `from`. */
      readonly steps: readonly HealthStep[];
      /** Points of values below the first step, 0..100. Default 0. */
      readonly below?: number | undefined;
    }
  | {
      /** How the value becomes points. */
      readonly type: 'categories';
      /** The points of each value, by its text: 'gold', 'true', '3'. */
      readonly points: Readonly<Record<string, number>>;
      /** The points of any other value; null: such a value counts as unknown. If left out, such a value throws. */
      readonly other?: number | null | undefined;
    };

/** 0 points at `worst` and beyond, 100 at `best` and beyond, in proportion between them. Either may be the larger one. */
export interface LinearNormalisation {
  /** In proportion between two values. */
  readonly type: 'linear';
  /** The value that gets 0 points. */
  readonly worst: number;
  /** The value that gets 100 points. */
  readonly best: number;
}

/** The points of values from `from` up to the next step. Values below the first step get `below`, 0 by default. */
export interface HealthStep {
  /** The lowest value of the step; included. */
  readonly from: number;
  /** The points of its values, 0..100. */
  readonly points: number;
}

/** One signal of a model: its weight, and how its value becomes points. */
export interface HealthModelSignal {
  /** The key of the signal: one of `healthSignals`, or your own. */
  readonly key: string;
  /**
   * The weight: at least 0, and above 0 for at least one signal. Only ratios of weights matter: 1, 1, 2 means 25, 25, 50. A signal with
   * weight 0 is shown but not counted.
   */
  readonly weight: number;
  /** How its value becomes points. */
  readonly normalise: HealthNormalisation;
  /** The age in days at which an observation has half its weight; at twice that age, it has a quarter. Default: age does not matter. */
  readonly halfLifeDays?: number | undefined;
}

/** A band reaches from `from`, included, up to the next band. */
export interface HealthBand {
  /** The name of the band in results, unique in the model. */
  readonly name: string;
  /** The lowest score in the band, 0..100; included. */
  readonly from: number;
}

/** The condition of a cap. An unknown value meets no condition. */
export type HealthCondition =
  | {
      /** The key of the value to compare. */
      readonly key: string;
      /** The comparison of the customer's value with `value`. */
      readonly op: '<' | '<=' | '>' | '>=';
      /** The value to compare with. */
      readonly value: number;
    }
  | {
      /** The key of the value to compare. */
      readonly key: string;
      /** The comparison of the customer's value with `value`. */
      readonly op: '=';
      /** The value to compare with. */
      readonly value: number | string | boolean;
    }
  | {
      /** The key of the value to compare. */
      readonly key: string;
      /** The comparison of the customer's value with `value`. */
      readonly op: '!=';
      /** The value to compare with. */
      readonly value: number | string | boolean;
    };

/** Limits the score to `max` if `when` holds. Its key need not be a signal of the model. */
export interface HealthCap {
  /** The condition. */
  readonly when: HealthCondition;
  /** The highest score if the condition holds, 0..100. */
  readonly max: number;
}

/** A health score as plain data, which survives a round trip through JSON. */
export interface HealthModel {
  /** The signals that make up the score; at least one. */
  readonly signals: readonly HealthModelSignal[];
  /** The bands, lowest first; the first one begins at 0. Default: red from 0, yellow from 40, green from 70. */
  readonly bands?: readonly HealthBand[] | undefined;
  /** Limits to the score. Default: none. */
  readonly caps?: readonly HealthCap[] | undefined;
  /** Below this share of the weights, 0..1, there is no score. Default 0: one known signal is enough. */
  readonly minimumCoverage?: number | undefined;
}

export const defaultBands: readonly HealthBand[] = [
  { name: 'red', from: 0 },
  { name: 'yellow', from: 40 },
  { name: 'green', from: 70 },
];
