import { countChanges, edges, inside, levelChanges, order, together } from './oracle.ts';
import { type Rules, readRules } from './policy.ts';
import { compare, type Rational, rational, sum, toNumber } from './rational.ts';
import {
  convert,
  countsAt,
  type Entity,
  isPaid,
  levelAt,
  type Phase,
  phasesAt,
  readEntities,
  within,
  worthOf,
} from './state.ts';
import type { Period, Policy, Row } from './types.ts';
import { addCalendarDays, readInstant } from './zone.ts';

export interface Ratio {
  readonly value: number | null;
  readonly numerator: number;
  readonly denominator: number;
}

export interface ChurnPart<K, T> {
  readonly key: K;
  readonly customers: number;
  readonly mrr: T;
  readonly share: Ratio;
}

export const ratio = (numerator: number, denominator: number): Ratio => ({
  value: denominator === 0 ? null : toNumber(rational(numerator, denominator)),
  numerator,
  denominator,
});

/** An entity that left, or what it paid that fell to zero, or both: of its opening (net), or of what was there just before (event). */
interface Churn {
  readonly entity: Entity;
  readonly at: number;
  readonly customers: 0 | 1;
  readonly mrr: Rational;
}

/** When a drop began, and when it was over. */
interface Drop {
  readonly first: number;
  readonly last: number;
}

type OpenAt = (at: number) => boolean;

const paidAt = (entity: Entity, at: number, rules: Rules): boolean => isPaid(levelAt(entity, at, rules));

const dropsIn = (entity: Entity, period: Period, open: OpenAt): number[] =>
  inside(entity, period).filter((at) => open(at - 1) && !open(at));

/** Open before and not after, so there is a drop; where there are more, the last is the one that stayed. */
function netDrops(entity: Entity, period: Period, open: OpenAt): number[] {
  const [before, last] = edges(period);
  return open(before) && !open(last) ? dropsIn(entity, period, open).slice(-1) : [];
}

function churnsOf(entity: Entity, period: Period, rules: Rules): Churn[] {
  const [before] = edges(period);
  const paid: OpenAt = (at) => paidAt(entity, at, rules);
  const counts: OpenAt = (at) => countsAt(entity, at, rules);
  const drops = (open: OpenAt, changes: readonly number[]): Drop[] =>
    rules.movements === 'net'
      ? netDrops(entity, period, open).map((last) => ({ first: before + 1, last }))
      : together(changes, rules).filter(({ first, last }) => open(first - 1) && !open(last));
  const unpaid = drops(paid, levelChanges(entity, period, rules));
  const left = drops(counts, countChanges(entity, period, rules));
  return [...new Set([...unpaid, ...left].map(({ last }) => last))].map((at) => {
    const drop = unpaid.find(({ last }) => last === at);
    return {
      entity,
      at,
      customers: left.some(({ last }) => last === at) ? 1 : 0,
      mrr: drop ? convert(levelAt(entity, drop.first - 1, rules), before, rules) : rational(0),
    };
  });
}

/** The row that the churn is told by: of those that paid until then the largest, then the latest; where none did, of the free ones. */
function lastPhase({ entity, at }: Pick<Churn, 'entity' | 'at'>, period: Period, rules: Rules): Phase {
  const [before] = edges(period);
  const worth = (phase: Phase): Rational => worthOf([phase], before, rules);
  const started = (phase: Phase): number => readInstant(phase.row.start, rules.zone);
  const all = phasesAt(entity, at - 1, rules);
  const paid = all.filter((phase) => phase.monthly.n > 0n);
  const [last] = [...(paid.length > 0 ? paid : all)].sort(
    (a, b) => (paid.length > 0 ? compare(worth(b), worth(a)) : 0) || started(b) - started(a) || b.index - a.index,
  );
  if (!last) throw new Error('a churn without a row');
  return last;
}

type Key = string | number | boolean | null;

