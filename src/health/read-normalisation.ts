import { checkKeys, isRecord, reject } from '../errors.ts';
import { compare, divide, multiply, ofNumber, type Rational, subtract, toNumber, zero } from '../exact/index.ts';
import { checkFilledList, highest, isFiniteNumber, readExact, readPoints } from './checks.ts';

/** The points of a value that is known; null where the model takes it for unknown. `path` is the value's. */
export type PointsOf = (value: number | string | boolean, path: string) => Rational | null;

export function readNormalisation(value: unknown, path: string): PointsOf {
  if (!isRecord(value)) reject('INVALID_TYPE', path, 'be an object with its type', value);
  if (value.type === 'linear') return linear(value, path);
  if (value.type === 'steps') return steps(value, path);
  if (value.type === 'categories') return categories(value, path);
  return reject('INVALID_OPTION', `${path}.type`, "be one of 'linear', 'steps', 'categories'", value.type);
}

function linear(value: unknown, path: string): PointsOf {
  const given = checkKeys(value, ['type', 'worst', 'best'], path);
  const worst = readExact(given.worst, `${path}.worst`);
  const range = subtract(readExact(given.best, `${path}.best`), worst);
  if (range.n === 0n) reject('INVALID_NUMBER', `${path}.best`, 'differ from worst', given.best);
  return (observed, at) => {
    const share = divide(subtract(exactNumber(observed, at), worst), range);
    if (share.n <= 0n) return zero;
    return share.n >= share.d ? highest : multiply(share, highest);
  };
}

function steps(value: unknown, path: string): PointsOf {
  const given = checkKeys(value, ['type', 'steps', 'below'], path);
  const below = given.below === undefined ? zero : readPoints(given.below, `${path}.below`);
  const list = checkFilledList(given.steps, `${path}.steps`, 'be a list of { from, points }').map((step, index) => {
    const stepPath = `${path}.steps[${index}]`;
    const { from, points } = checkKeys(step, ['from', 'points'], stepPath);
    return { from: readExact(from, `${stepPath}.from`), points: readPoints(points, `${stepPath}.points`) };
  });
  checkRising(list, (index) => `${path}.steps[${index}].from`);
  return (observed, at) => {
    const exact = exactNumber(observed, at);
    let points = below;
    for (const step of list) if (compare(step.from, exact) <= 0) points = step.points;
    return points;
  };
}

function categories(value: unknown, path: string): PointsOf {
  const given = checkKeys(value, ['type', 'points', 'other'], path);
  if (!isRecord(given.points)) reject('INVALID_TYPE', `${path}.points`, 'be an object of points', given.points);
  const points = new Map<string, Rational>();
  for (const [name, worth] of Object.entries(given.points)) {
    points.set(name, readPoints(worth, `${path}.points.${name}`));
  }
  if (points.size === 0) reject('INVALID_OPTION', `${path}.points`, 'name a category', given.points);
  const { other } = given;
  const otherPoints = other === undefined || other === null ? null : readPoints(other, `${path}.other`);
  return (observed, at) => {
    const known = points.get(String(observed));
    if (known !== undefined) return known;
    if (other !== undefined) return otherPoints;
    const names = [...points.keys()].map((name) => `'${name}'`).join(', ');
    return reject('INVALID_OPTION', at, `be one of ${names}, or the model have points for others`, observed);
  };
}

interface Part {
  readonly from: Rational;
}

/** Refuses a list of which one part would begin before or with the part in front of it. */
export function checkRising(parts: readonly Part[], pathOf: (index: number) => string): void {
  for (let index = 1; index < parts.length; index += 1) {
    const [before, own] = [parts[index - 1], parts[index]] as [Part, Part];
    if (compare(before.from, own.from) < 0) continue;
    reject('INVALID_NUMBER', pathOf(index), 'be above the one before it', toNumber(own.from));
  }
}

function exactNumber(value: unknown, path: string): Rational {
  if (!isFiniteNumber(value)) reject('INVALID_NUMBER', path, 'be a finite number, or null where not known', value);
  return ofNumber(value);
}
