import {
  greatestCommonDivisor,
  multiply,
  type Near,
  type Numbers,
  nearNumbers,
  ofNumber,
  type Rational,
  rationals,
  reduce,
  sum,
  zero,
} from '../../exact/index.ts';
import type { HealthBand, HealthCap } from './health-model.ts';
import { type PointsOf, pointsOf, slopeOf } from './points-of.ts';
import type { Normalisation } from './read-normalisation.ts';

/** A model that was checked. */
export interface CheckedModel {
  readonly signals: readonly ReadSignal[];
  readonly bands: readonly HealthBand[];
  readonly caps: readonly ReadCap[];
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

export interface ReadCap {
  readonly cap: HealthCap;
  readonly max: number;
}

/** A model in the numbers that scores are worked out in: all of it that does not depend on the customer. */
export interface Scorecard<T> {
  readonly numbers: Numbers<T>;
  readonly signals: readonly ScoredSignal<T>[];
  /** What points are multiplied by, so that those of whole values are whole. */
  readonly scale: T;
  readonly zero: T;
  readonly totalWeight: T;
  readonly minimumWeight: T;
  /** From the highest down, without the lowest one. */
  readonly upperBands: readonly ScoredBand<T>[];
  readonly lowestBand: string;
  readonly caps: readonly ScoredCap<T>[];
}

export interface ScoredSignal<T> {
  readonly key: string;
  /** As the model has it. */
  readonly weight: number;
  readonly exactWeight: T;
  readonly halfLifeDays: number;
  readonly pointsOf: PointsOf<T>;
}

interface ScoredBand<T> {
  readonly name: string;
  /** Scaled. */
  readonly from: T;
}

export interface ScoredCap<T> {
  readonly cap: HealthCap;
  /** The place of the value that it looks at. */
  readonly slot: number;
  readonly score: number;
  readonly band: string;
  /** Scaled. */
  readonly max: T;
}

export interface Scorecards {
  /** The places of the values that the model looks at; those of the signals come first, in their order. */
  readonly slots: ReadonlyMap<string, number>;
  readonly near: Scorecard<Near>;
  /** Few customers need it, and few models. */
  readonly exact: () => Scorecard<Rational>;
}

export function scorecardsOf(model: CheckedModel): Scorecards {
  const keys = [...model.signals.map(({ key }) => key), ...model.caps.map(({ cap }) => cap.when.key)];
  const slots = new Map([...new Set(keys)].map((key, slot) => [key, slot]));
  let exact: Scorecard<Rational> | undefined;
  return {
    slots,
    near: scorecardOf(model, slots, nearNumbers()),
    exact: () => {
      exact ??= scorecardOf(model, slots, rationals);
      return exact;
    },
  };
}

function scorecardOf<T>(
  { signals, bands, caps, minimumCoverage }: CheckedModel,
  slots: ReadonlyMap<string, number>,
  numbers: Numbers<T>,
): Scorecard<T> {
  const weights = signals.map(({ weight }) => ofNumber(weight));
  const weightScale = commonDenominator(weights);
  const scale = commonDenominator(
    signals.flatMap(({ normalisation }) => (normalisation.type === 'linear' ? [slopeOf(normalisation)] : [])),
  );
  const total = multiply(sum(weights), weightScale);
  const scaled = (points: number) => numbers.of(multiply(ofNumber(points), scale));
  const falling = [...bands].reverse();
  const bandOf = (score: number) => falling.find(({ from }) => from <= score)?.name as string;
  return {
    numbers,
    signals: signals.map(({ key, weight, halfLifeDays, normalisation }, index) => ({
      key,
      weight,
      exactWeight: numbers.of(multiply(weights[index] as Rational, weightScale)),
      halfLifeDays,
      pointsOf: pointsOf(normalisation, key, numbers, scale),
    })),
    scale: numbers.of(scale),
    zero: numbers.of(zero),
    totalWeight: numbers.of(total),
    minimumWeight: numbers.of(multiply(ofNumber(minimumCoverage), total)),
    upperBands: falling.slice(0, -1).map(({ name, from }) => ({ name, from: scaled(from) })),
    lowestBand: bandOf(0),
    caps: caps.map(({ cap, max }) => ({
      cap,
      slot: slots.get(cap.when.key) as number,
      score: max,
      band: bandOf(max),
      max: scaled(max),
    })),
  };
}

/** Numbers with a larger one would be no longer whole in float64 anyway. */
const largestDenominator = 2n ** 40n;

/** The least whole number that makes all fractions whole; 1 where that is a large one. */
function commonDenominator(fractions: readonly Rational[]): Rational {
  let common = 1n;
  for (const { d } of fractions.map(reduce)) common = (common / greatestCommonDivisor(common, d)) * d;
  return { n: common > largestDenominator ? 1n : common, d: 1n };
}
