import type { Rules } from './policy.ts';
import { compare, isZero, type Rational, rational } from './rational.ts';
import { type Entity, type Phase, phasesAt, worthOf } from './state.ts';
import { paidAt } from './subscriptions.ts';
import type { Interval } from './types.ts';
import { addUnits } from './units.ts';
import { DAY, readInstant } from './zone.ts';

/** What one bill covers: so many months or days, or all that is left until the end that the row names. */
export type Cycle =
  | { readonly unit: 'month' | 'day'; readonly count: number }
  | { readonly unit: 'term'; readonly end: number };

export function cycleOf(interval: Exclude<Interval, 'term'>, count: number): Cycle {
  const [unit, size] = (
    { day: ['day', 1], week: ['day', 7], month: ['month', 1], quarter: ['month', 3], year: ['month', 12] } as const
  )[interval];
  return { unit, count: size * count };
}

function cycleOfPhase({ row }: Phase, zone: string): Cycle {
  if (row.interval === 'term') return { unit: 'term', end: readInstant(row.end ?? Number.NaN, zone) };
  return cycleOf(row.interval, row.intervalCount ?? 1);
}

export const sameCycle = (a: Cycle, b: Cycle): boolean =>
  a.unit === 'term'
    ? b.unit === 'term' && a.end === b.end
    : b.unit !== 'term' && a.unit === b.unit && a.count === b.count;

/** Below zero where the first is the shorter: days and months by a year of 365 days, any term above them. */
function compareLength(a: Cycle, b: Cycle): number {
  if (a.unit === 'term' || b.unit === 'term') {
    return (a.unit === 'term' ? a.end : 0) - (b.unit === 'term' ? b.end : 0);
  }
  const days = ({ unit, count }: typeof a): Rational => (unit === 'day' ? rational(count) : rational(365 * count, 12));
  // 365 days and 12 months are as long: the months stand for the longer.
  return compare(days(a), days(b)) || Number(a.unit === 'month') - Number(b.unit === 'month');
}

/** By which cycle the subscription is billed at the instant, its rows weighed at the rates of another; null where it pays nothing. */
function cycleAt(subscription: Entity, at: number, rateAt: number, rules: Rules): Cycle | null {
  const groups: { cycle: Cycle; phases: Phase[] }[] = [];
  for (const phase of phasesAt(subscription, at, rules)) {
    if (isZero(phase.monthly)) continue;
    const cycle = cycleOfPhase(phase, rules.zone);
    const group = groups.find((known) => sameCycle(known.cycle, cycle));
    if (group) group.phases.push(phase);
    else groups.push({ cycle, phases: [phase] });
  }
  const worth = (phases: readonly Phase[]): Rational => worthOf(phases, rateAt, rules);
  groups.sort((a, b) => compare(worth(b.phases), worth(a.phases)) || compareLength(b.cycle, a.cycle));
  return groups[0]?.cycle ?? null;
}

/** The time from the instant at which a cycle came into force until another one does, times without MRR included. */
interface Stretch {
  readonly cycle: Cycle;
  readonly anchor: number;
  readonly until: number;
}

function stretchesOf(subscription: Entity, rateAt: number, rules: Rules): Stretch[] {
  const begun: (Omit<Stretch, 'until'> & { readonly from: number })[] = [];
  for (const at of subscription.instants) {
    const cycle = cycleAt(subscription, at, rateAt, rules);
    const last = begun.at(-1);
    // What was signed ahead is due by when it is served.
    const served = Math.min(
      ...phasesAt(subscription, at, rules)
        .filter((p) => !isZero(p.monthly))
        .map((p) => p.from),
    );
    if (cycle !== null && !(last && sameCycle(last.cycle, cycle)))
      begun.push({ cycle, anchor: Math.max(at, served), from: at });
  }
  return begun.map(({ cycle, anchor }, index) => {
    return { cycle, anchor, until: begun[index + 1]?.from ?? Number.POSITIVE_INFINITY };
  });
}

/** A term that is over: what is due, when, and since when it ran. */
export interface Due {
  readonly at: number;
  readonly termStart: number;
  readonly cycle: Cycle;
  readonly early: boolean;
}

/** The dates anchor + k cycles in [from, to), each with the one before it; the anchor itself is none. */
function datesIn({ cycle, anchor, until }: Stretch, from: number, to: number, zone: string): Due[] {
  if (cycle.unit === 'term') return [{ at: cycle.end, termStart: anchor, cycle, early: false }];
  const dateOf = (k: number): number => addUnits(anchor, k * cycle.count, cycle.unit, zone);
  const longest = (cycle.unit === 'day' ? 1 : 31) * cycle.count * DAY;
  const dates: Due[] = [];
  for (let k = Math.max(1, Math.floor((from - anchor) / longest) - 1); dateOf(k) < to && dateOf(k) <= until; k += 1) {
    // A day that the zone skipped has the instant of the day after it, and one date is meant by both.
    if (dateOf(k) > dateOf(k - 1)) dates.push({ at: dateOf(k), termStart: dateOf(k - 1), cycle, early: false });
  }
  return dates;
}

/** The dates at which the subscription paid until then, under the cycle of the stretch. */
const duesIn = (subscription: Entity, stretch: Stretch, from: number, to: number, rules: Rules): Due[] =>
  datesIn(stretch, from, to, rules.zone).filter(
    ({ at }) =>
      from <= at && at < to && stretch.anchor < at && at <= stretch.until && paidAt(subscription, at - 1, rules),
  );

/** The instant from which it never pays again; null where it never paid, or pays for ever. */
function finalEnd(subscription: Entity, rules: Rules): number | null {
  const last = subscription.instants.filter((at) => paidAt(subscription, at, rules)).at(-1);
  if (last === undefined) return null;
  return subscription.instants.find((at) => at > last) ?? null;
}

/** Left for good in the middle of a term: the last date on the schedule before that, or the anchor, is the term's start. */
function earlyTermination(subscription: Entity, stretches: readonly Stretch[], rules: Rules): Due[] {
  const at = finalEnd(subscription, rules);
  const stretch = stretches.at(-1);
  if (at === null || !stretch || duesIn(subscription, stretch, at, at + 1, rules).length > 0) return [];
  const { cycle, anchor } = stretch;
  // What was signed and given up before it began was in no term.
  if (at <= anchor) return [];
  const before = cycle.unit === 'term' ? [] : datesIn(stretch, at, at, rules.zone);
  return [{ at, termStart: before.at(-1)?.at ?? anchor, cycle, early: true }];
}

/** All that falls due in [from, to), the early end, where there is one, included. */
export function duesOf(subscription: Entity, from: number, to: number, rateAt: number, rules: Rules): Due[] {
  const stretches = stretchesOf(subscription, rateAt, rules);
  const dues = stretches.flatMap((stretch) => duesIn(subscription, stretch, from, to, rules));
  const early = earlyTermination(subscription, stretches, rules).filter(({ at }) => from <= at && at < to);
  return [...dues, ...early].sort((a, b) => a.at - b.at);
}
