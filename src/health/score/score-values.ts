import { pathTo, reject } from '../../errors.ts';
import { compare, divide, multiply, ofNumber, subtract, toNumber } from '../../exact/index.ts';
import { isFiniteNumber } from '../../read/index.ts';
import type { HealthCap, HealthCondition, HealthValue } from './health-model.ts';
import { type KnownValue, type KnownValues, readValues } from './read-values.ts';
import { decayOf, type ExactWeighing, exactWeighing, type Scorecard, type ScoredSignal } from './scorecard.ts';

/** What one signal adds to a score. */
export interface HealthContribution {
  /** The key of the signal. */
  readonly key: string;
  /** The value, as given; null if unknown. */
  readonly value: Exclude<HealthValue, undefined>;
  /** The age of the value in days, if it was given with one. */
  readonly ageDays?: number;
  /** The points of the value, 0..100; null if the value is unknown. */
  readonly points: number | null;
  /** The weight in the model. */
  readonly weight: number;
  /** The signal's share of the weights of all known signals, reduced by age; 0 if the value is unknown. */
  readonly effectiveWeight: number;
  /** points x effectiveWeight; 0 if the value is unknown. */
  readonly contribution: number;
}

/** A cap that lowers a score, or would if an earlier one had not. */
export interface AppliedHealthCap extends HealthCap {
  /** How much the cap lowers the score, after the caps before it. */
  readonly reduction: number;
}

/** A health score and what it is made of. */
export interface HealthScore {
  /** The score, 0..100, 100 = healthy; null when too little is known. */
  readonly score: number | null;
  /** The band of the score; null when there is no score. */
  readonly band: string | null;
  /** The share of the model's weights whose signals are known, 0..1; an observation that is one half-life old counts half. */
  readonly coverage: number;
  /** One per signal, in the order of the model. */
  readonly contributions: readonly HealthContribution[];
  /** One per cap that lowers the score, or would if an earlier one had not, in the order of the model. */
  readonly caps: readonly AppliedHealthCap[];
}

/** The sums that a score is made of, for one customer. */
interface Weighing {
  /** By signal; null and 0 where not known. */
  readonly points: readonly (number | null)[];
  readonly weights: readonly number[];
  readonly weight: number;
  readonly coverage: number;
  /** Whether enough is known. */
  readonly isScored: boolean;
  /** Worked out when a decision needs it. */
  exactly(): ExactWeighing;
}

/** Doubles err by less than a thousandth of this; what lies closer to an edge is decided by rationals. */
const closest = 1e-9;
/** A sum of weights below this may have lost digits, or all of them. */
const leastWeight = 1e-100;

/** Scores the values of one customer; `path` is theirs. */
export function scoreValues(given: unknown, card: Scorecard, path: string): HealthScore {
  const known = readValues(given, card.slots, path);
  const { points, weights, weight, coverage, isScored, exactly } = weigh(known, card, path);
  let score = 0;
  const contributions = card.signals.map((signal, slot) => {
    const effectiveWeight = weight === 0 ? 0 : (weights[slot] as number) / weight;
    const own = points[slot] as number | null;
    const contribution = weight === 0 ? 0 : ((weights[slot] as number) * (own ?? 0)) / weight;
    return contributionOf(signal, known[slot], own, effectiveWeight, contribution);
  });
  if (!isScored) return { score: null, band: null, coverage, contributions, caps: [] };
  for (let slot = 0; slot < weights.length; slot += 1) score += (weights[slot] as number) * (points[slot] ?? 0);
  score = roundedScore(score / weight);
  let compareTo = (edge: number) => score - edge;
  if (card.edges.some((edge) => Math.abs(score - edge) < closest)) {
    const exact = exactly();
    score = toNumber(divide(exact.sum, exact.weight));
    compareTo = (edge) => compare(exact.sum, multiply(ofNumber(edge), exact.weight));
  }
  const caps = appliedCaps(card, known, score, compareTo, path);
  const lowest = Math.min(...caps.map(({ max }) => max));
  const isCapped = lowest !== Number.POSITIVE_INFINITY;
  return {
    score: isCapped ? lowest : score,
    band: bandOf(card, isCapped ? (edge) => lowest - edge : compareTo),
    coverage,
    contributions,
    caps,
  };
}

