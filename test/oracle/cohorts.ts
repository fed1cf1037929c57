import { type Rules, readRules } from './policy.ts';
import { divide, min, type Rational, sum, toNumber } from './rational.ts';
import { convert, type Entity, levelAt, readEntities } from './state.ts';
import { firstPaid, paidAt } from './subscriptions.ts';
import type { Instant, LabelledPeriod, Policy, Row } from './types.ts';
import { addUnits, type CohortUnit, calendarUnit, unitNumber } from './units.ts';

export type CohortOptions = Policy & {
  readonly unit: CohortUnit;
  readonly ages: 'calendar' | 'elapsed';
  readonly asOf: Instant;
};

/** What is left of a cohort: how many pay, and what; and the same, nobody paying more than at first. */
interface Cell<T> {
  readonly customers: number;
  readonly mrr: T;
  readonly gross: T;
}

export interface Cohort<T> extends Cell<T> {
  readonly cohort: string;
  readonly period: LabelledPeriod;
  /** From age 0 on; null where it is not known yet. */
  readonly cells: readonly (Cell<T> | null)[];
}

/** An entity, the instant at which it is looked at, and that of its first payment. */
type Look = readonly [entity: Entity, at: number, first: number];

/** At the rates of one instant, the last one before the cell ends: so cells of one unit add up to the MRR at its end. */
function cellOf(looks: readonly Look[], rateInstant: number, rules: Rules): Cell<Rational> {
  const worth = (entity: Entity, at: number): Rational => convert(levelAt(entity, at, rules), rateInstant, rules);
  return {
    customers: looks.filter(([entity, at]) => paidAt(entity, at, rules)).length,
    mrr: sum(looks.map(([entity, at]) => worth(entity, at))),
    gross: sum(looks.map(([entity, at, first]) => min(worth(entity, at), worth(entity, first)))),
  };
}

export function exactCohorts(rows: readonly Row[], { unit: by, ages, ...policy }: CohortOptions): Cohort<Rational>[] {
  const rules = readRules(rows, policy, null);
  const { asOf, zone } = rules;
  if (asOf === null) throw new RangeError('asOf must be present');
  const members = readEntities(rows, rules).flatMap((entity) => {
    const first = firstPaid(entity, rules);
    return first === undefined || first >= asOf ? [] : [{ entity, first, unit: unitNumber(first, by, zone) }];
  });
  if (members.length === 0) return [];
  const units = members.map(({ unit }) => unit);
  const [earliest, latest] = [Math.min(...units), Math.max(...units)];
  const endOf = (unit: number): number => calendarUnit(unit, by, zone).end.getTime();

  const cell = (unit: number, age: number): Cell<Rational> | null => {
    const own = members.filter((member) => member.unit === unit);
    const end = ages === 'calendar' ? endOf(unit + age) : addUnits(endOf(unit), age, by, zone);
    if (end > asOf) return null;
    const looks = own.map(({ entity, first }): Look => {
      if (ages === 'calendar') return [entity, end - 1, first];
      return [entity, age === 0 ? first : addUnits(first, age, by, zone) - 1, first];
    });
    return cellOf(looks, end - 1, rules);
  };

  let known = 0;
  while (cell(earliest, known) !== null) known += 1;
  return Array.from({ length: latest - earliest + 1 }, (_, index): Cohort<Rational> => {
    const unit = earliest + index;
    const period = calendarUnit(unit, by, zone);
    const own = members.filter((member) => member.unit === unit);
    return {
      cohort: period.label,
      period,
      ...cellOf(
        own.map(({ entity, first }): Look => [entity, first, first]),
        endOf(unit) - 1,
        rules,
      ),
      cells: Array.from({ length: known }, (__, age) => cell(unit, age)),
    };
  });
}

/** As the library prints it but for the average: the cohorts, then a line for every age of each. */
export interface RetentionCohorts {
  readonly cohorts: readonly { cohort: string; period: LabelledPeriod; size: number; mrr: number }[];
  readonly cells: readonly {
    readonly cohort: string;
    readonly age: number;
    readonly size: number;
    readonly retained: number | null;
    readonly retention: number | null;
    readonly mrr: number | null;
    readonly mrrRetention: number | null;
    readonly grossMrr: number | null;
    readonly grossMrrRetention: number | null;
  }[];
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
const exactShare = (part: Rational, whole: Rational): number | null =>
  whole.n === 0n ? null : toNumber(divide(part, whole));

export function retentionCohorts(rows: readonly Row[], options: CohortOptions): RetentionCohorts {
  const cohorts = exactCohorts(rows, options);
  return {
    cohorts: cohorts.map(({ cohort, period, customers, mrr }) => ({
      cohort,
      period,
      size: customers,
      mrr: toNumber(mrr),
    })),
    cells: cohorts.flatMap(({ cohort, cells, customers: size, mrr }) =>
      cells.map((cell, age) => {
        if (cell === null) {
          const nothing = { retained: null, retention: null, mrr: null, mrrRetention: null };
          return { cohort, age, size, ...nothing, grossMrr: null, grossMrrRetention: null };
        }
        return {
          cohort,
          age,
          size,
          retained: cell.customers,
          retention: share(cell.customers, size),
          mrr: toNumber(cell.mrr),
          mrrRetention: exactShare(cell.mrr, mrr),
          grossMrr: toNumber(cell.gross),
          grossMrrRetention: exactShare(cell.gross, mrr),
        };
      }),
    ),
  };
}
