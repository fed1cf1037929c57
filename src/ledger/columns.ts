import { greatestCommonDivisor, type Rational } from '../exact/index.ts';
import { openEnd, type PaidSpans } from './read-rows.ts';
import type { ExactUnit } from './unit.ts';

/**
 * The levels of many entities over time, one beside the other. The steps of entity e stand from `offsets[e]` to `offsets[e + 1]`,
 * oldest first; each says from which instant on (its place among the ledger's instants) which level holds. Before its first step
 * an entity is at 0, and no step repeats the level before it, so the first step is always to a level above 0.
 */
export interface Steps {
  readonly offsets: Uint32Array;
  readonly places: Uint32Array;
  readonly levels: Float64Array;
}

/** Steps whose exact levels are BigInt: `levels` holds their ranks within the entity, which compare as the levels do. */
export interface OddSteps extends Steps {
  /** The customer of each entity. */
  readonly customers: Uint32Array;
  /** The exact level of each step, in multiples of 1/`denominators[entity]`. */
  readonly exact: readonly bigint[];
  readonly denominators: readonly bigint[];
}

/** What begins and ends, in order of time within each entity: change 2i is the start of span i, change 2i + 1 its end. */
interface Changes {
  readonly offsets: Uint32Array;
  readonly order: Uint32Array;
  placeOf(change: number): number;
}

export function sortChanges(spans: PaidSpans, places: Uint32Array, instants: number, entities: number): Changes {
  const placeOf = (change: number) =>
    places[((change & 1) === 0 ? spans.start : spans.end)[change >>> 1] as number] as number;
  let changes = new Uint32Array(spans.length * 2);
  let count = 0;
  for (let span = 0; span < spans.length; span += 1) {
    changes[count++] = span * 2;
    if (spans.end[span] !== openEnd) changes[count++] = span * 2 + 1;
  }
  changes = changes.subarray(0, count);
  // Two counting sorts, the second one stable: linear, and with nothing compared.
  const byTime = countingSort(changes, instants, placeOf).order;
  const { order, offsets } = countingSort(byTime, entities, (change) => spans.entity[change >>> 1] as number);
  return { order, offsets, placeOf };
}

function countingSort(items: Uint32Array, keys: number, keyOf: (item: number) => number) {
  const offsets = new Uint32Array(keys + 1);
  for (let i = 0; i < items.length; i += 1) {
    const next = keyOf(items[i] as number) + 1;
    offsets[next] = (offsets[next] as number) + 1;
  }
  for (let key = 0; key < keys; key += 1) offsets[key + 1] = (offsets[key + 1] as number) + (offsets[key] as number);
  const cursor = offsets.slice(0, keys);
  const order = new Uint32Array(items.length);
  for (let i = 0; i < items.length; i += 1) {
    const item = items[i] as number;
    const key = keyOf(item);
    const at = cursor[key] as number;
    order[at] = item;
    cursor[key] = at + 1;
  }
  return { order, offsets };
}

/** The steps of the plain customers; odd ones have none here. Changes at one instant are netted to one step. */
export function plainSteps(spans: PaidSpans, changes: Changes, { rateUnits, isOdd }: ExactUnit): Steps {
  const entities = isOdd.length;
  const offsets = new Uint32Array(entities + 1);
  const places = new Uint32Array(changes.order.length);
  const levels = new Float64Array(changes.order.length);
  let count = 0;
  for (let entity = 0; entity < entities; entity += 1) {
    offsets[entity] = count;
    if (isOdd[entity] === 1) continue;
    let before = 0;
    let level = 0;
    const end = changes.offsets[entity + 1] as number;
    for (let i = changes.offsets[entity] as number; i < end; ) {
      const place = changes.placeOf(changes.order[i] as number);
      do {
        const change = changes.order[i] as number;
        const units = rateUnits[spans.rate[change >>> 1] as number] as number;
        level += (change & 1) === 0 ? units : -units;
        i += 1;
      } while (i < end && changes.placeOf(changes.order[i] as number) === place);
      if (level === before) continue;
      places[count] = place;
      levels[count] = level;
      before = level;
      count += 1;
    }
  }
  offsets[entities] = count;
  return { offsets, places: places.slice(0, count), levels: levels.slice(0, count) };
}

/** The steps of the odd customers, each over the common denominator of its own rates. */
export function oddSteps(spans: PaidSpans, changes: Changes, rates: readonly Rational[], isOdd: Uint8Array): OddSteps {
  const customers: number[] = [];
  const offsets: number[] = [0];
  const places: number[] = [];
  const exact: bigint[] = [];
  const levels: number[] = [];
  const denominators: bigint[] = [];
  for (let entity = 0; entity < isOdd.length; entity += 1) {
    if (isOdd[entity] === 0) continue;
    const own = changes.order.subarray(changes.offsets[entity], changes.offsets[entity + 1]);
    const rateOf = (change: number) => rates[spans.rate[change >>> 1] as number] as Rational;
    const denominator = commonDenominator(Array.from(own, rateOf));
    const totals = new Map<number, bigint>();
    let level = 0n;
    for (const change of own) {
      const { n, d } = rateOf(change);
      const units = n * (denominator / d);
      level += (change & 1) === 0 ? units : -units;
      totals.set(changes.placeOf(change), level);
    }
    const steps = [...totals].filter(([, total], i, all) => total !== (all[i - 1]?.[1] ?? 0n));
    const ranks = ranksOf(steps.map(([, total]) => total));
    for (const [i, [place, total]] of steps.entries()) {
      places.push(place);
      exact.push(total);
      levels.push(ranks[i] as number);
    }
    customers.push(entity);
    offsets.push(places.length);
    denominators.push(denominator);
  }
  return {
    customers: Uint32Array.from(customers),
    offsets: Uint32Array.from(offsets),
    places: Uint32Array.from(places),
    levels: Float64Array.from(levels),
    exact,
    denominators,
  };
}

function commonDenominator(rates: readonly Rational[]): bigint {
  return rates.reduce((multiple, { d }) => (multiple / greatestCommonDivisor(multiple, d)) * d, 1n);
}

/** 0 for 0, and for the others their place among the distinct values. */
function ranksOf(levels: readonly bigint[]): number[] {
  const distinct = [...new Set([0n, ...levels])].sort((a, b) => (a < b ? -1 : 1));
  const ranks = new Map(distinct.map((level, rank) => [level, rank]));
  return levels.map((level) => ranks.get(level) as number);
}
