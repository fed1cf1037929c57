import {
  add,
  compare,
  greatestCommonDivisor,
  multiply,
  ofNumber,
  type Rational,
  reduce,
  sum,
  toNumber,
  zero,
} from '../../exact/index.ts';
import type { HealthBand, HealthCap } from './health-model.ts';
import { type Points, pointsOf } from './points-of.ts';
import type { Normalisation } from './read-normalisation.ts';
import type { KnownValue, KnownValues } from './read-values.ts';

/** A model that was checked. */
export interface CheckedModel {
  readonly signals: readonly ReadSignal[];
  readonly bands: readonly HealthBand[];
  readonly caps: readonly HealthCap[];
  /** 0..1. */
  readonly minimumCoverage: number;
}

export interface ReadSignal {
  readonly key: string;
  readonly weight: number;
  readonly normalisation: Normalisation;
  /** Infinity where age does not matter. */
  readonly halfLifeDays: number;
}

/** All of a model that does not depend on the customer. */
export interface Scorecard extends CheckedModel {
  readonly signals: readonly ScoredSignal[];
  /** The places of the values that the model looks at; those of the signals come first, in their order. */
  readonly slots: ReadonlyMap<string, number>;
  readonly exactTotal: Rational;
  readonly totalWeight: number;
  readonly minimumWeight: number;
  /** Whether all weights are whole, and small enough to be added without rounding. */
  readonly isWhole: boolean;
  /** What a score is compared with: where bands begin, and caps. */
  readonly edges: readonly number[];
}

export interface ScoredSignal extends ReadSignal {
  /** Scaled, so that weights are whole where they can be. */
  readonly scaledWeight: number;
  readonly points: Points;
}

export function scorecardOf(model: CheckedModel): Scorecard {
  const { signals, bands, caps, minimumCoverage } = model;
  const weights = signals.map(({ weight }) => ofNumber(weight));
  const total = sum(weights);
  const minimum = multiply(ofNumber(minimumCoverage), total);
  const common = commonDenominator([...weights, minimum]);
  const largest = { n: total.n * common, d: total.d };
  const isWhole = compare(largest, largestWhole) <= 0;
  // Shares of the total cannot overflow.
  const scale = isWhole ? { n: common, d: 1n } : { n: total.d, d: total.n };
  const scaled = (weight: Rational) => toNumber(multiply(weight, scale));
  return {
    ...model,
    signals: signals.map((signal, index) => ({
      ...signal,
      scaledWeight: scaled(weights[index] as Rational),
      points: pointsOf(signal.normalisation, signal.key),
    })),
    slots: new Map(
      [...new Set([...signals.map(({ key }) => key), ...caps.map(({ when }) => when.key)])].map((key, slot) => [
        key,
        slot,
      ]),
    ),
    exactTotal: total,
    totalWeight: scaled(total),
    minimumWeight: scaled(minimum),
    isWhole,
    edges: [...bands.slice(1).map(({ from }) => from), ...caps.map(({ max }) => max)],
  };
}

const largestWhole: Rational = { n: 2n ** 52n, d: 1n };

function commonDenominator(fractions: readonly Rational[]): bigint {
  return fractions.map(reduce).reduce((common, { d }) => (common / greatestCommonDivisor(common, d)) * d, 1n);
}

/** What age leaves of the weight of an observation, as a share. */
export function decayOf({ halfLifeDays }: ReadSignal, { ageDays = 0 }: KnownValue): number {
  return ageDays === 0 || halfLifeDays === Number.POSITIVE_INFINITY ? 1 : 2 ** (-ageDays / halfLifeDays);
}

/** The weights of one customer's known signals and the sum of their products with the points, exactly. */
export interface ExactWeighing {
  /** By signal; undefined where not known. */
  readonly weights: readonly (Rational | undefined)[];
  readonly weight: Rational;
  readonly sum: Rational;
}

/** `isKnown` says which signals have points. */
export function exactWeighing(
  { signals }: Scorecard,
  known: KnownValues,
  isKnown: (slot: number) => boolean,
): ExactWeighing {
  let [weight, sum] = [zero, zero];
  const weights = signals.map((signal, slot) => {
    if (!isKnown(slot)) return undefined;
    const given = known[slot] as KnownValue;
    const own = multiply(ofNumber(signal.weight), ofNumber(decayOf(signal, given)));
    weight = add(weight, own);
    sum = add(sum, multiply(own, signal.points.exactly(given.value)));
    return own;
  });
  return { weights, weight, sum };
}
