import { type Rules, readRules } from './policy.ts';
import { compare, isZero, min, multiply, type Rational, rational, subtract, sum, toNumber, zero } from './rational.ts';
import { convert, countsAt, type Entity, isPaid, kindOfReturn, type Level, levelAt, readEntities } from './state.ts';
import type { Instant, Period, Policy, Row } from './types.ts';
import { readInstant } from './zone.ts';

type Kind = 'new' | 'reactivation' | 'expansion' | 'contraction' | 'churn' | 'retained';

export interface Movements<T> {
  readonly period: Period;
  readonly complete: boolean;
  readonly currency: string | null;
  readonly opening: T;
  readonly new: T;
  readonly reactivation: T;
  readonly expansion: T;
  readonly contraction: T;
  readonly churn: T;
  readonly closing: T;
  readonly fx: T;
  readonly retainedGross: T;
  readonly retainedNet: T;
}

export interface CustomerMovement<T> {
  readonly customerId: string;
  readonly kind: Kind;
  readonly opening: T;
  readonly closing: T;
  readonly change: T;
  readonly at?: Date;
}

export interface CustomerCounts {
  readonly period: Period;
  readonly complete: boolean;
  readonly opening: number;
  readonly new: number;
  readonly reactivated: number;
  readonly churned: number;
  readonly closing: number;
  readonly retained: number;
}

const isPeriod = (at: Instant | Period): at is Period =>
  typeof at === 'object' && !(at instanceof Date) && at.start instanceof Date;

/** `mrr` of a period is its closing: the state a millisecond, the unit of time here, before its end. */
function readAt(rows: readonly Row[], at: Instant | Period, policy: Policy): [Rules, number] {
  if (isPeriod(at)) return [readRules(rows, policy, at), at.end.getTime() - 1];
  const rules = readRules(rows, policy, null);
  return [rules, readInstant(at, rules.zone)];
}

export function exactMrr(rows: readonly Row[], at: Instant | Period, policy: Policy = {}): Rational {
  const [rules, instant] = readAt(rows, at, policy);
  return sum(readEntities(rows, rules).map((entity) => convert(levelAt(entity, instant, rules), instant, rules)));
}

const exactArr = (rows: readonly Row[], at: Instant | Period, policy: Policy = {}): Rational =>
  multiply(rational(12), exactMrr(rows, at, policy));

export const mrr = (rows: readonly Row[], at: Instant | Period, policy: Policy = {}): number =>
  toNumber(exactMrr(rows, at, policy));

/** The same at many instants, with the rows settled once. */
export function mrrAtEach(rows: readonly Row[], instants: readonly Instant[], policy: Policy = {}): number[] {
  const rules = readRules(rows, policy, null);
  const entities = readEntities(rows, rules);
  const levelsAt = (at: number) => entities.map((entity) => convert(levelAt(entity, at, rules), at, rules));
  return instants.map((at) => toNumber(sum(levelsAt(readInstant(at, rules.zone)))));
}

export const arr = (rows: readonly Row[], at: Instant | Period, policy: Policy = {}): number =>
  toNumber(exactArr(rows, at, policy));

export function customerCount(rows: readonly Row[], at: Instant | Period, policy: Policy = {}): number {
  const [rules, instant] = readAt(rows, at, policy);
  return readEntities(rows, rules).filter((entity) => countsAt(entity, instant, rules)).length;
}

/** The last instants before the period and in it. */
export const edges = (period: Period): [number, number] => [period.start.getTime() - 1, period.end.getTime() - 1];

export const isComplete = (period: Period, rules: Rules): boolean =>
  rules.asOf === null || period.end.getTime() <= rules.asOf;

export const inside = (entity: Entity, period: Period): number[] =>
  entity.instants.filter((at) => period.start.getTime() <= at && at < period.end.getTime());

