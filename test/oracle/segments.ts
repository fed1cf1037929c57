import { edges, firstReturn, inside, isComplete, levelChanges, type Movements } from './oracle.ts';
import { type Rules, readRules } from './policy.ts';
import {
  add,
  compare,
  divide,
  isZero,
  max,
  multiply,
  parse,
  type Rational,
  rational,
  subtract,
  sum,
  toNumber,
  zero,
} from './rational.ts';
import { type Entity, isPaid, kindOfReturn, levelAt, type Phase, phasesAt, readEntities, worthOf } from './state.ts';
import type { Period, Policy, Row } from './types.ts';
import { DAY, readInstant } from './zone.ts';

const CAUSES = ['price', 'quantity', 'subscription', 'other'] as const;
const FALLS = ['price', 'quantity', 'discount', 'billingPeriod', 'subscription', 'other'] as const;
const FLOWS = ['new', 'reactivation', 'expansion', 'contraction', 'churn', 'transferIn', 'transferOut'] as const;
const TERMS = [...FLOWS, 'opening', 'closing', 'fx', 'retainedGross', 'retainedNet'] as const;

type Flow = (typeof FLOWS)[number];
type Cause = (typeof CAUSES)[number];
type Causes<T> = Readonly<Record<Cause, T>>;
type Fall = (typeof FALLS)[number];
type Falls<T> = Readonly<Record<Fall, T>>;

export interface MovementsPart<T> extends Movements<T> {
  readonly transferIn: T;
  readonly transferOut: T;
  readonly expansionCauses: Causes<T>;
  readonly contractionCauses: Falls<T>;
}

type Worth = (phases: readonly Phase[]) => Rational;
type KeyOf = (phase: Phase) => unknown;

/** As a Map tells keys apart: NaN is one key. */
const isWithin = (phase: Phase, key: unknown, of: KeyOf): boolean => new Set([of(phase)]).has(key);

/** The rows of one entity just before a movement and just after it. */
interface Movement {
  readonly before: readonly Phase[];
  readonly after: readonly Phase[];
  readonly returned: () => 'new' | 'reactivation';
}

const record = <N extends string, T>(names: readonly N[], value: (name: N) => T): Record<N, T> =>
  Object.fromEntries(names.map((name) => [name, value(name)])) as Record<N, T>;

const gained = (before: Rational, after: Rational): Rational => max(zero, subtract(after, before));
const fraction = (amount: Rational, part: Rational, of: Rational): Rational => divide(multiply(amount, part), of);

function movementOf(entity: Entity, before: number, after: number, backAt: number, rules: Rules): Movement {
  const open = (at: number): boolean => isPaid(levelAt(entity, at, rules));
  return {
    before: phasesAt(entity, before, rules),
    after: phasesAt(entity, after, rules),
    returned: () => kindOfReturn(entity, backAt, open, rules),
  };
}

function netMovement(entity: Entity, period: Period, rules: Rules): Movement {
  const [before, last] = edges(period);
  return movementOf(entity, before, last, firstReturn(entity, period, rules), rules);
}

/** An instant at which nothing changes gives a movement without gains and losses. */
function eventMovements(entity: Entity, period: Period, rules: Rules): Movement[] {
  const moved = levelChanges(entity, period, rules);
  const groups: { first: number; last: number; until: number }[] = [];
  for (const at of inside(entity, period)) {
    const open = groups.at(-1);
    if (open && at <= open.until) open.last = at;
    // Rows that take each other's place at one price begin no time of their own.
    else groups.push({ first: at, last: at, until: moved.includes(at) ? at + 1000 * rules.mergeWithinSeconds : at });
  }
  return groups.map(({ first, last }) => movementOf(entity, first - 1, last, first, rules));
}

