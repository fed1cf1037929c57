import { entryKey, type Keyed, type RowKey, segmentCounts } from '../../activity/open.ts';
import { lowerBound } from '../../table/index.ts';
import type { Entities, EventColumns } from '../events/timeline.ts';
import type { RetentionUnit } from './retention-units.ts';

/** The customers retained at age N: those active in unit N, or in unit N or any later one. */
export type RetentionRule = 'on' | 'onOrAfter';

/** Units that follow one another, without those that the zone skipped. */
export interface UnitsInRow {
  readonly ordinals: readonly number[];
  /** Where they begin, and behind them where the last one ends, or the data does. */
  readonly bounds: readonly number[];
  /** How many units, from the first on, are over; more than there are where the data reaches further than its last event. */
  readonly over: number;
}

/** The units from one to another. Without `asOf` the data reaches to the end of the last one. */
export function unitsBetween(
  unit: RetentionUnit,
  first: number,
  last: number,
  { asOf, ages }: { readonly asOf: number | undefined; readonly ages: number },
): UnitsInRow {
  const known = asOf ?? Number.POSITIVE_INFINITY;
  const ordinals: number[] = [];
  const bounds: number[] = [];
  let over = 0;
  let from = unit.startOf(first);
  // Nobody asks further than the highest age of the youngest cohort.
  for (
    let ordinal = first;
    ordinal <= last || (from < known && asOf !== undefined && over < ordinals.length + ages);
    ordinal += 1
  ) {
    const next = unit.startOf(ordinal + 1);
    if (next > from) {
      if (ordinal <= last) {
        ordinals.push(ordinal);
        bounds.push(from);
      }
      if (next <= known) over += 1;
    }
    if (ordinal === last) bounds.push(Math.min(next, known));
    from = next;
  }
  return { ordinals, bounds, over };
}

/** What is counted of customers who begin. */
export interface RetentionCountRules {
  readonly rule: RetentionRule;
  /** The features that begin and return; null for any event. */
  readonly starting: string | null;
  readonly returning: string | null;
  readonly minimumEvents: number;
  /** The first ages of the brackets, and behind them the age at which the last one ends. */
  readonly brackets: readonly number[];
  /** The age of a customer's own, where that counts; undefined for calendar units. */
  readonly elapsed: RetentionUnit['elapsed'] | undefined;
}

/** By cohort: its customers, and those retained in each bracket, `retained[cohort * brackets + bracket]`. */
export interface RetainedCounts {
  readonly sizes: Uint32Array;
  readonly retained: Uint32Array;
}

const notBegun = -1;

/** The counts of all customers, or of those with each code of a segment. */
export function countRetained(
  columns: EventColumns,
  { codes, count }: Entities,
  bounds: readonly number[],
  rules: RetentionCountRules,
  segments: RowKey | undefined,
): RetainedCounts | Keyed<RetainedCounts>[] {
  const { at, length, feature, counts: weights } = columns;
  const { rule, starting, returning, minimumEvents, brackets, elapsed } = rules;
  // The first row of each unit, and behind them the one after the last.
  const begins = bounds.map((bound) => lowerBound(at, bound, 0, length));
  const slots = Math.max(0, bounds.length - 1);
  const width = brackets.length - 1;
  // Of a feature that no row names it is -1, which no row has.
  const codeOf = (name: string | null) => (name === null ? null : columns.features.indexOf(name));
  const [startCode, returnCode] = [codeOf(starting), codeOf(returning)];
  const results = segmentCounts(segments !== undefined, () => countsOf(slots, width));
  const firsts = new Int32Array(count).fill(notBegun);
  const starts = new Float64Array(count);
  const entries = Array.from({ length: segments === undefined ? 0 : count }, (): number[] => []);
  // Without segments nothing is left to be found once all have begun.
  let missing = segments === undefined ? count : Number.POSITIVE_INFINITY;
  for (let slot = 0; slot < slots; slot += 1) {
    for (let row = begins[slot] as number; row < (begins[slot + 1] as number) && missing > 0; row += 1) {
      if (startCode !== null && feature[row] !== startCode) continue;
      const entity = codes[row] as number;
      if (firsts[entity] === notBegun) {
        firsts[entity] = slot;
        starts[entity] = at[row] as number;
        missing -= 1;
      }
      if (segments !== undefined && starts[entity] === at[row]) entries[entity]?.push(row);
    }
  }
  const homes: RetainedCounts[] = [];
  for (let entity = 0; entity < count; entity += 1) {
    const first = firsts[entity] as number;
    if (first === notBegun) continue;
    const home = results.of(segments && entryKey(segments, entries[entity] as number[]));
    homes[entity] = home;
    (home.sizes[first] as number) += 1;
  }

  // By customer the last bracket it was retained in; and where one event is not enough, the age it was last seen at, and how often then.
  const lasts = new Int32Array(count).fill(-1);
  const ages = new Int32Array(minimumEvents > 1 ? count : 0).fill(notBegun);
  const events = new Float64Array(ages.length);
  const add = (entity: number, bracket: number): void => {
    const { retained } = homes[entity] as RetainedCounts;
    const cell = (firsts[entity] as number) * width + bracket;
    (retained[cell] as number) += 1;
  };
  const oldest = brackets[width] as number;
  const bracketOf = new Int32Array(oldest + 1).fill(-1);
  for (const [bracket, age] of brackets.entries()) bracketOf.fill(bracket, age);
  for (let slot = 0; slot < slots; slot += 1) {
    for (let row = begins[slot] as number; row < (begins[slot + 1] as number); row += 1) {
      if (returnCode !== null && feature[row] !== returnCode) continue;
      const entity = codes[row] as number;
      const first = firsts[entity] as number;
      // Before any start where another event begins.
      if (startCode !== returnCode && (first === notBegun || (at[row] as number) < (starts[entity] as number)))
        continue;
      const age = elapsed === undefined ? slot - first : elapsed(starts[entity] as number, at[row] as number);
      const bracket = bracketOf[Math.min(age, oldest)] as number;
      if (bracket < 0 || (minimumEvents === 1 && bracket === lasts[entity])) continue;
      if (minimumEvents > 1) {
        const group = bracket < width ? (brackets[bracket] as number) : age;
        if (ages[entity] !== group) {
          ages[entity] = group;
          events[entity] = 0;
        }
        const before = events[entity] as number;
        events[entity] = before + (weights[row] ?? 1);
        if (before >= minimumEvents || (events[entity] as number) < minimumEvents) continue;
      }
      lasts[entity] = Math.min(bracket, width - 1);
      if (rule === 'on' && bracket < width) add(entity, bracket);
    }
  }
  if (rule === 'onOrAfter') {
    for (const [entity, bracket] of lasts.entries()) if (bracket >= 0) add(entity, bracket);
    // Who was last active at an age was retained at all ages before it.
    for (const { retained } of [results.list()].flat()) {
      for (let cell = retained.length - 2; cell >= 0; cell -= 1) {
        if ((cell + 1) % width > 0) (retained[cell] as number) += retained[cell + 1] as number;
      }
    }
  }
  return results.list();
}

function countsOf(slots: number, width: number): RetainedCounts {
  return { sizes: new Uint32Array(slots), retained: new Uint32Array(slots * width) };
}
