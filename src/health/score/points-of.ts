import { pathTo, reject } from '../../errors.ts';
import { divide, multiply, ofNumber, type Rational, subtract, toNumber } from '../../exact/index.ts';
import { isFiniteNumber } from '../../read/index.ts';
import type { LinearNormalisation } from './health-model.ts';
import type { Normalisation } from './read-normalisation.ts';

/** The points of values of one signal. */
export interface Points {
  /** 0..100, within 2e-15 of their size; null where the model takes the value for unknown. `path` is that of the customer's values. */
  of(value: number | string | boolean, path: string): number | null;
  /** The same exactly, of a value that has points. */
  exactly(value: number | string | boolean): Rational;
}

type NormalisationOf<Type> = Extract<Normalisation, { type: Type }>;

export function pointsOf(normalisation: Normalisation, key: string): Points {
  if (normalisation.type === 'linear') return linear(normalisation, key);
  const of = normalisation.type === 'steps' ? steps(normalisation, key) : categories(normalisation, key);
  return { of, exactly: (value) => ofNumber(of(value, '') as number) };
}

/** Up to here a hundred times a number of thousandths is whole and told apart from its neighbours. */
const mostThousandths = 1e13;
/** Up to so many times their difference, numbers lose no digit of it that matters. */
const mostCancelled = 4;

function linear({ worst, best }: LinearNormalisation, key: string): Points {
  const [from, span] = [ofNumber(worst), subtract(ofNumber(best), ofNumber(worst))];
  const [fromThousandths, toThousandths] = [thousandthsOf(worst), thousandthsOf(best)];
  const width = toNumber(span);
  const isRising = best > worst;
  // Doubles are in the order of the decimals that they print as.
  const isWorst = (observed: number) => (isRising ? observed <= worst : observed >= worst);
  const isBest = (observed: number) => (isRising ? observed >= best : observed <= best);

  function exactly(observed: number): Rational {
    if (isWorst(observed)) return ofNumber(0);
    if (isBest(observed)) return ofNumber(100);
    return divide(multiply(subtract(ofNumber(observed), from), ofNumber(100)), span);
  }

  return {
    of(value, path) {
      const observed = checkMeasured(value, path, key);
      if (isWorst(observed)) return 0;
      if (isBest(observed)) return 100;
      const thousandths = thousandthsOf(observed) - fromThousandths;
      const points = (100 * thousandths) / (toThousandths - fromThousandths);
      if (!Number.isNaN(points)) return points;
      const distance = observed - worst;
      const size = Math.abs(distance);
      const isTold = size * mostCancelled > Math.abs(observed) && size > 1e-200 && size < 1e200;
      return isTold ? (100 * distance) / width : toNumber(exactly(observed));
    },
    exactly: (value) => exactly(value as number),
  };
}

/** NaN for a number that has other decimals, or too many digits. */
function thousandthsOf(value: number): number {
  const whole = Math.round(value * 1000);
  return whole / 1000 === value && Math.abs(whole) < mostThousandths ? whole : Number.NaN;
}

function steps({ steps: list, below }: NormalisationOf<'steps'>, key: string): Points['of'] {
  return (value, path) => {
    const observed = checkMeasured(value, path, key);
    let points = below;
    for (const step of list) if (step.from <= observed) points = step.points;
    return points;
  };
}

function categories({ points, other }: NormalisationOf<'categories'>, key: string): Points['of'] {
  return (value, path) => {
    const known = points.get(String(value)) ?? other;
    if (known !== undefined) return known;
    const names = [...points.keys()].map((name) => `'${name}'`).join(', ');
    return reject(
      'INVALID_OPTION',
      pathTo(path, key),
      `be one of ${names}, unless the model has points for other values`,
      value,
    );
  };
}

function checkMeasured(value: unknown, path: string, key: string): number {
  if (isFiniteNumber(value)) return value;
  return reject('INVALID_NUMBER', pathTo(path, key), 'be a finite number, or null if unknown', value);
}