/** What one movement of an entity, which runs over all of its keys, is within one of them. */
function flowsWithin(
  movement: Movement,
  keys: readonly unknown[],
  key: unknown,
  of: KeyOf,
  worth: Worth,
): Record<Flow, Rational> {
  const level = (phases: readonly Phase[], wanted: unknown): Rational =>
    worth(phases.filter((phase) => isWithin(phase, wanted, of)));
  const gain = (wanted: unknown): Rational => gained(level(movement.before, wanted), level(movement.after, wanted));
  const loss = (wanted: unknown): Rational => gained(level(movement.after, wanted), level(movement.before, wanted));
  const [gains, losses] = [sum(keys.map(gain)), sum(keys.map(loss))];
  const [g, l] = [gain(key), loss(key)];
  const found = ((): Partial<Record<Flow, Rational>> => {
    if (isZero(gains) && isZero(losses)) return {};
    if (isZero(worth(movement.before))) return { [movement.returned()]: g };
    if (isZero(worth(movement.after))) return { churn: l };
    const sign = compare(gains, losses);
    if (sign === 0) return { transferIn: g, transferOut: l };
    if (sign > 0) {
      const expansion = fraction(g, subtract(gains, losses), gains);
      return { transferOut: l, transferIn: fraction(g, losses, gains), expansion };
    }
    const contraction = fraction(l, subtract(losses, gains), losses);
    return { transferIn: g, transferOut: fraction(l, gains, losses), contraction };
  })();
  return record(FLOWS, (flow) => found[flow] ?? zero);
}

/** Within an entity there is one customer, so that the id is enough; a row without one is told by its place. */
const subscriptionOf = (phase: Phase): string | number => phase.id ?? phase.index;

const whole = rational(1);

/** How the gain of one subscription within a key, which had paid there before, is shared out. */
function causesOfGain(before: readonly Phase[], after: readonly Phase[], worth: Worth): Partial<Causes<Rational>> {
  const [first, ...moreBefore] = before;
  const [last, ...moreAfter] = after;
  if (!first || !last || moreBefore.length > 0 || moreAfter.length > 0) return { other: whole };
  const billing = ({ row, currency }: Phase): string =>
    JSON.stringify([row.interval, row.intervalCount ?? 1, currency]);
  if (billing(first) !== billing(last) || first.row.discount || last.row.discount) return { other: whole };
  const [q0, q1] = [parse(first.row.quantity ?? 1), parse(last.row.quantity ?? 1)];
  if (isZero(q0) || isZero(q1)) return { other: whole };
  const [unit0, unit1] = [divide(worth([first]), q0), divide(worth([last]), q1)];
  const quantity = max(zero, multiply(subtract(q1, q0), unit1));
  const price = max(zero, multiply(subtract(unit1, unit0), q0));
  const both = add(quantity, price);
  return { price: divide(price, both), quantity: divide(quantity, both) };
}

/** Who made the expansion of a key: its subscriptions by their gains, each for causes of its own. */
function causesWithin(
  expansion: Rational,
  movement: Movement,
  key: unknown,
  of: KeyOf,
  worth: Worth,
): Causes<Rational> {
  const { before, after } = movement;
  const inKey = (phases: readonly Phase[]): Phase[] => phases.filter((phase) => isWithin(phase, key, of));
  const ids = [...new Set(inKey([...before, ...after]).map(subscriptionOf))];
  const lines = ids.map((id): { gain: Rational; causes: Partial<Causes<Rational>> } => {
    const own = (phases: readonly Phase[]): Phase[] => phases.filter((phase) => subscriptionOf(phase) === id);
    const [was, is] = [own(inKey(before)), own(inKey(after))];
    const gain = gained(worth(was), worth(is));
    if (isZero(gain)) return { gain, causes: {} };
    if (!isZero(worth(was))) return { gain, causes: causesOfGain(was, is, worth) };
    const cause: Cause = isZero(worth(own(before))) ? 'subscription' : 'other';
    return { gain, causes: { [cause]: whole } };
  });
  const gains = sum(lines.map(({ gain }) => gain));
  const part = (gain: Rational, share: Rational = zero): Rational => multiply(fraction(expansion, gain, gains), share);
  return record(CAUSES, (cause) => sum(lines.map(({ gain, causes }) => part(gain, causes[cause]))));
}