/** A movement is valued at the opening rate, so that `fx` alone holds what the rates did. */
function movement(
  entity: Entity,
  before: number,
  after: number,
  backAt: number,
  period: Period,
  rules: Rules,
): CustomerMovement<Rational> {
  const [rateAt] = edges(period);
  const openAt = (instant: number): boolean => isPaid(levelAt(entity, instant, rules));
  const opening = convert(levelAt(entity, before, rules), rateAt, rules);
  const closing = convert(levelAt(entity, after, rules), rateAt, rules);
  const sign = compare(closing, opening);
  const kind = ((): Kind => {
    if (sign === 0) return 'retained';
    if (isZero(opening)) return kindOfReturn(entity, backAt, openAt, rules);
    if (isZero(closing)) return 'churn';
    return sign > 0 ? 'expansion' : 'contraction';
  })();
  return { customerId: entity.customerId, kind, opening, closing, change: subtract(closing, opening) };
}

export function firstReturn(entity: Entity, period: Period, rules: Rules): number {
  const paid = (at: number): boolean => isPaid(levelAt(entity, at, rules));
  return inside(entity, period).find((at) => !paid(at - 1) && paid(at)) ?? period.start.getTime();
}

/** One kind each. Where somebody came back more than once inside the period, the first return names it. */
function netMovements(entity: Entity, period: Period, rules: Rules): CustomerMovement<Rational>[] {
  const [before, last] = edges(period);
  const paid = (at: number): boolean => isPaid(levelAt(entity, at, rules));
  if (!paid(before) && !paid(last)) return [];
  return [movement(entity, before, last, firstReturn(entity, period, rules), period, rules)];
}

function isSameLevel(a: Level, b: Level): boolean {
  return a.size === b.size && [...a].every(([currency, amount]) => compare(amount, b.get(currency) ?? zero) === 0);
}

/** When what it pays changes, in any currency. */
export const levelChanges = (entity: Entity, period: Period, rules: Rules): number[] =>
  inside(entity, period).filter((at) => !isSameLevel(levelAt(entity, at - 1, rules), levelAt(entity, at, rules)));

/** When what makes it a customer changes. */
export const countChanges = (entity: Entity, period: Period, rules: Rules): number[] =>
  rules.freePlans === 'exclude'
    ? levelChanges(entity, period, rules)
    : inside(entity, period).filter((at) => countsAt(entity, at - 1, rules) !== countsAt(entity, at, rules));

/** Changes that are one: each with those that come soon enough after the first of them. */
export function together(changes: readonly number[], rules: Rules): { first: number; last: number }[] {
  const groups: { first: number; last: number }[] = [];
  for (const at of changes) {
    const open = groups.at(-1);
    if (open && at - open.first <= 1000 * rules.mergeWithinSeconds) open.last = at;
    else groups.push({ first: at, last: at });
  }
  return groups;
}

function eventMovements(entity: Entity, period: Period, rules: Rules): CustomerMovement<Rational>[] {
  const changes = together(levelChanges(entity, period, rules), rules)
    .map(({ first, last }) => ({
      ...movement(entity, first - 1, last, first, period, rules),
      at: new Date(first),
    }))
    .filter((change) => change.kind !== 'retained');
  const [before, last] = edges(period);
  if (changes.length > 0 || !isPaid(levelAt(entity, before, rules))) return changes;
  return [movement(entity, before, last, last, period, rules)];
}

export const order = <T extends string | number>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

export function exactMovementsByCustomer(
  rows: readonly Row[],
  period: Period,
  policy: Policy = {},
): CustomerMovement<Rational>[] {
  const rules = readRules(rows, policy, period);
  const movementsOf = rules.movements === 'event' ? eventMovements : netMovements;
  return readEntities(rows, rules)
    .sort((a, b) => order(a.subscriptionId, b.subscriptionId))
    .flatMap((entity) => movementsOf(entity, period, rules))
    .sort((a, b) => order(a.customerId, b.customerId) || order(a.at?.getTime() ?? 0, b.at?.getTime() ?? 0));
}

