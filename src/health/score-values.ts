import { reject } from '../errors.ts';
import { add, compare, divide, multiply, ofNumber, type Rational, subtract, toNumber, zero } from '../exact/index.ts';
import { isFiniteNumber } from './checks.ts';
import type { HealthCap, HealthCondition, HealthValue } from './health-model.ts';
import type { ReadModel } from './read-model.ts';
import { type KnownValue, readValues } from './read-values.ts';

/** What one signal adds to a score. */
export interface HealthContribution {
  readonly key: string;
  /** As it was given; null where it is not known. */
  readonly value: Exclude<HealthValue, undefined>;
  /** Only where the value came with its age. */
  readonly ageDays?: number;
  /** 0..100; null where the value is not known. */
  readonly points: number | null;
  /** As the model has it. */
  readonly weight: number;
  /** Its share of the weights of the known signals, less what age took; 0 where the value is not known. */
  readonly effectiveWeight: number;
  /** points x effectiveWeight; 0 where the value is not known. */
  readonly contribution: number;
}

/** A cap that lowers a score, or would if another had not done so before it. */
export interface AppliedHealthCap extends HealthCap {
  /** How much it took off what the caps in front of it had left. */
  readonly reduction: number;
}

export interface HealthScore {
  /** 0..100, 100 = healthy; null when too little is known. */
  readonly score: number | null;
  /** Null when there is no score. */
  readonly band: string | null;
  /** The share of the model's weights that is known, 0..1; an observation one half-life old counts half. */
  readonly coverage: number;
  /** In the order of the model. */
  readonly contributions: readonly HealthContribution[];
  /** In the order of the model. */
  readonly caps: readonly AppliedHealthCap[];
}

type Values = ReadonlyMap<string, KnownValue>;

/** Scores the values of one customer; `path` is theirs. */
export function scoreValues(given: unknown, model: ReadModel, path: string): HealthScore {
  const values = readValues(given, path);
  const parts = model.signals.map((signal) => {
    const known = values.get(signal.key);
    const points = known === undefined ? null : signal.pointsOf(known.value, `${path}.${signal.key}`);
    const age = known?.ageDays ?? 0;
    const weight = points === null ? zero : decayed(signal.exactWeight, age, signal.halfLifeDays);
    return { signal, known, points, weight };
  });
  const knownWeight = parts.reduce((total, { weight }) => add(total, weight), zero);
  const coverage = divide(knownWeight, model.totalWeight);
  const isScored = knownWeight.n > 0n && compare(coverage, model.minimumCoverage) >= 0;

  let score = zero;
  const contributions = parts.map(({ signal, known, points, weight }): HealthContribution => {
    const effectiveWeight = weight.n === 0n ? zero : divide(weight, knownWeight);
    const contribution = points === null ? zero : multiply(points, effectiveWeight);
    score = add(score, contribution);
    return {
      key: signal.key,
      value: known?.value ?? null,
      ...(known?.ageDays !== undefined && { ageDays: known.ageDays }),
      points: points === null ? null : toNumber(points),
      weight: signal.weight,
      effectiveWeight: toNumber(effectiveWeight),
      contribution: toNumber(contribution),
    };
  });
  if (!isScored) return { score: null, band: null, coverage: toNumber(coverage), contributions, caps: [] };
  const capped = applyCaps(score, model, values, path);
  return {
    score: toNumber(capped.score),
    band: bandOf(capped.score, model),
    coverage: toNumber(coverage),
    contributions,
    caps: capped.caps,
  };
}

function decayed(weight: Rational, ageDays: number, halfLifeDays: number): Rational {
  return ageDays === 0 || halfLifeDays === Number.POSITIVE_INFINITY
    ? weight
    : multiply(weight, ofNumber(2 ** (-ageDays / halfLifeDays)));
}

/** Told by the exact score: one of exactly 40 is in the band from 40. */
function bandOf(score: Rational, { bands }: ReadModel): string {
  let name = '';
  for (const band of bands) if (compare(band.from, score) <= 0) name = band.name;
  return name;
}

function applyCaps(before: Rational, model: ReadModel, values: Values, path: string) {
  let score = before;
  const caps: AppliedHealthCap[] = [];
  for (const { cap, max } of model.caps) {
    if (!holds(cap.when, values, path) || compare(max, before) >= 0) continue;
    const lowered = compare(max, score) < 0 ? max : score;
    caps.push({ when: cap.when, max: cap.max, reduction: toNumber(subtract(score, lowered)) });
    score = lowered;
  }
  return { score, caps };
}

function holds(when: HealthCondition, values: Values, path: string): boolean {
  const value = values.get(when.key)?.value;
  if (value === undefined) return false;
  if (when.op === '=') return value === when.value;
  if (when.op === '!=') return value !== when.value;
  if (!isFiniteNumber(value)) reject('INVALID_NUMBER', `${path}.${when.key}`, 'be a number: a cap compares it', value);
  if (when.op === '<') return value < when.value;
  if (when.op === '<=') return value <= when.value;
  return when.op === '>' ? value > when.value : value >= when.value;
}
