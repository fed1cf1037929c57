import { add, negated, type Rational, sum } from '../../exact/index.ts';
import type { Prices } from '../rows/price-list.ts';
import { rationalGroup } from './common-denominator.ts';
import type { Amounts, RationalLevels, RationalSteps } from './levels.ts';
import type { PaidSpans } from './paid-spans.ts';
import { changesOf, placeOfChange } from './span-bounds.ts';

// Few entities come here, so this is written for clarity, with some allocation for each of them.

/** The steps of the entities that are kept as fractions. */
export function rationalSteps(spans: PaidSpans, { values, currencies }: Prices, group: Uint8Array): RationalLevels {
  if (!group.includes(rationalGroup)) {
    return { offsets: new Uint32Array(1), places: new Uint32Array(0), levels: new Float64Array(0), changes: [] };
  }
  const offsets = new Uint32Array(group.length + 1);
  const places: number[] = [];
  const levels: number[] = [];
  const changes: Amounts[] = [];
  for (let entity = 0; entity < group.length; entity += 1) {
    const own = group[entity] === rationalGroup ? changesOf(spans, entity) : new Uint32Array(0);
    let paid = 0;
    for (let i = 0; i < own.length; ) {
      const place = placeOfChange(spans, own[i] as number);
      const byCurrency: Rational[][] = [];
      for (; i < own.length && placeOfChange(spans, own[i] as number) === place; i += 1) {
        const change = own[i] as number;
        const price = spans.price[change >>> 1] as number;
        const amount = values[price] as Rational;
        if (amount.n === 0n) continue;
        const isStart = (change & 1) === 0;
        paid += isStart ? 1 : -1;
        push(byCurrency, currencies[price] as number, isStart ? amount : negated(amount));
      }
      const netted = summed(byCurrency);
      if (isNothing(netted)) continue;
      places.push(place);
      levels.push(paid > 0 ? 1 : 0);
      changes.push(netted);
    }
    offsets[entity + 1] = places.length;
  }
  return { offsets, places: Uint32Array.from(places), levels: Float64Array.from(levels), changes };
}

/** What the steps from `first` up to `end` come to. */
export function changeOver({ changes }: RationalLevels, first: number, end: number): Amounts {
  if (end - first === 1) return changes[first] as Amounts;
  const byCurrency: Rational[][] = [];
  for (let step = first; step < end; step += 1) {
    for (const [currency, amount] of (changes[step] as Amounts).entries()) {
      if (amount !== null) push(byCurrency, currency, amount);
    }
  }
  return summed(byCurrency);
}

function push(byCurrency: Rational[][], currency: number, amount: Rational): void {
  const amounts = byCurrency[currency];
  if (amounts === undefined) byCurrency[currency] = [amount];
  else amounts.push(amount);
}

function summed(byCurrency: readonly Rational[][]): Amounts {
  return Array.from(byCurrency, (amounts = []) => nullForZero(sum(amounts)));
}

export function isNothing(amounts: Amounts): boolean {
  return amounts.every((amount) => amount === null);
}

function nullForZero(amount: Rational): Rational | null {
  return amount.n === 0n ? null : amount;
}

/** The level that was asked for last, from which the next one on is one change away. */
interface Cursor {
  step: number;
  level: Amounts;
}
const cursors = /* @__PURE__ */ new WeakMap<RationalSteps, Cursor>();

/** What an entity pays from a step on. Quick for one step after another; for any other the changes since it last paid nothing are summed. */
export function levelFrom(steps: RationalSteps, entity: number, step: number): Amounts {
  const first = steps.offsets[entity] as number;
  if (step < first || steps.levels[step] === 0) return [];
  const known = cursors.get(steps);
  if (known !== undefined && known.step === step) return known.level;
  let level: Amounts;
  if (known !== undefined && known.step === step - 1 && step > first)
    level = added(known.level, steps.changes[step] as Amounts);
  else {
    let from = step;
    while (from > first && steps.levels[from - 1] !== 0) from -= 1;
    level = changeOver(steps, from, step + 1);
  }
  cursors.set(steps, { step, level });
  return level;
}

function added(a: Amounts, b: Amounts): Amounts {
  return Array.from({ length: Math.max(a.length, b.length) }, (_, currency) => {
    const [x, y] = [a[currency] ?? null, b[currency] ?? null];
    return x === null || y === null ? (x ?? y) : nullForZero(add(x, y));
  });
}
