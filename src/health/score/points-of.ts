import { reject } from '../../errors.ts';
import { divide, multiply, type Numbers, ofNumber, type Rational, subtract } from '../../exact/index.ts';
import { isFiniteNumber } from '../../read/index.ts';
import type { Normalisation } from './read-normalisation.ts';

/** What a value is worth. */
export interface Points<T> {
  /** 0..100, rounded. */
  readonly points: number;
  /** The same times the scale of the scorecard, not rounded. */
  readonly scaled: T;
}

/** The points of a value that is known; null where the model takes it for unknown. `path` is that of the customer's values. */
export type PointsOf<T> = (value: number | string | boolean, path: string) => Points<T> | null;

type NormalisationOf<Type> = Extract<Normalisation, { type: Type }>;

export function pointsOf<T>(
  normalisation: Normalisation,
  key: string,
  numbers: Numbers<T>,
  scale: Rational,
): PointsOf<T> {
  const worth = (points: number): Points<T> => ({ points, scaled: numbers.of(multiply(ofNumber(points), scale)) });
  if (normalisation.type === 'linear') return linear(normalisation, key, numbers, scale, worth);
  if (normalisation.type === 'steps') return steps(normalisation, key, worth);
  return categories(normalisation, key, worth);
}

/** Points for one of a value, before they are scaled. */
export function slopeOf({ worst, best }: NormalisationOf<'linear'>): Rational {
  return divide(ofNumber(100), subtract(ofNumber(best), ofNumber(worst)));
}

function linear<T>(
  normalisation: NormalisationOf<'linear'>,
  key: string,
  numbers: Numbers<T>,
  exactScale: Rational,
  worth: (points: number) => Points<T>,
): PointsOf<T> {
  const { worst, best } = normalisation;
  const [least, most] = [worth(0), worth(100)];
  const [from, scale] = [numbers.ofNumber(worst), numbers.of(exactScale)];
  const slope = numbers.of(multiply(slopeOf(normalisation), exactScale));
  return (value, path) => {
    const observed = checkMeasured(value, path, key);
    // Doubles are in the order of the decimals that they print as.
    if (best > worst ? observed <= worst : observed >= worst) return least;
    if (best > worst ? observed >= best : observed <= best) return most;
    const scaled = numbers.multiply(numbers.subtract(numbers.ofNumber(observed), from), slope);
    return { points: numbers.quotient(scaled, scale), scaled };
  };
}

function steps<T>(
  { steps: list, below }: NormalisationOf<'steps'>,
  key: string,
  worth: (points: number) => Points<T>,
): PointsOf<T> {
  const ready = list.map((step) => ({ from: step.from, worth: worth(step.points) }));
  const least = worth(below);
  return (value, path) => {
    const observed = checkMeasured(value, path, key);
    let points = least;
    for (const step of ready) if (step.from <= observed) points = step.worth;
    return points;
  };
}

function categories<T>(
  { points, other }: NormalisationOf<'categories'>,
  key: string,
  worth: (points: number) => Points<T>,
): PointsOf<T> {
  const ready = new Map([...points].map(([name, own]) => [name, worth(own)]));
  const rest = typeof other === 'number' ? worth(other) : null;
  return (value, path) => {
    const known = ready.get(String(value));
    if (known !== undefined) return known;
    if (other !== undefined) return rest;
    const names = [...points.keys()].map((name) => `'${name}'`).join(', ');
    return reject('INVALID_OPTION', `${path}.${key}`, `be one of ${names}, or the model have points for others`, value);
  };
}

function checkMeasured(value: unknown, path: string, key: string): number {
  if (isFiniteNumber(value)) return value;
  return reject('INVALID_NUMBER', `${path}.${key}`, 'be a finite number, or null where not known', value);
}