/** How long one bill is for, in days; a term is as many months as are nearest to it, and its days where that is none. */
function billLength({ row }: Phase, zone: string): Rational {
  const month = rational(365, 12);
  const count = rational(row.intervalCount ?? 1);
  const units = { day: rational(1), week: rational(7), month, quarter: rational(365, 4), year: rational(365) };
  if (row.interval !== 'term') return multiply(units[row.interval], count);
  const days = rational(readInstant(row.end ?? 0, zone) - readInstant(row.start, zone), DAY);
  const months = Math.round(toNumber(divide(days, month)));
  return months === 0 ? days : multiply(rational(months), month);
}

const sameAmount = (a: Row, b: Row): boolean => compare(parse(a.amount), parse(b.amount)) === 0;

/** Why a subscription that still pays within a key pays less there. */
function causesOfFall(
  before: readonly Phase[],
  after: readonly Phase[],
  worth: Worth,
  zone: string,
): Partial<Falls<Rational>> {
  const [first, last] = [before[0], after[0]];
  if (!first || !last || before.length > 1 || after.length > 1 || first.currency !== last.currency) {
    return { other: whole };
  }
  const [a, b] = [first.row, last.row];
  const [q0, q1] = [parse(a.quantity ?? 1), parse(b.quantity ?? 1)];
  const longer = compare(billLength(last, zone), billLength(first, zone)) > 0;
  const alike = a.interval === b.interval && (a.intervalCount ?? 1) === (b.intervalCount ?? 1);
  if (!longer && !alike) return { other: whole };
  if (!a.discount && !b.discount && !isZero(q0) && !isZero(q1)) {
    // From q0 units at one price to q1 at another: first the price of the old units, then the units at the new price.
    const [unit0, unit1] = [divide(worth([first]), q0), divide(worth([last]), q1)];
    const perUnit = max(zero, multiply(q0, subtract(unit0, unit1)));
    const quantity = max(zero, multiply(unit1, subtract(q0, q1)));
    const both = add(perUnit, quantity);
    return { [longer ? 'billingPeriod' : 'price']: divide(perUnit, both), quantity: divide(quantity, both) };
  }
  if (compare(q0, q1) !== 0) return { other: whole };
  if (longer) return { billingPeriod: whole };
  return sameAmount(a, b) ? { discount: whole } : { other: whole };
}

/** Who made the contraction of a key: its subscriptions by their losses. One that ends where one other begins is that other. */
function fallsWithin(
  contraction: Rational,
  { before, after }: Movement,
  key: unknown,
  of: KeyOf,
  worth: Worth,
  zone: string,
): Falls<Rational> {
  const inKey = (phases: readonly Phase[]): Phase[] => phases.filter((phase) => isWithin(phase, key, of));
  const own = (phases: readonly Phase[], id: string | number): Phase[] =>
    phases.filter((phase) => subscriptionOf(phase) === id);
  const pays = (phases: readonly Phase[], id: string | number): boolean => !isZero(worth(own(phases, id)));
  const ids = [...new Set(inKey([...before, ...after]).map(subscriptionOf))];
  const ended = ids.filter((id) => pays(inKey(before), id) && !pays(after, id));
  const begun = ids.filter((id) => !pays(before, id) && pays(inKey(after), id));
  const paired = ended.length === 1 && begun.length === 1;
  const lines = ids
    .filter((id) => !(paired && id === begun[0]))
    .map((id): { loss: Rational; causes: Partial<Falls<Rational>> } => {
      const replaced = paired && id === ended[0];
      const was = own(inKey(before), id);
      const is = own(inKey(after), replaced ? (begun[0] ?? id) : id);
      const loss = gained(worth(is), worth(was));
      if (isZero(loss)) return { loss, causes: {} };
      if (replaced || pays(inKey(after), id)) return { loss, causes: causesOfFall(was, is, worth, zone) };
      return { loss, causes: { [pays(after, id) ? 'other' : 'subscription']: whole } };
    });
  const losses = sum(lines.map(({ loss }) => loss));
  const part = (loss: Rational, share: Rational = zero): Rational =>
    multiply(fraction(contraction, loss, losses), share);
  return record(FALLS, (fall) => sum(lines.map(({ loss, causes }) => part(loss, causes[fall]))));
}

