import { pathTo, reject } from '../../errors.ts';
import {
  checkKeys,
  isFiniteNumber,
  isMissing,
  isRecord,
  readChoice,
  readFilledList,
  readNumber,
} from '../../read/index.ts';
import type { HealthStep, LinearNormalisation } from './health-model.ts';

/** A normalisation that was checked. */
export type Normalisation =
  | LinearNormalisation
  | { readonly type: 'steps'; readonly steps: readonly HealthStep[]; readonly below: number }
  | {
      readonly type: 'categories';
      readonly points: ReadonlyMap<string, number>;
      /** Null: counts as not known. Undefined: throws. */
      readonly other: number | null | undefined;
    };

export function readNormalisation(value: unknown, path: string): Normalisation {
  if (!isRecord(value)) reject('INVALID_TYPE', path, 'be an object with its type', value);
  return readers[readChoice(value.type, `${path}.type`, types)](value, path);
}

function readLinear(value: unknown, path: string): Normalisation {
  const given = checkKeys(value, ['type', 'worst', 'best'], path);
  const worst = readNumber(given.worst, `${path}.worst`);
  const best = readNumber(given.best, `${path}.best`);
  if (best === worst) reject('INVALID_NUMBER', `${path}.best`, 'differ from worst', given.best);
  return { type: 'linear', worst, best };
}

function readSteps(value: unknown, path: string): Normalisation {
  const given = checkKeys(value, ['type', 'steps', 'below'], path);
  const below = given.below === undefined ? 0 : readPoints(given.below, `${path}.below`);
  const steps = readFilledList(given.steps, `${path}.steps`, 'be a list of { from, points }').map((step, index) => {
    const stepPath = `${path}.steps[${index}]`;
    const { from, points } = checkKeys(step, ['from', 'points'], stepPath);
    return { from: readNumber(from, `${stepPath}.from`), points: readPoints(points, `${stepPath}.points`) };
  });
  checkRising(steps, (index) => `${path}.steps[${index}].from`);
  return { type: 'steps', steps, below };
}

function readCategories(value: unknown, path: string): Normalisation {
  const given = checkKeys(value, ['type', 'points', 'other'], path);
  if (!isRecord(given.points)) reject('INVALID_TYPE', `${path}.points`, 'be an object of points', given.points);
  const points = new Map(
    Object.entries(given.points).map(([name, own]) => [name, readPoints(own, pathTo(`${path}.points`, name))]),
  );
  if (points.size === 0) reject('EMPTY', `${path}.points`, 'name a category', given.points);
  const { other } = given;
  return { type: 'categories', points, other: isMissing(other) ? other : readPoints(other, `${path}.other`) };
}

const readers = { linear: readLinear, steps: readSteps, categories: readCategories };
const types = ['linear', 'steps', 'categories'] as const;

/** Refuses a list in which a step or band does not begin above the one before it. */
export function checkRising(steps: readonly { readonly from: number }[], pathOf: (index: number) => string): void {
  for (const [index, { from }] of steps.entries()) {
    const before = steps[index - 1]?.from ?? Number.NEGATIVE_INFINITY;
    if (from <= before) reject('INVALID_NUMBER', pathOf(index), 'be above the one before it', from);
  }
}

/** A score, or a part of one. */
export function readPoints(value: unknown, path: string): number {
  if (isFiniteNumber(value) && value >= 0 && value <= 100) return value + 0;
  return reject('INVALID_NUMBER', path, 'be a number from 0 to 100', value);
}
