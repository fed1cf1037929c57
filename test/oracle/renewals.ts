import { type Ratio, ratio } from './churn.ts';
import { cycleOf, type Due, duesOf, sameCycle } from './cycles.ts';
import { edges } from './oracle.ts';
import { type Rules, readRules } from './policy.ts';
import { add, divide, isPositive, min, multiply, type Rational, sum, toNumber, zero } from './rational.ts';
import { convert, type Entity, levelAt, readEntities } from './state.ts';
import { entityOf, firstPaid, othersOf, paidAt, readSubscriptions, withoutFilling } from './subscriptions.ts';
import { isConverted, type RatioOfDecided, trialsIn } from './trials.ts';
import type { Interval, Period, Policy, Row } from './types.ts';
import { daysAfter } from './units.ts';

interface Which {
  readonly graceDays?: number;
  readonly earlyTermination?: 'include' | 'exclude';
  readonly interval?: Interval;
  readonly intervalCount?: number;
  readonly due?: 'any' | 'all';
}

export type RevenueRenewalOptions = Policy & Which;
export type RenewalOptions = RevenueRenewalOptions & {
  readonly weightedBy?: 'customers' | 'opportunities';
  readonly trialConversions?: 'exclude' | 'include';
};

/** A subscription whose term is over: to be renewed or not. */
interface Opportunity extends Due {
  readonly subscription: Entity;
}

function isAsked({ cycle, early }: Due, { earlyTermination, interval, intervalCount = 1 }: Which): boolean {
  if (early && earlyTermination === 'exclude') return false;
  if (interval === undefined) return true;
  if (interval === 'term') return cycle.unit === 'term';
  return sameCycle(cycle, cycleOf(interval, intervalCount));
}

/** What is due in the period, from whichever subscription, and asked for. */
function opportunitiesIn(subscriptions: readonly Entity[], period: Period, which: Which, rules: Rules): Opportunity[] {
  const [before, last] = edges(period);
  const raw = withoutFilling(rules);
  const all = subscriptions.map((subscription) => ({
    subscription,
    dues: duesOf(subscription, before + 1, last + 1, before, raw),
  }));
  /** A contract of the customer that was paid until then, and of which no term and no life ends in the period. */
  const isHeld = (own: Entity, at: number): boolean =>
    rules.grain === 'customer' &&
    all.some(
      ({ subscription, dues }) =>
        subscription.customerId === own.customerId && dues.length === 0 && paidAt(subscription, at - 1, raw),
    );
  return all.flatMap(({ subscription, dues }) =>
    dues
      .filter((due) => isAsked(due, which) && !(which.due === 'all' && isHeld(subscription, due.at)))
      .map((due) => ({ subscription, ...due })),
  );
}

const isDecided = (at: number, { asOf }: Rules): boolean => asOf === null || at < asOf;

/** By the entity as a whole: whoever stays with another subscription is not lost. */
function isRenewed(entity: Entity, at: number, graceDays: number, rules: Rules): boolean {
  const last = daysAfter(at, graceDays, rules.zone);
  return [at, ...entity.instants].some((t) => at <= t && t <= last && paidAt(entity, t, rules));
}

export function renewalRate(rows: readonly Row[], period: Period, options: RenewalOptions = {}): RatioOfDecided {
  const { weightedBy = 'customers', trialConversions = 'exclude', ...rest } = options;
  const { graceDays = 0, earlyTermination = 'include', interval, intervalCount, due = 'any', ...policy } = rest;
  const which: Which = {
    earlyTermination,
    due,
    ...(interval ? { interval } : {}),
    ...(intervalCount ? { intervalCount } : {}),
  };
  const rules = readRules(rows, policy, period);
  const entities = readEntities(rows, rules);
  const subscriptions = readSubscriptions(rows, rules);
  const dues = opportunitiesIn(subscriptions, period, which, rules).map(({ subscription, at }) => {
    const entity = entityOf(subscription, entities);
    return { entity, at, renewed: isRenewed(entity, at, graceDays, rules) };
  });
  const trials = trialConversions === 'include' ? trialsIn(subscriptions, period, rules.zone) : [];
  const conversions = trials.map((trial) => ({
    entity: entityOf(trial.subscription, entities),
    at: trial.end,
    renewed: isConverted(trial, subscriptions, graceDays, rules),
  }));
  const all = [...dues, ...conversions];
  const decided = all.filter(({ at }) => isDecided(at, rules));
  const undecided = all.length - decided.length;
  if (weightedBy === 'opportunities') {
    return { ...ratio(decided.filter(({ renewed }) => renewed).length, decided.length), undecided };
  }
  const asked = [...new Set(decided.map(({ entity }) => entity))];
  const stayed = asked.filter((entity) => decided.every((each) => each.entity !== entity || each.renewed));
  return { ...ratio(stayed.length, asked.length), undecided };
}

/** How much of what was due one opportunity brought in again. */
interface Renewal {
  readonly due: Rational;
  readonly renewed: Rational;
}

