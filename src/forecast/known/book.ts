import { cycleKindOf, longestGap, settledAge, sizeBeside } from './classes.ts';
import type { Billed, Life, Lives } from './lives.ts';

/** Customers who are alike at `from`: they face the same risks, and pay about the same. */
export interface Stratum {
  readonly customers: number;
  readonly mrr: number;
  readonly billed: Billed;
  /** In periods, at the first one that is forecast. */
  readonly age: number;
  readonly size: number;
  /** What is scheduled, for a customer whose price is to change: what it pays after each period. */
  readonly path: Path | null;
}

interface Path {
  readonly opening: number;
  readonly closings: Float64Array;
  /** Whether a start from 0 is a return, by period. */
  readonly returns: Uint8Array;
}

/** Signed movements by kind, one beside the other for each period. */
export interface Bridges {
  readonly new: Float64Array;
  readonly reactivation: Float64Array;
  readonly expansion: Float64Array;
  readonly contraction: Float64Array;
  readonly churn: Float64Array;
}

/** Customers who are gone, by the period in which they left, from `longestGap` before `from` on. */
interface Gone {
  readonly customers: Float64Array;
  readonly mrr: Float64Array;
}

/** The customers of a ledger at `from`. */
export interface Book {
  readonly strata: readonly Stratum[];
  /** Customers whose end is known: what they pay is certain until then. */
  readonly certainOpening: number;
  readonly certain: Bridges;
  readonly gone: Gone;
  readonly customers: number;
  readonly sizeOf: (level: number) => number;
}

function bridgesOf(periods: number): Bridges {
  const column = () => new Float64Array(periods);
  return { new: column(), reactivation: column(), expansion: column(), contraction: column(), churn: column() };
}

/** Sorted first, so that the order of rows changes no digit. */
export function sumOf(values: readonly number[]): number {
  return Float64Array.from(values)
    .sort()
    .reduce((sum, value) => sum + value, 0);
}

/** The size of what a customer pays beside the median of those who pay just before a period. */
export function sizesAt(lives: Lives, slot: number): (level: number) => number {
  const levels: number[] = [];
  for (let entity = 0; entity < lives.entities; entity += 1) {
    const { level } = stateBefore(lives.read(entity), slot);
    if (level > 0) levels.push(level);
  }
  const sorted = Float64Array.from(levels).sort();
  const median = sorted[sorted.length >> 1] ?? 1;
  return (level) => sizeBeside(median, level);
}

interface State {
  level: number;
  /** Since when it is paid, or not. */
  since: number;
  /** What was paid last, where nothing is. */
  paid: number;
  /** The first step that is not taken yet. */
  step: number;
}

function stateBefore({ slots, levels, length }: Life, slot: number): State {
  const state: State = { level: 0, since: 0, paid: 0, step: 0 };
  for (; state.step < length && (slots[state.step] as number) < slot; state.step += 1) {
    const after = levels[state.step] as number;
    if ((after === 0) !== (state.level === 0)) state.since = slots[state.step] as number;
    if (after === 0 && state.level > 0) state.paid = state.level;
    state.level = after;
  }
  return state;
}

/** Strata are as fine as this many of them allow. */
const mostStrata = 400;
const finenesses: readonly number[] = [16, 8, 4, 2, 1, 0];

export function bookOf(lives: Lives, periods: number, sizeOf: (level: number) => number): Book {
  const strata: Stratum[] = [];
  const gone = { customers: new Float64Array(longestGap + periods), mrr: new Float64Array(longestGap + periods) };
  const left: number[][] = Array.from({ length: longestGap + periods }, () => []);
  const paths: Path[] = [];
  const alike: { readonly key: string; readonly level: number; readonly billed: Billed; readonly age: number }[] = [];
  let customers = 0;
  for (let entity = 0; entity < lives.entities; entity += 1) {
    const life = lives.read(entity);
    const { level, since, paid, step } = stateBefore(life, 0);
    if (level > 0) customers += 1;
    if (step < life.length) {
      const path = pathOf(life, step, level, periods);
      const last = life.length - 1;
      if (life.levels[last] === 0) {
        paths.push(path);
        const slot = life.slots[last] as number;
        if (slot < periods)
          (left[slot + longestGap] as number[]).push(slot === 0 ? level : (path.closings[slot - 1] as number));
        continue;
      }
      const start = level > 0 ? 0 : (life.slots[step] as number) + 1;
      const billed = lives.billedBefore(entity, start);
      strata.push({
        customers: 1,
        mrr: level,
        billed,
        age: level > 0 ? -since : -start + 1,
        size: sizeOf(level || (life.levels[last] as number)),
        path,
      });
      continue;
    }
    if (level === 0) {
      if (paid > 0 && -since <= longestGap) (left[since + longestGap] as number[]).push(paid);
      continue;
    }
    const given = lives.billedBefore(entity, 0);
    const { cycle } = given;
    const phase = ((-given.anchor % cycle) + cycle) % cycle;
    const age = settledAge(-since, cycle);
    alike.push({ key: `${cycle} ${phase} ${age} ${sizeOf(level)}`, level, billed: { cycle, anchor: -phase }, age });
  }
  for (const [slot, levels] of left.entries()) {
    gone.customers[slot] = levels.length;
    gone.mrr[slot] = sumOf(levels);
  }
  strata.sort(byPath);
  strata.push(...grouped(alike, sizeOf));
  return { strata, ...certainOf(paths, periods), gone, customers, sizeOf };
}

