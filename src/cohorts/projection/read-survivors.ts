import { reject } from '../../errors.ts';
import { add, ofNumber, type Rational, subtract, toNumber, zero } from '../../exact/index.ts';
import { readFilledList } from '../../read/index.ts';

/** Over all cohorts, how many left and how many stayed in each period: all that the likelihood needs. */
export interface Renewals {
  readonly lost: readonly number[];
  readonly kept: readonly number[];
}

/** Adds up the cohorts exactly, so that neither their order nor a cohort split in two changes a digit. */
export function readSurvivors(survivors: unknown): Renewals {
  const given = readFilledList(survivors, 'survivors', 'be an array of survivors, or of arrays of them');
  const started: Rational[] = [];
  const kept: Rational[] = [];
  const addCohort = (cohort: readonly unknown[], path: string) => {
    let before: number | undefined;
    for (let age = 0; age < cohort.length; age += 1) {
      const value = readSurvivorCount(cohort[age], before, `${path}[${age}]`);
      if (before !== undefined) {
        started[age - 1] = add(started[age - 1] ?? zero, ofNumber(before));
        kept[age - 1] = add(kept[age - 1] ?? zero, ofNumber(value));
      }
      before = value;
    }
  };
  if (Array.isArray(given[0])) {
    for (const [index, cohort] of given.entries()) {
      const path = `survivors[${index}]`;
      addCohort(readFilledList(cohort, path, 'be an array of survivors'), path);
    }
  } else addCohort(given, 'survivors');
  const lost = started.map((count, age) => toNumber(subtract(count, kept[age] ?? zero)));
  return { lost, kept: kept.map(toNumber) };
}

function readSurvivorCount(value: unknown, before: number | undefined, path: string): number {
  if (typeof value !== 'number' || !(value >= 0 && value <= Number.MAX_SAFE_INTEGER)) {
    reject('INVALID_NUMBER', path, `be a number from 0 to ${Number.MAX_SAFE_INTEGER}`, value);
  }
  if (before === undefined && value === 0) {
    reject('INVALID_NUMBER', path, 'be greater than 0: a cohort starts with at least one customer', value);
  }
  if (before !== undefined && value > before) {
    reject('INVALID_NUMBER', path, `not exceed ${before}, the survivors before: nobody joins a cohort later`, value);
  }
  return value;
}