/** The book of one revenue renewal rate: rows read, and amounts at the rates just before the period. */
interface Book {
  readonly subscriptions: readonly Entity[];
  readonly rules: Rules;
  readonly graceDays: number;
  readonly mrr: (subscription: Entity, at: number) => Rational;
}

/** What took the place of the term: anything of that customer paid for the first time since the term began. */
function successorsOf({ subscription, termStart }: Opportunity, { subscriptions, rules }: Book): Entity[] {
  if (rules.grain === 'subscription') return [];
  return othersOf(subscription, subscriptions).filter((other) => {
    const first = firstPaid(other, withoutFilling(rules));
    return first !== undefined && first > termStart;
  });
}

function inWindow(t: number, at: number, { rules, graceDays }: Book): boolean {
  const { zone, asOf, churnGraceDays } = rules;
  if (at <= t && t <= daysAfter(at, graceDays, zone)) return true;
  return at < t && t < daysAfter(at, churnGraceDays, zone) && (asOf === null || t <= asOf);
}

/** What the subscription and its successors pay at the first instant in the window at which any of them pays. */
function lateRenewal(opportunity: Opportunity, book: Book): { own: Rational; others: Rational } {
  const { subscription, at } = opportunity;
  const successors = successorsOf(opportunity, book);
  const total = (t: number): Rational => sum(successors.map((other) => book.mrr(other, t)));
  const back = [at, ...[subscription, ...successors].flatMap(({ instants }) => instants)]
    .filter((t) => inWindow(t, at, book))
    .sort((a, b) => a - b)
    .find((t) => isPositive(add(book.mrr(subscription, t), total(t))));
  return back === undefined ? { own: zero, others: zero } : { own: book.mrr(subscription, back), others: total(back) };
}

function renewalsOf(opportunities: readonly Opportunity[], book: Book): Renewal[] {
  const dueOf = ({ subscription, at }: Opportunity): Rational => book.mrr(subscription, at - 1);
  const renewsItself = ({ subscription, at }: Opportunity): boolean => isPositive(book.mrr(subscription, at));
  return opportunities.map((opportunity): Renewal => {
    const { subscription, at } = opportunity;
    const due = dueOf(opportunity);
    if (renewsItself(opportunity)) return { due, renewed: book.mrr(subscription, at) };
    const atOnce = opportunities.filter(
      (other) => other.at === at && other.subscription.customerId === subscription.customerId && !renewsItself(other),
    );
    const share = divide(due, sum(atOnce.map(dueOf)));
    const { own, others } = lateRenewal(opportunity, book);
    return { due, renewed: add(own, multiply(others, share)) };
  });
}

export interface ExactRevenueRenewal {
  readonly due: Rational;
  readonly gross: Rational;
  readonly net: Rational;
  readonly lost: Rational;
  readonly undecided: number;
}

export function exactRevenueRenewal(
  rows: readonly Row[],
  period: Period,
  options: RevenueRenewalOptions = {},
): ExactRevenueRenewal {
  const { graceDays = 0, earlyTermination = 'include', interval, intervalCount, due = 'any', ...policy } = options;
  const which: Which = {
    earlyTermination,
    due,
    ...(interval ? { interval } : {}),
    ...(intervalCount ? { intervalCount } : {}),
  };
  const rules = readRules(rows, policy, period);
  const [rateAt] = edges(period);
  const subscriptions = readSubscriptions(rows, rules);
  const raw = withoutFilling(rules);
  const mrr = (subscription: Entity, at: number): Rational => convert(levelAt(subscription, at, raw), rateAt, rules);
  const all = opportunitiesIn(subscriptions, period, which, rules);
  const decided = all.filter(({ at }) => isDecided(at, rules));
  const renewals = renewalsOf(decided, { subscriptions, rules, graceDays, mrr });
  return {
    due: sum(renewals.map(({ due }) => due)),
    gross: sum(renewals.map(({ due, renewed }) => min(due, renewed))),
    net: sum(renewals.map(({ renewed }) => renewed)),
    lost: sum(renewals.filter(({ renewed }) => !isPositive(renewed)).map((renewal) => renewal.due)),
    undecided: all.length - decided.length,
  };
}

/** Each of the three is the double nearest to the exact one. */
function ratioOf(numerator: Rational, denominator: Rational): Ratio {
  const value = denominator.n === 0n ? null : toNumber(divide(numerator, denominator));
  return { value, numerator: toNumber(numerator), denominator: toNumber(denominator) };
}

export function revenueRenewalRate(
  rows: readonly Row[],
  period: Period,
  options: RevenueRenewalOptions = {},
): { gross: Ratio; net: Ratio; lost: Ratio; undecided: number } {
  const { due, gross, net, lost, undecided } = exactRevenueRenewal(rows, period, options);
  return { gross: ratioOf(gross, due), net: ratioOf(net, due), lost: ratioOf(lost, due), undecided };
}
