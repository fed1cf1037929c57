/** What is known of one signal: a number, a word, yes or no. Null, or left out: not known. */
export type HealthValue = number | string | boolean | null | undefined;

/** A value and how old it is, for signals that lose weight with age. A value without an age is of today. */
export interface AgedHealthValue {
  /** What was observed. */
  readonly value: HealthValue;
  /** Days, >= 0; may be a fraction. */
  readonly ageDays: number;
}

/** The signals of one customer by key. Keys that a model does not name may stand beside those it does. */
export type HealthValues = Readonly<Record<string, HealthValue | AgedHealthValue>>;

/** How a value becomes points, from 0 (worst) to 100 (best). */
export type HealthNormalisation =
  | LinearNormalisation
  | {
      /** How the value becomes points. */
      readonly type: 'steps';
      /** In ascending order of `from`. */
      readonly steps: readonly HealthStep[];
      /** Points of values below the first step, 0..100. Default 0. */
      readonly below?: number | undefined;
    }
  | {
      /** How the value becomes points. */
      readonly type: 'categories';
      /** By the text of the value: 'gold', 'true', '3'. */
      readonly points: Readonly<Record<string, number>>;
      /** Points of any other value; null: such a value counts as not known. Left out, it throws. */
      readonly other?: number | null | undefined;
    };

/** 0 points at `worst` and beyond, 100 at `best` and beyond, in proportion between. Either may be the larger one. */
export interface LinearNormalisation {
  /** In proportion between two values. */
  readonly type: 'linear';
  /** The value that gets 0 points. */
  readonly worst: number;
  /** The value that gets 100 points. */
  readonly best: number;
}

/** The points of values from `from` on, up to the next step. Values below the first step get `below`, 0 by default. */
export interface HealthStep {
  /** The lowest value of the step; included. */
  readonly from: number;
  /** The points of its values, 0..100. */
  readonly points: number;
}

/** One signal of a model: its weight, and how its value becomes points. */
export interface HealthModelSignal {
  /** The name of the signal: one of `healthSignals`, or your own. */
  readonly key: string;
  /** At least 0, and above 0 for one signal. Only the weights beside each other matter: 1, 1, 2 is 25, 25, 50. One of 0 is shown and not counted. */
  readonly weight: number;
  /** How its value becomes points. */
  readonly normalise: HealthNormalisation;
  /** The age in days at which an observation weighs half; one twice as old weighs a quarter. Default: age does not matter. */
  readonly halfLifeDays?: number | undefined;
}

/** A band reaches from `from`, included, up to the next band. */
export interface HealthBand {
  /** Its name in results, unique in the model. */
  readonly name: string;
  /** The lowest score in it, 0..100; included. */
  readonly from: number;
}

/** The condition of a cap. An unknown value meets no condition. */
export type HealthCondition =
  | {
      /** The name of the value to look at. */
      readonly key: string;
      /** How the two are compared. */
      readonly op: '<' | '<=' | '>' | '>=';
      /** What the value is compared with. */
      readonly value: number;
    }
  | {
      /** The name of the value to look at. */
      readonly key: string;
      /** How the two are compared. */
      readonly op: '=';
      /** What the value is compared with. */
      readonly value: number | string | boolean;
    }
  | {
      /** The name of the value to look at. */
      readonly key: string;
      /** How the two are compared. */
      readonly op: '!=';
      /** What the value is compared with. */
      readonly value: number | string | boolean;
    };

/** Limits the score to `max` if `when` holds. Its key need not be a signal of the model. */
export interface HealthCap {
  /** The condition. */
  readonly when: HealthCondition;
  /** The highest score while it holds, 0..100. */
  readonly max: number;
}

/** A health score as plain data, which travels through JSON. */
export interface HealthModel {
  /** What the score is made of; at least one. */
  readonly signals: readonly HealthModelSignal[];
  /** From the lowest up; the first one from 0. Default: red from 0, yellow from 40, green from 70. */
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
