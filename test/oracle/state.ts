import type { Rules } from './policy.ts';
import {
  add,
  divide,
  isZero,
  max,
  multiply,
  parseNonNegative,
  type Rational,
  rational,
  subtract,
  sum,
  zero,
} from './rational.ts';
import { isRunning, settle } from './settling.ts';
import type { Instant, Row, Span } from './types.ts';
import { addCalendarDays, localDay, readInstant, wholeMonths } from './zone.ts';

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** One row, read: it runs in [start, end) but for the stretches in which it is paused or unpaid for too long. */
export interface Phase {
  readonly row: Row;
  /** The place of the row in the input. */
  readonly index: number;
  readonly start: number;
  readonly end: number;
  readonly paused: readonly Stretch[];
  readonly unpaid: readonly Stretch[];
  readonly monthly: Rational;
  readonly currency: string;
  /** As the row says it. */
  readonly from: number;
  readonly signedAt: number | null;
  readonly requested: boolean;
  /** Whether it begins with a trial that can count. */
  readonly tries: boolean;
  readonly to: number;
  /** Whether the trial it begins with is one. */
  readonly isTrial: boolean;
  /** The subscription: the first of those that replace each other. */
  readonly id: string | undefined;
  /** Whose row it is. */
  readonly owner: string;
  /** From its end until what replaces it begins. */
  readonly bridge: Stretch | null;
}

/** A phase that the others are still to have a say in. */
export type Draft = { -readonly [K in keyof Phase]: Phase[K] };

/** What movements and counts are about: a customer, or one subscription of a customer. */
export interface Entity {
  readonly customerId: string;
  readonly subscriptionId: string;
  readonly phases: readonly Phase[];
  /** Every instant at which the state may change, in order. */
  readonly instants: readonly number[];
  readonly known: Map<number, Level>;
}

/** Local amounts by currency; a currency at zero is left out. */
export type Level = ReadonlyMap<string, Rational>;

export const isPaid = (level: Level): boolean => level.size > 0;

function countOf(row: Row): Rational {
  const count = row.intervalCount ?? 1;
  if (!Number.isInteger(count) || count < 1) throw new RangeError('intervalCount must be a whole number >= 1');
  return rational(count);
}

/** By what the row says its term is: nothing that stops it sooner or later changes the rate. */
function termsPerMonth(row: Row, rules: Rules): Rational {
  if (row.intervalCount !== undefined) throw new RangeError('a term has no intervalCount');
  if (row.end === undefined || row.end === null) throw new RangeError('a term has an end');
  const [from, to] = [readInstant(row.start, rules.zone), readInstant(row.end, rules.zone)];
  if (rules.termLength === 'days') {
    const days = Math.max(1, localDay(to, rules.zone) - localDay(from, rules.zone));
    // A year has 365 days and a quarter.
    const years = [364, 365, 366].includes(days) ? rational(1) : divide(rational(days), rational(1461, 4));
    return divide(rational(1, 12), years);
  }
  const months = wholeMonths(from, to, rules.zone);
  if (months !== null) return rational(1, months);
  return rational(365, 12 * Math.max(1, localDay(to, rules.zone) - localDay(from, rules.zone)));
}

function intervalsPerMonth(row: Row, rules: Rules): Rational {
  switch (row.interval) {
    case 'day':
      return rules.daily;
    case 'week':
      return rules.weekly;
    case 'month':
      return rational(1);
    case 'quarter':
      return rational(1, 3);
    case 'year':
      return rational(1, 12);
    case 'term':
      return termsPerMonth(row, rules);
    default:
      throw new RangeError(`unknown interval: ${String(row.interval)}`);
  }
}

function discountOf(row: Row, price: Rational): Rational {
  if (row.discount === undefined) return zero;
  if ('amount' in row.discount) return parseNonNegative(row.discount.amount, 'discount.amount');
  const percent = parseNonNegative(row.discount.percent, 'discount.percent');
  if (percent.n > 100n * percent.d) throw new RangeError('discount.percent must be 0..100');
  return multiply(price, divide(percent, rational(100)));
}

function monthlyAmount(row: Row, rules: Rules): Rational {
  const price = multiply(parseNonNegative(row.amount, 'amount'), parseNonNegative(row.quantity ?? 1, 'quantity'));
  const charged = max(zero, subtract(price, discountOf(row, price)));
  return divide(multiply(charged, intervalsPerMonth(row, rules)), countOf(row));
}

const readOptional = (instant: Instant | null | undefined, zone: string, missing: number): number =>
  instant === null || instant === undefined ? missing : readInstant(instant, zone);

function readStretch(span: Span | Row, zone: string): Stretch {
  const from = readInstant(span.start, zone);
  const to = readOptional(span.end, zone, Number.POSITIVE_INFINITY);
  if (to < from) throw new RangeError('end lies before start');
  return { from, to };
}

/** Out of service from the end of the grace: a past-due time that ends sooner leaves an empty stretch. */
function unpaidStretch({ from, to }: Stretch, rules: Rules): Stretch {
  return rules.pastDueGraceDays === null
    ? { from: to, to }
    : { from: addCalendarDays(from, rules.pastDueGraceDays, rules.zone), to };
}

