import { checkKeys, checkText, readChoice, reject } from '../errors.ts';
import { add, ofNumber, type Rational, zero } from '../exact/index.ts';
import { readFraction } from '../ratio/read-fraction.ts';
import { checkAboveZero, checkFilledList, checkList, checkUnique, isFiniteNumber, readPoints } from './checks.ts';
import { defaultBands, type HealthBand, type HealthCap, type HealthCondition } from './health-model.ts';
import { checkRising, type PointsOf, readNormalisation } from './read-normalisation.ts';

/** A model that was checked, in the numbers that scores are computed with. */
export interface ReadModel {
  readonly signals: readonly ReadSignal[];
  readonly totalWeight: Rational;
  readonly bands: readonly ReadBand[];
  readonly caps: readonly ReadCap[];
  readonly minimumCoverage: Rational;
}

interface ReadSignal {
  readonly key: string;
  readonly weight: number;
  readonly exactWeight: Rational;
  readonly pointsOf: PointsOf;
  /** Infinity where age does not matter. */
  readonly halfLifeDays: number;
}

export interface ReadBand {
  readonly name: string;
  readonly from: Rational;
}

interface ReadCap {
  readonly cap: HealthCap;
  readonly max: Rational;
}

export const modelKeys = ['signals', 'bands', 'caps', 'minimumCoverage'] as const;

/** Checks every field of a model. */
export function readModel(model: unknown, path: string): ReadModel {
  const { signals, bands, caps, minimumCoverage = 0 } = checkKeys(model, modelKeys, path);
  const keys = new Set<string>();
  const read = checkFilledList(signals, `${path}.signals`, 'be a list of signals').map((signal, index) =>
    readSignal(signal, keys, `${path}.signals[${index}]`),
  );
  const capList = caps === undefined ? [] : checkList(caps, `${path}.caps`, 'be a list of { when, max }');
  return {
    signals: read,
    totalWeight: read.reduce((total, { exactWeight }) => add(total, exactWeight), zero),
    bands: readBands(bands, `${path}.bands`),
    caps: capList.map((cap, index) => readCap(cap, `${path}.caps[${index}]`)),
    minimumCoverage: ofNumber(readFraction(minimumCoverage, `${path}.minimumCoverage`)),
  };
}

/** From the lowest up, and together all scores from 0 to 100. */
export function readBands(bands: unknown, path: string): readonly ReadBand[] {
  const names = new Set<string>();
  const list = checkFilledList(bands ?? defaultBands, path, 'be a list of { name, from }');
  const read = list.map((band, index): ReadBand => {
    const bandPath = `${path}[${index}]`;
    const { name, from } = checkKeys(band, ['name', 'from'], bandPath) as Partial<HealthBand>;
    checkUnique(checkText(name, `${bandPath}.name`), names, `${bandPath}.name`);
    const exact = readPoints(from, `${bandPath}.from`);
    if (index === 0 && exact.n !== 0n) {
      reject('INVALID_NUMBER', `${bandPath}.from`, 'be 0, so that every score has a band', from);
    }
    return { name: name as string, from: exact };
  });
  checkRising(read, (index) => `${path}[${index}].from`);
  return read;
}

function readSignal(signal: unknown, keys: Set<string>, path: string): ReadSignal {
  const { key, weight, normalise, halfLifeDays } = checkKeys(
    signal,
    ['key', 'weight', 'normalise', 'halfLifeDays'],
    path,
  );
  checkUnique(checkText(key, `${path}.key`), keys, `${path}.key`);
  const checked = checkAboveZero(weight, `${path}.weight`);
  return {
    key: key as string,
    weight: checked,
    exactWeight: ofNumber(checked),
    pointsOf: readNormalisation(normalise, `${path}.normalise`),
    halfLifeDays:
      halfLifeDays === undefined ? Number.POSITIVE_INFINITY : checkAboveZero(halfLifeDays, `${path}.halfLifeDays`),
  };
}

function readCap(cap: unknown, path: string): ReadCap {
  const given = checkKeys(cap, ['when', 'max'], path);
  const max = readPoints(given.max, `${path}.max`);
  const when = readCondition(given.when, `${path}.when`);
  return { cap: { when, max: given.max as number }, max };
}

const operators = ['<', '<=', '>', '>=', '=', '!='] as const;

function readCondition(condition: unknown, path: string): HealthCondition {
  const { key, op, value } = checkKeys(condition, ['key', 'op', 'value'], path);
  checkText(key, `${path}.key`);
  // Left out it would be the first operator, which no condition should have by default.
  const operator = readChoice(op ?? null, `${path}.op`, operators);
  const isEquality = operator === '=' || operator === '!=';
  if (isEquality && (typeof value === 'string' || typeof value === 'boolean'))
    return { key, op, value } as HealthCondition;
  if (!isFiniteNumber(value)) {
    reject(
      'INVALID_NUMBER',
      `${path}.value`,
      `be a finite number${isEquality ? ', a string, true or false' : ''}`,
      value,
    );
  }
  return { key, op, value } as HealthCondition;
}
