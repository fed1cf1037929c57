import { add, greatestCommonDivisor, type Rational, reduce, subtract, zero } from '../../exact/index.ts';
import type { Prices } from '../rows/price-list.ts';
import { mixedGroup, oddGroup } from './common-denominator.ts';
import type { Levels, MixedLevels, OddLevels } from './levels.ts';
import type { PaidSpans } from './paid-spans.ts';
import { changesOf, placeOfChange } from './span-bounds.ts';

// Few entities come here, so this is written for clarity: a Map and some allocation for each of them.

interface Level<T> {
  readonly place: number;
  readonly level: T;
}

/** The level of an entity after the changes at each instant, those that repeat the one before left out. */
function levelsOf<T>(
  spans: PaidSpans,
  entity: number,
  nothing: T,
  after: (level: T, change: number) => T,
  same: (a: T, b: T) => boolean,
): Level<T>[] {
  const byPlace = new Map<number, T>();
  let level = nothing;
  for (const change of changesOf(spans, entity)) {
    level = after(level, change);
    byPlace.set(placeOfChange(spans, change), level);
  }
  const levels: Level<T>[] = [];
  for (const [place, at] of byPlace) {
    if (!same(at, levels[levels.length - 1]?.level ?? nothing)) levels.push({ place, level: at });
  }
  return levels;
}

interface Collected<T> {
  readonly levels: Levels;
  readonly exact: T[];
}

/** Columns of the levels of one group of entities; `code` numbers the distinct levels of one of them. */
function collect<T>(
  group: Uint8Array,
  member: number,
  levels: (entity: number) => Level<T>[],
  code: (levels: readonly T[]) => number[],
): Collected<T> {
  if (!group.includes(member)) {
    return {
      levels: { offsets: new Uint32Array(1), places: new Uint32Array(0), levels: new Float64Array(0) },
      exact: [],
    };
  }
  const offsets = new Uint32Array(group.length + 1);
  const places: number[] = [];
  const codes: number[] = [];
  const exact: T[] = [];
  for (let entity = 0; entity < group.length; entity += 1) {
    if (group[entity] === member) {
      const own = levels(entity);
      const values = own.map(({ level }) => level);
      for (const { place } of own) places.push(place);
      for (const value of code(values)) codes.push(value);
      for (const value of values) exact.push(value);
    }
    offsets[entity + 1] = places.length;
  }
  return { levels: { offsets, places: Uint32Array.from(places), levels: Float64Array.from(codes) }, exact };
}

/** The steps of the odd entities, each over the common denominator of its own prices. */
export function oddSteps(spans: PaidSpans, prices: readonly Rational[], group: Uint8Array): OddLevels {
  const priceOf = (change: number) => prices[spans.price[change >>> 1] as number] as Rational;
  const denominators = new Map<number, bigint>();
  const { levels, exact } = collect(
    group,
    oddGroup,
    (entity) => {
      const denominator = Array.from(changesOf(spans, entity), priceOf).reduce(
        (multiple, { d }) => commonMultiple(multiple, d),
        1n,
      );
      denominators.set(entity, denominator);
      const unitsAfter = (level: bigint, change: number) => {
        const { n, d } = priceOf(change);
        const units = n * (denominator / d);
        return (change & 1) === 0 ? level + units : level - units;
      };
      return levelsOf(spans, entity, 0n, unitsAfter, (a, b) => a === b);
    },
    ranksOf,
  );
  return { ...levels, exact, denominators };
}

function commonMultiple(a: bigint, b: bigint): bigint {
  return a % b === 0n ? a : (a / greatestCommonDivisor(a, b)) * b;
}

/** 0 for 0, and for the others their place among the distinct values. */
function ranksOf(levels: readonly bigint[]): number[] {
  const distinct = [...new Set([0n, ...levels])].sort((a, b) => (a < b ? -1 : 1));
  const ranks = new Map(distinct.map((level, rank) => [level, rank]));
  return levels.map((level) => ranks.get(level) as number);
}

type ByCurrency = (Rational | null)[];

/** The steps of entities in several currencies. */
export function mixedSteps(spans: PaidSpans, { values, currencies }: Prices, group: Uint8Array): MixedLevels {
  const nothing: ByCurrency = [];
  const after = (level: ByCurrency, change: number): ByCurrency => {
    const price = spans.price[change >>> 1] as number;
    const currency = currencies[price] as number;
    const amount = values[price] as Rational;
    const own = level[currency] ?? zero;
    const changed = reduce((change & 1) === 0 ? add(own, amount) : subtract(own, amount));
    const next = Array.from({ length: Math.max(level.length, currency + 1) }, (_, i) => level[i] ?? null);
    next[currency] = changed.n === 0n ? null : changed;
    return next;
  };
  const same = (a: ByCurrency, b: ByCurrency) => textOf(a) === textOf(b);
  const { levels, exact } = collect(
    group,
    mixedGroup,
    (entity) => levelsOf(spans, entity, nothing, after, same),
    numbersOf,
  );
  return { ...levels, exact };
}

function textOf(level: ByCurrency): string {
  return level
    .map((amount, currency) => (amount === null ? '' : `${currency}:${amount.n}/${amount.d}`))
    .join(' ')
    .trim();
}

/** 0 for 0, and another number for each other level. */
function numbersOf(levels: readonly ByCurrency[]): number[] {
  const numbers = new Map([['', 0]]);
  return levels.map((level) => {
    const text = textOf(level);
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    return number;
  });
}