function readPhase(row: Row, index: number, rules: Rules): Draft {
  const { from, to } = readStretch(row, rules.zone);
  const trialEnd = readOptional(row.trialEnd, rules.zone, from);
  const request = readOptional(row.cancelRequestedAt, rules.zone, Number.POSITIVE_INFINITY);
  const pauses = (row.pauses ?? []).map((span) => readStretch(span, rules.zone));
  const pastDue = (row.pastDue ?? []).map((span) => readStretch(span, rules.zone));
  const signed = readOptional(row.signedAt, rules.zone, from);
  const hasTrial = rules.trials !== 'include' && trialEnd > from;
  const isEarly = rules.startAt === 'signed' && signed < from && !hasTrial && to > from;
  const begin = isEarly ? signed : from;
  return {
    row,
    index,
    from,
    to,
    signedAt: row.signedAt === undefined || row.signedAt === null ? null : signed,
    requested: Number.isFinite(request),
    tries: rules.trials === 'first' && trialEnd > from,
    isTrial: trialEnd > from,
    id: row.subscriptionId,
    owner: '',
    bridge: null,
    start: hasTrial ? trialEnd : begin,
    end: rules.churnAt === 'cancelRequest' ? Math.min(to, Math.max(begin, request)) : to,
    paused: rules.pauses === 'churn' ? pauses : [],
    unpaid: pastDue.map((stretch) => unpaidStretch(stretch, rules)),
    monthly: monthlyAmount(row, rules),
    currency: row.currency ?? rules.currency ?? '',
  };
}

export const within = (stretches: readonly Stretch[], instant: number): boolean =>
  stretches.some(({ from, to }) => from <= instant && instant < to);

/** A row without subscriptionId is, by subscription, one of its own: its place tells it from its like. */
function keyOf({ row, id, index }: Phase, rules: Rules): string {
  if (rules.grain === 'customer') return JSON.stringify([row.customerId]);
  return JSON.stringify([row.customerId, id ?? index]);
}

export function readEntities(rows: readonly Row[], rules: Rules): Entity[] {
  const groups = new Map<string, { row: Row; phases: Phase[] }>();
  const drafts = rows.map((row, index) => readPhase(row, index, rules));
  settle(drafts, rules);
  for (const phase of drafts) {
    const key = keyOf(phase, rules);
    const group = groups.get(key) ?? { row: phase.row, phases: [] };
    group.phases.push(phase);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ row, phases }) => {
    const edges = phases.flatMap((phase) => [
      phase.start,
      phase.end,
      ...[...phase.paused, ...phase.unpaid, ...(phase.bridge ? [phase.bridge] : [])].flatMap((stretch) => [
        stretch.from,
        stretch.to,
      ]),
    ]);
    return {
      customerId: row.customerId,
      subscriptionId: rules.grain === 'subscription' ? (phases[0]?.id ?? '') : '',
      phases,
      instants: [...new Set(edges)].filter(Number.isFinite).sort((a, b) => a - b),
      known: new Map(),
    };
  });
}

/** The sum of the rows that run at the instant, before any gap is filled. */
function rawLevel(entity: Entity, instant: number): Level {
  const known = entity.known.get(instant);
  if (known) return known;
  const level = new Map<string, Rational>();
  for (const phase of entity.phases) {
    if (!isRunning(phase, instant)) continue;
    level.set(phase.currency, add(level.get(phase.currency) ?? zero, phase.monthly));
  }
  for (const [currency, amount] of level) if (isZero(amount)) level.delete(currency);
  entity.known.set(instant, level);
  return level;
}

/** The instant whose rows count at this one: in a gap that the grace fills, the last one before the gap. */
function instantInForce(entity: Entity, instant: number, rules: Rules): number {
  if (rules.churnGraceDays === 0 || isPaid(rawLevel(entity, instant))) return instant;
  const paidAt = (at: number): boolean => isPaid(rawLevel(entity, at));
  const left = entity.instants.filter((at) => at <= instant && paidAt(at - 1)).at(-1);
  const back = entity.instants.find((at) => at > instant && paidAt(at));
  if (left === undefined || back === undefined) return instant;
  if (rules.asOf !== null && back > rules.asOf) return instant;
  return back < addCalendarDays(left, rules.churnGraceDays, rules.zone) ? left - 1 : instant;
}

export const levelAt = (entity: Entity, instant: number, rules: Rules): Level =>
  rawLevel(entity, instantInForce(entity, instant, rules));

/** The rows that make up the level at the instant, free ones included. */
export function phasesAt(entity: Entity, instant: number, rules: Rules): Phase[] {
  const inForce = instantInForce(entity, instant, rules);
  return entity.phases.filter((phase) => isRunning(phase, inForce));
}

/** Whether the entity counts as a customer: where free plans do too, any running row is enough. */
export function countsAt(entity: Entity, instant: number, rules: Rules): boolean {
  if (isPaid(levelAt(entity, instant, rules))) return true;
  return rules.freePlans === 'include' && entity.phases.some((phase) => isRunning(phase, instant));
}

type OpenAt = (instant: number) => boolean;

/** The label of a return from zero at that instant, by everything that was ever open before it. */
export function kindOfReturn(entity: Entity, at: number, open: OpenAt, rules: Rules): 'new' | 'reactivation' {
  if (!entity.instants.some((instant) => instant < at && open(instant))) return 'new';
  if (rules.reactivationWindowDays === null) return 'reactivation';
  const left = entity.instants.filter((instant) => instant < at && open(instant - 1) && !open(instant)).at(-1);
  if (left === undefined) return 'new';
  return at > addCalendarDays(left, rules.reactivationWindowDays, rules.zone) ? 'new' : 'reactivation';
}

export function convert(level: Level, rateAt: number, rules: Rules): Rational {
  let total = zero;
  for (const [currency, amount] of level) total = add(total, multiply(amount, rules.rate(currency, rateAt)));
  return total;
}

/** What the rows are worth together, at the rates of that instant; one without MRR needs no rate. */
export const worthOf = (phases: readonly Phase[], rateAt: number, rules: Rules): Rational =>
  sum(
    phases
      .filter(({ monthly }) => !isZero(monthly))
      .map(({ monthly, currency }) => multiply(monthly, rules.rate(currency, rateAt))),
  );
