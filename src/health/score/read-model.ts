import { reject } from '../../errors.ts';
import { readFraction } from '../../ratio/open.ts';
import {
  checkKeys,
  checkText,
  checkUnique,
  isFiniteNumber,
  readChoice,
  readFilledList,
  readList,
  readNumberAboveZero,
} from '../../read/index.ts';
import { defaultBands, type HealthBand, type HealthCap, type HealthCondition } from './health-model.ts';
import { checkRising, readNormalisation, readPoints } from './read-normalisation.ts';
import { type ReadSignal, type Scorecard, scorecardOf } from './scorecard.ts';

export const modelKeys = ['signals', 'bands', 'caps', 'minimumCoverage'] as const;

/** Checks every field of a model, and makes it ready to score with. */
export function readModel(model: unknown, path: string): Scorecard {
  const { signals, bands, caps, minimumCoverage = 0 } = checkKeys(model, modelKeys, path);
  const keys = new Set<string>();
  const read = readFilledList(signals, `${path}.signals`, 'be a list of signals').map((signal, index) =>
    readSignal(signal, keys, `${path}.signals[${index}]`),
  );
  if (read.every(({ weight }) => weight === 0)) {
    reject('INVALID_NUMBER', `${path}.signals`, 'have a weight above 0 for at least one signal', signals);
  }
  const capList = caps === undefined ? [] : readList(caps, `${path}.caps`, 'be a list of { when, max }');
  return scorecardOf({
    signals: read,
    bands: readBands(bands, `${path}.bands`),
    caps: capList.map((cap, index) => readCap(cap, `${path}.caps[${index}]`)),
    minimumCoverage: readFraction(minimumCoverage, `${path}.minimumCoverage`),
  });
}

/** From the lowest up, and together all scores from 0 to 100. */
export function readBands(bands: unknown, path: string): readonly HealthBand[] {
  const names = new Set<string>();
  const list = readFilledList(bands ?? defaultBands, path, 'be a list of { name, from }');
  const read = list.map((band, index): HealthBand => {
    const bandPath = `${path}[${index}]`;
    const { name, from } = checkKeys(band, ['name', 'from'], bandPath) as Partial<HealthBand>;
    checkUnique(checkText(name, `${bandPath}.name`), names, `${bandPath}.name`);
    const lowest = readPoints(from, `${bandPath}.from`);
    if (index === 0 && lowest !== 0) {
      reject('INVALID_NUMBER', `${bandPath}.from`, 'be 0, so that every score has a band', from);
    }
    return { name: name as string, from: lowest };
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
  return {
    key: key as string,
    weight: readWeight(weight, `${path}.weight`),
    normalisation: readNormalisation(normalise, `${path}.normalise`),
    halfLifeDays:
      halfLifeDays === undefined ? Number.POSITIVE_INFINITY : readNumberAboveZero(halfLifeDays, `${path}.halfLifeDays`),
  };
}

function readWeight(value: unknown, path: string): number {
  if (!isFiniteNumber(value) || value < 0) reject('INVALID_NUMBER', path, 'be a finite number >= 0', value);
  return value + 0;
}

function readCap(cap: unknown, path: string): HealthCap {
  const { when, max } = checkKeys(cap, ['when', 'max'], path);
  return { when: readCondition(when, `${path}.when`), max: readPoints(max, `${path}.max`) };
}

const operators = ['<', '<=', '>', '>=', '=', '!='] as const;

function readCondition(condition: unknown, path: string): HealthCondition {
  const { key, op, value } = checkKeys(condition, ['key', 'op', 'value'], path);
  checkText(key, `${path}.key`);
  const operator = readChoice(op, `${path}.op`, operators);
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
