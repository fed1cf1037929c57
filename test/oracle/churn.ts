import { edges, inside, order } from './oracle.ts';
import { type Rules, readRules } from './policy.ts';
import { compare, type Rational, rational, sum, toNumber } from './rational.ts';
import { convert, type Entity, isPaid, levelAt, type Phase, phasesAt, readEntities, within, worthOf } from './state.ts';
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

/** An entity that fell to zero, and what fell: all of its opening (net), or what it paid just before (event). */
interface Churn {
  readonly entity: Entity;
  readonly at: number;
  readonly mrr: Rational;
}

const paidAt = (entity: Entity, at: number, rules: Rules): boolean => isPaid(levelAt(entity, at, rules));

function dropsIn(entity: Entity, period: Period, rules: Rules): number[] {
  return inside(entity, period).filter((at) => paidAt(entity, at - 1, rules) && !paidAt(entity, at, rules));
}

function netChurns(entity: Entity, period: Period, rules: Rules): Churn[] {
  const [before, last] = edges(period);
  if (!paidAt(entity, before, rules) || paidAt(entity, last, rules)) return [];
  const mrr = convert(levelAt(entity, before, rules), before, rules);
  // Paid before and not after, so there is a drop; where there are more, the last is the one that stayed.
  return dropsIn(entity, period, rules)
    .slice(-1)
    .map((at) => ({ entity, at, mrr }));
}

function eventChurns(entity: Entity, period: Period, rules: Rules): Churn[] {
  const [before] = edges(period);
  return dropsIn(entity, period, rules).map((at) => {
    return { entity, at, mrr: convert(levelAt(entity, at - 1, rules), before, rules) };
  });
}

/** The row that the churn is told by: of those that paid until then the largest, then the latest. */
function lastPhase({ entity, at }: Churn, period: Period, rules: Rules): Phase {
  const [before] = edges(period);
  const worth = (phase: Phase): Rational => worthOf([phase], before, rules);
  const started = (phase: Phase): number => readInstant(phase.row.start, rules.zone);
  const [last] = phasesAt(entity, at - 1, rules)
    .filter((phase) => phase.monthly.n > 0n)
    .sort((a, b) => compare(worth(b), worth(a)) || started(b) - started(a) || b.index - a.index);
  if (!last) throw new Error('a churn without a row that paid');
  return last;
}

export function exactChurnBreakdown<K>(
  rows: readonly Row[],
  period: Period,
  keyOf: (lastRow: Row) => K,
  policy: Policy = {},
): ChurnPart<K, Rational>[] {
  const rules = readRules(rows, policy, period);
  const churnsOf = rules.movements === 'event' ? eventChurns : netChurns;
  const churns = readEntities(rows, rules).flatMap((entity) => churnsOf(entity, period, rules));
  const groups = new Map<K, Churn[]>();
  for (const churn of churns) {
    const key = keyOf(lastPhase(churn, period, rules).row);
    groups.set(key, [...(groups.get(key) ?? []), churn]);
  }
  return [...groups]
    .map(([key, group]) => ({
      key,
      customers: group.length,
      mrr: sum(group.map((churn) => churn.mrr)),
      share: ratio(group.length, churns.length),
    }))
    .sort((a, b) => b.customers - a.customers || compare(b.mrr, a.mrr) || order(String(a.key), String(b.key)));
}

export function churnBreakdown<K>(
  rows: readonly Row[],
  period: Period,
  keyOf: (lastRow: Row) => K,
  policy: Policy = {},
): ChurnPart<K, number>[] {
  return exactChurnBreakdown(rows, period, keyOf, policy).map((part) => ({ ...part, mrr: toNumber(part.mrr) }));
}

/** A row that reached its end is judged by what it says of itself; one that was stopped, by what stopped it. */
function isInvoluntary(phase: Phase, at: number): boolean {
  if (at >= phase.end) return phase.row.churnType === 'involuntary';
  return within(phase.unpaid, at) && !within(phase.paused, at);
}

export function involuntaryChurnRate(rows: readonly Row[], period: Period, policy: Policy = {}): Ratio {
  const rules = readRules(rows, policy, period);
  const [before] = edges(period);
  const open = readEntities(rows, rules).filter((entity) => paidAt(entity, before, rules));
  const involuntary = open
    .flatMap((entity) => netChurns(entity, period, rules))
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
