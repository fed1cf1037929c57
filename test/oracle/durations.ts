import { order } from './oracle.ts';
import { type Rules, readRules } from './policy.ts';
import { add, divide, type Rational, rational, subtract, toNumber } from './rational.ts';
import { type Entity, readEntities } from './state.ts';
import { firstPaid, paidAt } from './subscriptions.ts';
import type { Instant, Policy, Row } from './types.ts';
import { addUnits, dayPosition, type Unit } from './units.ts';
import { DAY } from './zone.ts';

export type DurationOptions = Policy & { readonly asOf: Instant; readonly unit: Unit };

export interface CustomerDuration<T> {
  readonly customerId: string;
  readonly subscriptionId?: string;
  readonly duration: T;
  /** Whether it churned before the data was taken. */
  readonly event: boolean;
}

/** Longer than any such unit, so that a search from below it starts low enough. */
const LONGEST: Readonly<Record<Unit, number>> = { day: 1.1, week: 8, month: 32, quarter: 93, year: 367 };

/** Whole calendar units, and of the last one the share of its days. */
export function unitsBetween(from: number, until: number, unit: Unit, zone: string): Rational {
  const after = (count: number): number => addUnits(from, count, unit, zone);
  let whole = Math.floor((until - from) / (LONGEST[unit] * DAY));
  while (after(whole + 1) <= until) whole += 1;
  const [start, end, here] = [after(whole), after(whole + 1), until].map((instant) => dayPosition(instant, zone));
  if (!start || !end || !here) throw new Error('three positions in, three out');
  return add(rational(whole), divide(subtract(here, start), subtract(end, start)));
}

function durationOf(entity: Entity, asOf: number, unit: Unit, rules: Rules): CustomerDuration<Rational> | null {
  const first = firstPaid(entity, rules);
  if (first === undefined || first >= asOf) return null;
  const churn = entity.instants.find((at) => at > first && !paidAt(entity, at, rules));
  const event = churn !== undefined && churn < asOf;
  const { customerId, subscriptionId } = entity;
  return {
    customerId,
    ...(subscriptionId === '' ? {} : { subscriptionId }),
    duration: unitsBetween(first, event ? churn : asOf, unit, rules.zone),
    event,
  };
}

export function exactCustomerDurations(rows: readonly Row[], options: DurationOptions): CustomerDuration<Rational>[] {
  const { unit, ...policy } = options;
  const rules = readRules(rows, policy, null);
  const { asOf } = rules;
  if (asOf === null) throw new RangeError('asOf must be present');
  return readEntities(rows, rules)
    .map((entity) => durationOf(entity, asOf, unit, rules))
    .filter((found) => found !== null)
    .sort((a, b) => order(a.customerId, b.customerId) || order(a.subscriptionId ?? '', b.subscriptionId ?? ''));
}

export const customerDurations = (rows: readonly Row[], options: DurationOptions): CustomerDuration<number>[] =>
  exactCustomerDurations(rows, options).map((found) => ({ ...found, duration: toNumber(found.duration) }));