/** A short decimal that sums of doubles miss by their last digits: 71.8 in place of 71.80000000000001. */
function roundedScore(score: number): number {
  const short = Math.round(score * 1e9) / 1e9;
  return Math.abs(score - short) <= 4e-15 * score ? short : score;
}

function weigh(known: KnownValues, card: Scorecard, path: string): Weighing {
  const { signals, totalWeight, minimumWeight, isWhole } = card;
  const points = new Array<number | null>(signals.length).fill(null);
  let weights = new Array<number>(signals.length).fill(0);
  let [weight, isAnyKnown, isAged] = [0, false, false];
  for (let slot = 0; slot < signals.length; slot += 1) {
    const value = known[slot];
    if (value === undefined) continue;
    const signal = signals[slot] as ScoredSignal;
    const own = signal.points.of(value.value, path);
    if (own === null) continue;
    const decay = decayOf(signal, value);
    points[slot] = own;
    weights[slot] = signal.scaledWeight * decay;
    weight += weights[slot] as number;
    isAnyKnown = true;
    if (decay !== 1) isAged = true;
  }
  let exact: ExactWeighing | undefined;
  const exactly = () => {
    exact ??= exactWeighing(card, known, (slot) => points[slot] !== null);
    return exact;
  };
  let coverage = weight / totalWeight;
  let isEnough = weight >= minimumWeight;
  if (isAnyKnown && weight < leastWeight) {
    const { weights: exact, weight: sum } = exactly();
    coverage = toNumber(divide(sum, card.exactTotal));
    weights = exact.map((own) => (own === undefined || sum.n === 0n ? 0 : toNumber(divide(own, sum))));
    weight = sum.n === 0n ? 0 : 1;
  }
  if ((isAged || !isWhole) && Math.abs(coverage - card.minimumCoverage) < closest) {
    const covered = divide(exactly().weight, card.exactTotal);
    coverage = toNumber(covered);
    isEnough = compare(covered, ofNumber(card.minimumCoverage)) >= 0;
  }
  return { points, weights, weight, coverage, isScored: weight > 0 && isEnough, exactly };
}

/** Without a field for the age where there is none. */
function contributionOf(
  { key, weight }: ScoredSignal,
  known: KnownValue | undefined,
  points: number | null,
  effectiveWeight: number,
  contribution: number,
): HealthContribution {
  const value = known === undefined ? null : known.value;
  const ageDays = known?.ageDays;
  return ageDays === undefined
    ? { key, value, points, weight, effectiveWeight, contribution }
    : { key, value, ageDays, points, weight, effectiveWeight, contribution };
}

/** What the caps do to a score, in their order. */
function appliedCaps(
  { caps, slots }: Scorecard,
  known: KnownValues,
  score: number,
  compareTo: (edge: number) => number,
  path: string,
): AppliedHealthCap[] {
  let left = score;
  const applied: AppliedHealthCap[] = [];
  for (const { when, max } of caps) {
    if (!holds(when, known[slots.get(when.key) as number]?.value, path) || compareTo(max) <= 0) continue;
    const isLower = applied.length === 0 || max < left;
    applied.push({ when, max, reduction: isLower ? toNumber(subtract(ofNumber(left), ofNumber(max))) : 0 });
    if (isLower) left = max;
  }
  return applied;
}

function holds(when: HealthCondition, value: number | string | boolean | undefined, path: string): boolean {
  if (value === undefined) return false;
  if (when.op === '=') return value === when.value;
  if (when.op === '!=') return value !== when.value;
  if (!isFiniteNumber(value)) reject('INVALID_NUMBER', pathTo(path, when.key), 'be a number: a cap compares it', value);
  if (when.op === '<') return value < when.value;
  if (when.op === '<=') return value <= when.value;
  return when.op === '>' ? value > when.value : value >= when.value;
}

/** The highest band that a score reaches: one of exactly 40 is in the band from 40. */
function bandOf({ bands }: Scorecard, compareTo: (edge: number) => number): string {
  let place = bands.length - 1;
  while (place > 0 && compareTo((bands[place] as { from: number }).from) < 0) place -= 1;
  return (bands[place] as { name: string }).name;
}
