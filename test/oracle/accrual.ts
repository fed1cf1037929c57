import { order } from './oracle.ts';
import { type Rules, readRules } from './policy.ts';
import { add, compare, divide, multiply, type Rational, rational, subtract, sum, toNumber } from './rational.ts';
import { convert, type Entity, levelAt, readEntities } from './state.ts';
import { firstPaid, paidAt } from './subscriptions.ts';
import type { Instant, Policy, Row } from './types.ts';
import { calendarUnit, monthPosition, unitNumber } from './units.ts';

export interface Accrual<T> {
  readonly customerId: string;
  readonly subscriptionId?: string;
  readonly accrued: T;
  /** Paid before, and no longer just before the data was taken. */
  readonly left: boolean;
}

/** Where calendar months meet after the one instant and before the other. */
function monthStarts(from: number, to: number, zone: string): number[] {
  const starts: number[] = [];
  for (let unit = unitNumber(from, 'month', zone) + 1; ; unit += 1) {
    const start = calendarUnit(unit, 'month', zone).start.getTime();
    if (start >= to) return starts;
    starts.push(start);
  }
}

/** Level times months, in stretches of one level within one month, at the rates of that month. */
function accruedMrr(entity: Entity, from: number, to: number, rules: Rules): Rational {
  const inside = entity.instants.filter((at) => from < at && at < to);
  const cuts = [...new Set([from, ...inside, ...monthStarts(from, to, rules.zone), to])].sort((a, b) => a - b);
  return sum(
    cuts.slice(1).map((end, index) => {
      const start = cuts[index] ?? end;
      const months = subtract(monthPosition(end, rules.zone), monthPosition(start, rules.zone));
      return multiply(convert(levelAt(entity, start, rules), start, rules), months);
    }),
  );
}

/** Of everybody who paid before `asOf`, by customer. */
export function exactAccruals(rows: readonly Row[], asOf: Instant, policy: Policy = {}): Accrual<Rational>[] {
  const rules = readRules(rows, { ...policy, asOf }, null);
  const end = rules.asOf ?? Number.NaN;
  return readEntities(rows, rules)
    .flatMap((entity): Accrual<Rational>[] => {
      const first = firstPaid(entity, rules);
      if (first === undefined || first >= end) return [];
      const { customerId, subscriptionId } = entity;
      const accrued = accruedMrr(entity, first, end, rules);
      const left = !paidAt(entity, end - 1, rules);
      return [{ customerId, ...(subscriptionId === '' ? {} : { subscriptionId }), accrued, left }];
    })
    .sort((a, b) => order(a.customerId, b.customerId) || order(a.subscriptionId ?? '', b.subscriptionId ?? ''));
}

/** Over those who left: what they paid in all, a head, and the one in the middle (of an even number, the middle of two). */
export interface LifetimeValue<T> {
  readonly count: number;
  readonly total: T;
  readonly mean: T | null;
  readonly median: T | null;
}

function exactLifetimeValue(rows: readonly Row[], asOf: Instant, policy: Policy = {}): LifetimeValue<Rational> {
  const values = exactAccruals(rows, asOf, policy)
    .filter(({ left }) => left)
    .map(({ accrued }) => accrued)
    .sort(compare);
  const total = sum(values);
  const [below, above] = [values[Math.floor((values.length - 1) / 2)], values[Math.floor(values.length / 2)]];
  const count = values.length;
  if (!below || !above) return { count, total, mean: null, median: null };
  return {
    count,
    total,
    mean: divide(total, rational(count)),
    median: divide(add(below, above), rational(2)),
  };
}

export function realizedLifetimeValue(rows: readonly Row[], asOf: Instant, policy: Policy = {}): LifetimeValue<number> {
  const { count, total, mean, median } = exactLifetimeValue(rows, asOf, policy);
  const print = (value: Rational | null): number | null => (value === null ? null : toNumber(value));
  return { count, total: toNumber(total), mean: print(mean), median: print(median) };
}
