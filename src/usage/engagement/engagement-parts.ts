import { reject } from '../../errors.ts';
import { checkKeys } from '../../read/index.ts';

/** What a fully engaged customer reaches in the period. */
export interface EngagementTargets {
  /** Days with an event. */
  readonly activeDays?: number | undefined;
  /** Seconds of use, all events together. */
  readonly seconds?: number | undefined;
  /** Distinct features. */
  readonly features?: number | undefined;
}

/** The targets, the weight of each component, and whose scores are wanted. */
export interface EngagementOptions {
  /** Numbers above 0, at least one; what has no target is not part of the score. */
  readonly targets: EngagementTargets;
  /** Weights of the components that have a target: numbers from 0 to 1e9, 1 by default. */
  readonly weights?: EngagementTargets | undefined;
  /** Ids of the customers to score, also those without an event; missing: those active in the period. */
  readonly customers?: readonly string[] | undefined;
}

/** The score of one customer and what it is made of. */
export interface EngagementScore {
  readonly customerId: string;
  /** 0..100; null when nothing is known of all that counts. */
  readonly score: number | null;
  readonly activeDays: number;
  /** Null when the customer has events, and none says how long it lasted. */
  readonly seconds: number | null;
  readonly features: number;
  /** Each 0..100; null without a target, or where nothing is known. */
  readonly frequencyPoints: number | null;
  readonly durationPoints: number | null;
  readonly breadthPoints: number | null;
}

/** Far from where a weighted sum would leave the range of numbers. */
const largestWeight = 1e9;

interface Part {
  /** Null when it is not part of the score. */
  readonly target: number | null;
  readonly weight: number;
}

type PartName = keyof EngagementTargets;
type Parts = { readonly [name in PartName]: Part };

const partNames: readonly PartName[] = ['activeDays', 'seconds', 'features'];

export function readParts({ targets, weights = {} }: EngagementOptions): Parts {
  checkKeys(targets, partNames, 'options.targets');
  checkKeys(weights, partNames, 'options.weights');
  const part = (name: PartName): Part => {
    const [target, weight] = [targets[name], weights[name] ?? 1];
    if (target !== undefined && !(typeof target === 'number' && target > 0 && target < Number.POSITIVE_INFINITY)) {
      reject('INVALID_NUMBER', `options.targets.${name}`, 'be a finite number above 0', target);
    }
    if (!(typeof weight === 'number' && weight >= 0 && weight <= largestWeight)) {
      reject('INVALID_NUMBER', `options.weights.${name}`, `be a number from 0 to ${largestWeight}`, weight);
    }
    return { target: target ?? null, weight };
  };
  const parts: Parts = { activeDays: part('activeDays'), seconds: part('seconds'), features: part('features') };
  const counts = partNames.some((name) => parts[name].target !== null && parts[name].weight > 0);
  if (!counts) reject('INVALID_OPTION', 'options.targets', 'have a target with a weight above 0', targets);
  return parts;
}

interface Use {
  readonly activeDays: number;
  readonly seconds: number | null;
  readonly features: number;
}

export function scoreOf(customerId: string, use: Use, parts: Parts): EngagementScore {
  const points = (name: PartName): number | null => {
    const [value, { target }] = [use[name], parts[name]];
    return value === null || target === null ? null : 100 * Math.min(1, value / target);
  };
  const [frequencyPoints, durationPoints, breadthPoints] = [
    points('activeDays'),
    points('seconds'),
    points('features'),
  ];
  let [sum, weights] = [0, 0];
  const counted: number[] = [];
  for (const [known, { weight }] of [
    [frequencyPoints, parts.activeDays],
    [durationPoints, parts.seconds],
    [breadthPoints, parts.features],
  ] as const) {
    if (known === null) continue;
    if (weight > 0) counted.push(known);
    sum += weight * known;
    weights += weight;
  }
  // A mean lies among what it is of, which its last digit may miss: 100 of all is 100.
  const score = weights === 0 ? null : Math.min(Math.max(sum / weights, Math.min(...counted)), Math.max(...counted));
  return { customerId, score, ...use, frequencyPoints, durationPoints, breadthPoints };
}