const typeOf = (key: Key): string => (key === null ? 'null' : typeof key);
const orderKeys = (a: Key, b: Key): number =>
  order(typeOf(a), typeOf(b)) || (typeof a === 'string' ? order(a, String(b)) : Number(a) - Number(b));

export function exactChurnBreakdown(
  rows: readonly Row[],
  period: Period,
  keyOf: (lastRow: Row) => Key | undefined,
  policy: Policy = {},
): ChurnPart<Key, Rational>[] {
  const rules = readRules(rows, policy, period);
  const churns = readEntities(rows, rules).flatMap((entity) => churnsOf(entity, period, rules));
  const groups = new Map<Key, Churn[]>();
  for (const churn of churns) {
    const key = keyOf(lastPhase(churn, period, rules).row) ?? null;
    groups.set(key, [...(groups.get(key) ?? []), churn]);
  }
  const count = (some: readonly Churn[]): number => some.filter(({ customers }) => customers === 1).length;
  return [...groups]
    .map(([key, group]) => ({
      key,
      customers: count(group),
      mrr: sum(group.map((churn) => churn.mrr)),
      share: ratio(count(group), count(churns)),
    }))
    .sort((a, b) => b.customers - a.customers || compare(b.mrr, a.mrr) || orderKeys(a.key, b.key));
}

export function churnBreakdown(
  rows: readonly Row[],
  period: Period,
  keyOf: (lastRow: Row) => Key | undefined,
  policy: Policy = {},
): ChurnPart<Key, number>[] {
  return exactChurnBreakdown(rows, period, keyOf, policy).map((part) => ({ ...part, mrr: toNumber(part.mrr) }));
}

/** A row that reached its end is judged by what it says of itself; one that was stopped, by what stopped it. */
function isInvoluntary(phase: Phase, at: number): boolean {
  if (at >= phase.end && (phase.bridge === null || at !== phase.bridge.to))
    return phase.row.churnType === 'involuntary';
  const over = phase.bridge !== null && at === phase.bridge.to ? phase.bridge.from : at;
  if (over >= phase.end) return phase.row.churnType === 'involuntary';
  return within(phase.unpaid, over) && !within(phase.paused, over);
}

export function involuntaryChurnRate(rows: readonly Row[], period: Period, policy: Policy = {}): Ratio {
  const rules = readRules(rows, policy, period);
  const [before] = edges(period);
  const open = readEntities(rows, rules).filter((entity) => paidAt(entity, before, rules));
  const involuntary = open
    .flatMap((entity) => netDrops(entity, period, (at) => paidAt(entity, at, rules)).map((at) => ({ entity, at })))
    .filter((churn) => isInvoluntary(lastPhase(churn, period, rules), churn.at));
  return ratio(involuntary.length, open.length);
}

export type WinBackOptions = Policy & { readonly lapsedWithinDays?: number | null };

export function winBackRate(rows: readonly Row[], period: Period, options: WinBackOptions = {}): Ratio {
  const { lapsedWithinDays = null, ...policy } = options;
  if (lapsedWithinDays !== null && (!Number.isInteger(lapsedWithinDays) || lapsedWithinDays < 0)) {
    throw new RangeError('lapsedWithinDays must be a whole number of days >= 0');
  }
  const rules = readRules(rows, policy, period);
  const start = period.start.getTime();
  const [before, last] = edges(period);
  const lapsed = readEntities(rows, rules).filter((entity) => {
    if (paidAt(entity, before, rules)) return false;
    const drops = entity.instants.filter((at) => at < start && paidAt(entity, at - 1, rules));
    const drop = drops.filter((at) => !paidAt(entity, at, rules)).at(-1);
    if (drop === undefined) return false;
    return lapsedWithinDays === null || addCalendarDays(drop, lapsedWithinDays, rules.zone) >= start;
  });
  return ratio(lapsed.filter((entity) => paidAt(entity, last, rules)).length, lapsed.length);
}
