import { undecided } from '../../exact/index.ts';
import { type AppliedHealthCap, applyCaps } from './apply-caps.ts';
import type { HealthValue } from './health-model.ts';
import type { Points } from './points-of.ts';
import type { ReadModel } from './read-model.ts';
import { type KnownValue, type KnownValues, readValues } from './read-values.ts';
import type { Scorecard, ScoredSignal } from './scorecard.ts';

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

/** Scores the values of one customer; `path` is theirs. */
export function scoreValues(given: unknown, { scorecards }: ReadModel, path: string): HealthScore {
  const { slots, near, exact } = scorecards;
  const known = readValues(given, slots, path);
  try {
    return scoreKnown(known, near, path);
  } catch (thrown) {
    if (thrown !== undecided) throw thrown;
    return scoreKnown(known, exact(), path);
  }
}

/** A signal whose points are known, for one customer. */
interface Part<T> {
  readonly points: Points<T>;
  readonly weight: T;
  readonly product: T;
}

function scoreKnown<T>(known: KnownValues, card: Scorecard<T>, path: string): HealthScore {
  const { numbers, signals } = card;
  let [weight, sum] = [card.zero, card.zero];
  const parts = new Array<Part<T> | null>(signals.length).fill(null);
  for (let slot = 0; slot < signals.length; slot += 1) {
    const part = partOf(known[slot], signals[slot] as ScoredSignal<T>, card, path);
    if (part === null) continue;
    parts[slot] = part;
    weight = numbers.add(weight, part.weight);
    sum = numbers.add(sum, part.product);
  }
  const isKnown = numbers.compare(weight, card.zero) > 0;
  const isScored = isKnown && numbers.compare(weight, card.minimumWeight) >= 0;
  const divisor = numbers.multiply(weight, card.scale);
  const contributions = parts.map((part, slot) => {
    const signal = signals[slot] as ScoredSignal<T>;
    if (part === null || !isKnown) return contributionOf(signal, known[slot], part, 0, 0);
    const effectiveWeight = numbers.quotient(part.weight, weight);
    return contributionOf(signal, known[slot], part, effectiveWeight, numbers.quotient(part.product, divisor));
  });
  const coverage = numbers.quotient(weight, card.totalWeight);
  if (!isScored) return { score: null, band: null, coverage, contributions, caps: [] };
  const { applied, lowest } = applyCaps(card, known, { sum, weight, divisor }, path);
  return {
    score: lowest === undefined ? numbers.quotient(sum, divisor) : lowest.score,
    band: lowest === undefined ? bandOf(sum, weight, card) : lowest.band,
    coverage,
    contributions,
    caps: applied,
  };
}

function partOf<T>(
  known: KnownValue | undefined,
  signal: ScoredSignal<T>,
  { numbers }: Scorecard<T>,
  path: string,
): Part<T> | null {
  if (known === undefined) return null;
  const points = signal.pointsOf(known.value, path);
  if (points === null) return null;
  const { exactWeight, halfLifeDays } = signal;
  const age = known.ageDays ?? 0;
  const isDecayed = age > 0 && halfLifeDays !== Number.POSITIVE_INFINITY;
  const weight = isDecayed ? numbers.multiply(exactWeight, numbers.ofNumber(2 ** (-age / halfLifeDays))) : exactWeight;
  return { points, weight, product: numbers.multiply(weight, points.scaled) };
}

/** Without a field for the age where there is none. */
function contributionOf(
  { key, weight }: ScoredSignal<unknown>,
  known: KnownValue | undefined,
  part: Part<unknown> | null,
  effectiveWeight: number,
  contribution: number,
): HealthContribution {
  const value = known === undefined ? null : known.value;
  const ageDays = known?.ageDays;
  const points = part === null ? null : part.points.points;
  return ageDays === undefined
    ? { key, value, points, weight, effectiveWeight, contribution }
    : { key, value, ageDays, points, weight, effectiveWeight, contribution };
}

/** Told by the exact score: one of exactly 40 is in the band from 40. */
function bandOf<T>(sum: T, weight: T, { numbers, upperBands, lowestBand }: Scorecard<T>): string {
  for (const { name, from } of upperBands) {
    if (numbers.compare(sum, numbers.multiply(from, weight)) >= 0) return name;
  }
  return lowestBand;
}
