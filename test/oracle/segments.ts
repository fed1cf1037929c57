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

const CAUSES = ['price', 'quantity', 'subscription', 'other'] as const;
const FLOWS = ['new', 'reactivation', 'expansion', 'contraction', 'churn', 'transferIn', 'transferOut'] as const;
const TERMS = [...FLOWS, 'opening', 'closing', 'fx', 'retainedGross', 'retainedNet'] as const;

type Flow = (typeof FLOWS)[number];
type Cause = (typeof CAUSES)[number];
type Causes<T> = Readonly<Record<Cause, T>>;

export interface MovementsPart<T> extends Movements<T> {
  readonly transferIn: T;
  readonly transferOut: T;
  readonly expansionCauses: Causes<T>;
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
  });
  return new Map([...exactMrrMovementsBy(rows, period, keyOf, policy)].map(([key, part]) => [key, print(part)]));
}

/** What each part must satisfy: opening and every movement and transfer add up to closing, to the last digit. */
export function partImbalance(part: MovementsPart<Rational>): Rational {
  const gains = [part.opening, part.new, part.reactivation, part.expansion, part.transferIn, part.fx];
  return subtract(sum(gains), sum([part.contraction, part.churn, part.transferOut, part.closing]));
}