function pathOf({ slots, levels, returns, length }: Life, first: number, opening: number, periods: number): Path {
  const path = { opening, closings: new Float64Array(periods).fill(opening), returns: new Uint8Array(periods) };
  for (let step = first; step < length; step += 1) {
    const slot = slots[step] as number;
    if (slot >= periods) break;
    path.closings.fill(levels[step] as number, slot);
    path.returns[slot] = returns[step] ? 1 : 0;
  }
  return path;
}

/** An order that does not depend on that of the rows. */
function byPath(a: Stratum, b: Stratum): number {
  const [x, y] = [a.path as Path, b.path as Path];
  if (x.opening !== y.opening) return x.opening - y.opening;
  const differs = x.closings.findIndex((closing, slot) => closing !== y.closings[slot]);
  if (differs >= 0) return (x.closings[differs] as number) - (y.closings[differs] as number);
  return a.age - b.age || a.billed.cycle - b.billed.cycle || a.billed.anchor - b.billed.anchor;
}

interface Alike {
  readonly key: string;
  readonly level: number;
  readonly billed: Billed;
  readonly age: number;
}

/** By what they face, and by what they pay, as finely as there is room for. */
function grouped(alike: readonly Alike[], sizeOf: (level: number) => number): Stratum[] {
  for (const fineness of finenesses) {
    const groups = new Map<string, { readonly first: Alike; readonly levels: number[] }>();
    for (const one of alike) {
      const key = `${one.key} ${Math.floor(Math.log2(one.level) * fineness)}`;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, { first: one, levels: [one.level] });
      else group.levels.push(one.level);
      if (groups.size > mostStrata && fineness !== finenesses.at(-1)) break;
    }
    if (groups.size > mostStrata && fineness !== finenesses.at(-1)) continue;
    return [...groups]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { first, levels }]) => ({
        customers: levels.length,
        mrr: sumOf(levels),
        billed: first.billed,
        age: first.age,
        size: sizeOf(first.level),
        path: null,
      }));
  }
  return [];
}

function certainOf(paths: readonly Path[], periods: number) {
  const certain = bridgesOf(periods);
  const moved = { new: [], reactivation: [], expansion: [], contraction: [], churn: [] } as {
    [kind in keyof Bridges]: number[];
  };
  for (let slot = 0; slot < periods; slot += 1) {
    for (const kind of Object.keys(moved) as (keyof Bridges)[]) moved[kind].length = 0;
    for (const { opening, closings, returns } of paths) {
      const before = slot === 0 ? opening : (closings[slot - 1] as number);
      const change = (closings[slot] as number) - before;
      if (change !== 0) moved[kindOfStep(before, before + change, returns[slot] === 1)].push(Math.abs(change));
    }
    for (const kind of Object.keys(moved) as (keyof Bridges)[]) certain[kind][slot] = sumOf(moved[kind]);
  }
  return { certain, certainOpening: sumOf(paths.map(({ opening }) => opening)) };
}

/** The term of a bridge that a change counts to. */
function kindOfStep(before: number, after: number, isReturn: boolean): keyof Bridges {
  if (before === 0) return isReturn ? 'reactivation' : 'new';
  if (after === 0) return 'churn';
  return after > before ? 'expansion' : 'contraction';
}

/** Of each kind of cycle, how many customers a book has. */
export function cycleKindsOf({ strata }: Book): Map<number, number> {
  const kinds = new Map<number, number>();
  for (const { billed, customers } of strata) {
    const kind = cycleKindOf(billed.cycle);
    kinds.set(kind, (kinds.get(kind) ?? 0) + customers);
  }
  return kinds;
}
