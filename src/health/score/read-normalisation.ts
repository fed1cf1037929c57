import { reject } from '../../errors.ts';
import { checkKeys, isRecord, readFilledList, readNumber } from '../../read/index.ts';
import { readPoints } from '../points.ts';
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
  if (value.type === 'linear') return readLinear(value, path);
  if (value.type === 'steps') return readSteps(value, path);
  if (value.type === 'categories') return readCategories(value, path);
  return reject('INVALID_OPTION', `${path}.type`, "be one of 'linear', 'steps', 'categories'", value.type);
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
  const points = new Map<string, number>();
  for (const [name, worth] of Object.entries(given.points)) {
    points.set(name, readPoints(worth, `${path}.points.${name}`));
  }
  if (points.size === 0) reject('INVALID_OPTION', `${path}.points`, 'name a category', given.points);
  const { other } = given;
  const isNumber = other !== undefined && other !== null;
  return { type: 'categories', points, other: isNumber ? readPoints(other, `${path}.other`) : other };
}

interface Part {
  readonly from: number;
}

/** Refuses a list of which one part would begin before or with the part in front of it. */
export function checkRising(parts: readonly Part[], pathOf: (index: number) => string): void {
  for (let index = 1; index < parts.length; index += 1) {
    const [before, own] = [parts[index - 1], parts[index]] as [Part, Part];
    if (before.from < own.from) continue;
    reject('INVALID_NUMBER', pathOf(index), 'be above the one before it', own.from);
  }
}
