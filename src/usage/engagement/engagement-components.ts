import { reject } from '../../errors.ts';
import { checkKeys, type Id, isFiniteNumber, readNumberAboveZero } from '../../read/index.ts';

/** The values that a fully engaged customer reaches in the period. */
export interface EngagementTargets {
  /** Days with an event. */
  readonly activeDays?: number | undefined;
  /** Seconds of use, over all events. */
  readonly seconds?: number | undefined;
  /** Distinct features. */
  readonly features?: number | undefined;
}

/** The targets, the weight of each component, and the customers to score. */
export interface EngagementOptions {
  /**
   * The targets: at least one of `activeDays`, `seconds` and `features`, each a number above 0; a component without a target is not part of
   * the score.
   */
  readonly targets: EngagementTargets;
  /** Weights of the components that have a target: numbers from 0 to 1e9. Default: 1 each. */
  readonly weights?: EngagementTargets | undefined;
  /** Ids of the customers to score, including those without an event. Default: those active in the period. */
  readonly customers?: readonly Id[] | undefined;
}

/** The score of one customer and what it is made of. */
export interface EngagementScore {
  /** The customer. */
  readonly customerId: string;
  /** The engagement score, 0..100; null if no component with a weight is known. */
  readonly score: number | null;
  /** Days of the period with an event. */
  readonly activeDays: number;
  /** The total duration of its events; null if the customer has events, but none with a duration. */
  readonly seconds: number | null;
  /** Distinct features used. */
  readonly features: number;
  /** Points for active days, 0..100; null without a target, or if unknown. */
  readonly frequencyPoints: number | null;
  /** Points for the time of use, 0..100; null without a target, or if unknown. */
  readonly durationPoints: number | null;
  /** Points for distinct features, 0..100; null without a target, or if unknown. */
  readonly breadthPoints: number | null;
}

/** Far from where a weighted sum would leave the range of numbers. */
const largestWeight = 1e9;

interface Component {
  /** Null when it does not enter the score. */
  readonly target: number | null;
  readonly weight: number;
}

type ComponentName = keyof EngagementTargets;
type Components = { readonly [name in ComponentName]: Component };

const names: readonly ComponentName[] = ['activeDays', 'seconds', 'features'];

export function readComponents({ targets, weights = {} }: EngagementOptions): Components {
  checkKeys(targets, names, 'options.targets');
  checkKeys(weights, names, 'options.weights');
  const component = (name: ComponentName): Component => {
    const { [name]: target } = targets;
    const { [name]: weight = 1 } = weights;
    if (target !== undefined) readNumberAboveZero(target, `options.targets.${name}`);
    if (!isFiniteNumber(weight) || weight < 0 || weight > largestWeight) {
      reject('INVALID_NUMBER', `options.weights.${name}`, `be a number from 0 to ${largestWeight}`, weight);
    }
    return { target: target ?? null, weight };
  };
  const components = {
    activeDays: component('activeDays'),
    seconds: component('seconds'),
    features: component('features'),
  };
  const counts = names.some((name) => components[name].target !== null && components[name].weight > 0);
  if (!counts) reject('INVALID_OPTION', 'options.targets', 'include a target with a weight above 0', targets);
  return components;
}

/** What one customer did in the period. */
export interface Use {
  readonly activeDays: number;
  readonly seconds: number | null;
  readonly features: number;
}

export function scoreOf(customerId: string, use: Use, components: Components): EngagementScore {
  const points = (name: ComponentName): number | null => {
    const [value, { target }] = [use[name], components[name]];
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
    [frequencyPoints, components.activeDays],
    [durationPoints, components.seconds],
    [breadthPoints, components.features],
  ] as const) {
    if (known === null) continue;
    if (weight > 0) counted.push(known);
    sum += weight * known;
    weights += weight;
  }
  // A mean lies among its values, which its last digit may miss: 100 everywhere gives 100.
  const score = weights === 0 ? null : Math.min(Math.max(sum / weights, Math.min(...counted)), Math.max(...counted));
  return { customerId, score, ...use, frequencyPoints, durationPoints, breadthPoints };
}