export function exactMrrMovementsBy<K>(
  rows: readonly Row[],
  period: Period,
  keyOf: (row: Row) => K,
  policy: Policy = {},
): Map<K, MovementsPart<Rational>> {
  const rules = readRules(rows, policy, period);
  const entities = readEntities(rows, rules);
  const [before, last] = edges(period);
  const worth = (phases: readonly Phase[]): Rational => worthOf(phases, before, rules);
  const net = entities.map((entity) => netMovement(entity, period, rules));
  const booked = rules.movements === 'net' ? net : entities.flatMap((entity) => eventMovements(entity, period, rules));
  const given = rows.map(keyOf);
  const keys = [...new Set(given)];
  const of = (phase: Phase): K | undefined => given[phase.index];

  const partOf = (key: K): MovementsPart<Rational> => {
    const level = (at: number, rateAt: number): Rational => {
      const running = entities.flatMap((entity) => phasesAt(entity, at, rules));
      return worthOf(
        running.filter((phase) => isWithin(phase, key, of)),
        rateAt,
        rules,
      );
    };
    const flows = booked.map((movement) => flowsWithin(movement, keys, key, of, worth));
    const netFlows = net.map((movement) => flowsWithin(movement, keys, key, of, worth));
    const causes = booked.flatMap((movement, index) => {
      const expansion = flows[index]?.expansion ?? zero;
      return isZero(expansion) ? [] : [causesWithin(expansion, movement, key, of, worth)];
    });
    const falls = booked.flatMap((movement, index) => {
      const contraction = flows[index]?.contraction ?? zero;
      return isZero(contraction) ? [] : [fallsWithin(contraction, movement, key, of, worth, rules.zone)];
    });
    const total = (all: readonly Record<Flow, Rational>[], flow: Flow): Rational => sum(all.map((each) => each[flow]));
    const opening = level(before, before);
    const kept = add(opening, total(netFlows, 'transferIn'));
    const lost = sum((['contraction', 'churn', 'transferOut'] as const).map((flow) => total(netFlows, flow)));
    const retainedGross = subtract(kept, lost);
    return {
      period,
      complete: isComplete(period, rules),
      currency: rules.currency,
      ...record(FLOWS, (flow) => total(flows, flow)),
      opening,
      closing: level(last, last),
      fx: subtract(level(last, last), level(last, before)),
      retainedGross,
      retainedNet: add(retainedGross, total(netFlows, 'expansion')),
      expansionCauses: record(CAUSES, (cause) => sum(causes.map((each) => each[cause]))),
      contractionCauses: record(FALLS, (fall) => sum(falls.map((each) => each[fall]))),
    };
  };
  return new Map(keys.map((key) => [key, partOf(key)]));
}

export function mrrMovementsBy<K>(
  rows: readonly Row[],
  period: Period,
  keyOf: (row: Row) => K,
  policy: Policy = {},
): Map<K, MovementsPart<number>> {
  const print = (part: MovementsPart<Rational>): MovementsPart<number> => ({
    ...part,
    ...record(TERMS, (term) => toNumber(part[term])),
    expansionCauses: record(CAUSES, (cause) => toNumber(part.expansionCauses[cause])),
    contractionCauses: record(FALLS, (fall) => toNumber(part.contractionCauses[fall])),
  });
  return new Map([...exactMrrMovementsBy(rows, period, keyOf, policy)].map(([key, part]) => [key, print(part)]));
}

/** What each part must satisfy: opening and every movement and transfer add up to closing, to the last digit. */
export function partImbalance(part: MovementsPart<Rational>): Rational {
  const gains = [part.opening, part.new, part.reactivation, part.expansion, part.transferIn, part.fx];
  return subtract(sum(gains), sum([part.contraction, part.churn, part.transferOut, part.closing]));
}