export function exactMrrMovements(rows: readonly Row[], period: Period, policy: Policy = {}): Movements<Rational> {
  const rules = readRules(rows, policy, period);
  const entities = readEntities(rows, rules);
  const drillDown = exactMovementsByCustomer(rows, period, policy);
  const total = (kind: Kind): Rational => {
    const change = sum(drillDown.filter((row) => row.kind === kind).map((row) => row.change));
    return compare(change, zero) < 0 ? subtract(zero, change) : change;
  };
  const [before, last] = edges(period);
  const value = (entity: Entity, at: number, rateAt: number): Rational =>
    convert(levelAt(entity, at, rules), rateAt, rules);
  const all = (at: number, rateAt: number): Rational => sum(entities.map((entity) => value(entity, at, rateAt)));
  const cohort = entities.filter((entity) => isPaid(levelAt(entity, before, rules)));
  return {
    period,
    complete: isComplete(period, rules),
    currency: rules.currency,
    opening: all(before, before),
    new: total('new'),
    reactivation: total('reactivation'),
    expansion: total('expansion'),
    contraction: total('contraction'),
    churn: total('churn'),
    closing: all(last, last),
    fx: subtract(all(last, last), all(last, before)),
    retainedGross: sum(cohort.map((entity) => min(value(entity, before, before), value(entity, last, before)))),
    retainedNet: sum(cohort.map((entity) => value(entity, last, before))),
  };
}

export function mrrMovements(rows: readonly Row[], period: Period, policy: Policy = {}): Movements<number> {
  const exact = exactMrrMovements(rows, period, policy);
  return {
    ...exact,
    opening: toNumber(exact.opening),
    new: toNumber(exact.new),
    reactivation: toNumber(exact.reactivation),
    expansion: toNumber(exact.expansion),
    contraction: toNumber(exact.contraction),
    churn: toNumber(exact.churn),
    closing: toNumber(exact.closing),
    fx: toNumber(exact.fx),
    retainedGross: toNumber(exact.retainedGross),
    retainedNet: toNumber(exact.retainedNet),
  };
}

export function mrrMovementsByCustomer(
  rows: readonly Row[],
  period: Period,
  policy: Policy = {},
): CustomerMovement<number>[] {
  return exactMovementsByCustomer(rows, period, policy).map((row) => ({
    ...row,
    opening: toNumber(row.opening),
    closing: toNumber(row.closing),
    change: toNumber(row.change),
  }));
}

/** What a statement must satisfy: opening and every movement add up to closing, to the last digit. */
export function imbalance(statement: Movements<Rational>): Rational {
  const gained = sum([statement.opening, statement.new, statement.reactivation, statement.expansion, statement.fx]);
  return subtract(gained, sum([statement.contraction, statement.churn, statement.closing]));
}

type CountKind = 'new' | 'reactivated' | 'churned';

function countKinds(entity: Entity, period: Period, rules: Rules): CountKind[] {
  const open = (at: number): boolean => countsAt(entity, at, rules);
  const nameReturn = (at: number): CountKind =>
    kindOfReturn(entity, at, open, rules) === 'new' ? 'new' : 'reactivated';
  const turns = inside(entity, period).filter((at) => open(at - 1) !== open(at));
  if (rules.movements === 'event') {
    return together(countChanges(entity, period, rules), rules)
      .filter(({ first, last }) => open(first - 1) !== open(last))
      .map(({ first, last }) => (open(last) ? nameReturn(first) : 'churned'));
  }
  const [before, last] = edges(period);
  if (open(before) === open(last)) return [];
  const first = turns[0] ?? before;
  return [open(before) ? 'churned' : nameReturn(first)];
}

export function customerMovements(rows: readonly Row[], period: Period, policy: Policy = {}): CustomerCounts {
  const rules = readRules(rows, policy, period);
  const entities = readEntities(rows, rules);
  const kinds = entities.flatMap((entity) => countKinds(entity, period, rules));
  const [before, last] = edges(period);
  const openAt = (at: number): Entity[] => entities.filter((entity) => countsAt(entity, at, rules));
  return {
    period,
    complete: isComplete(period, rules),
    opening: openAt(before).length,
    new: kinds.filter((kind) => kind === 'new').length,
    reactivated: kinds.filter((kind) => kind === 'reactivated').length,
    churned: kinds.filter((kind) => kind === 'churned').length,
    closing: openAt(last).length,
    retained: openAt(before).filter((entity) => countsAt(entity, last, rules)).length,
  };
}
