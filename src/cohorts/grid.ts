import { entryKey, readSegments } from '../activity/open.ts';
import { type Unit, wholeUnits, type Zone } from '../calendar/open.ts';
import { type CompiledLedger, openEnd, rowOf } from '../ledger/query.ts';
import type { SegmentKey } from '../table/index.ts';

/** What a call asks of cohorts. */
export interface CohortFrame {
  readonly unit: Unit;
  readonly zone: Zone;
  readonly until: number;
  /** Whether an entity is asked for; all of them where this is left out. */
  readonly holds?: ((entity: number) => boolean) | undefined;
}

/** The units of the first payments, from the first one to the last. */
export function unitsFrom(first: number, last: number, { unit, zone, until }: CohortFrame) {
  return {
    cohorts: last - first + 1,
    // The unit that `until` falls in has not ended yet.
    ages: unit.ordinalOf(zone.dayOf(until)) - first,
    first,
    zone,
    unit,
    endOf: (index: number) => zone.startOfDay(unit.firstDay(first + index + 1)),
  };
}

/** In which cohort an entity is, and in which age a step of it is first seen. */
export interface Ages {
  readonly cohorts: number;
  readonly ages: number;
  /** The cohort of an entity that first pays at a place among the instants, or -1 for one that is not asked for. */
  cohortOf(place: number, entity: number): number;
  /** The first age at whose end a step shows; `ages` or more where none does. */
  ageOf(firstPlace: number, place: number): number;
}

/** The units from the first payment on, and the places of the ledger's instants among them. */
export interface Grid extends Ages {
  readonly first: number;
  readonly zone: Zone;
  readonly unit: Unit;
  /** The end of a unit, counted from the first one. */
  endOf(index: number): number;
}

export function gridOf(
  { instants, scaled, rational, rules }: CompiledLedger,
  { unit, until, holds = () => true }: CohortFrame,
): Grid | null {
  const { zone } = rules;
  const ordinals = Int32Array.from(instants, (instant) => unit.ordinalOf(zone.dayOf(instant)));
  let [earliest, latest] = [Number.POSITIVE_INFINITY, -1];
  for (const { offsets, places } of [scaled, rational]) {
    for (let entity = 0; entity + 1 < offsets.length; entity += 1) {
      const place = places[offsets[entity] as number] as number;
      if (offsets[entity] === offsets[entity + 1] || (instants[place] as number) >= until || !holds(entity)) continue;
      if (place < earliest) earliest = place;
      if (place > latest) latest = place;
    }
  }
  if (latest === -1) return null;
  const first = ordinals[earliest] as number;
  return {
    ...unitsFrom(first, ordinals[latest] as number, { unit, zone, until }),
    cohortOf: (place, entity) =>
      (instants[place] as number) < until && holds(entity) ? (ordinals[place] as number) - first : -1,
    ageOf: (firstPlace, place) => (ordinals[place] as number) - (ordinals[firstPlace] as number),
  };
}

/** A step shows from the first age that ends after it; the first one from the start. */
export function elapsedAges({ instants }: CompiledLedger, unit: Unit, grid: Grid): Ages {
  const at = (place: number) => instants[place] as number;
  return {
    ...grid,
    ageOf: (firstPlace, place) =>
      place === firstPlace ? 0 : wholeUnits(grid.zone, at(firstPlace), at(place), unit) + 1,
  };
}

/** By entity its key, that of the row it first pays for; undefined where it pays for none before an instant. Undefined without the option `by`. */
export function firstPaidKeys(ledger: CompiledLedger, until: number, by: unknown): SegmentKey[] | undefined {
  const keyOf = readSegments(by, ledger.rowAt);
  return keyOf && firstPaidRows(ledger, until).map((rows) => entryKey(keyOf, rows));
}

/** By entity, the rows that begin its first paid time; none where that is not before an instant. */
function firstPaidRows({ spans, prices, instants }: CompiledLedger, until: number): number[][] {
  return Array.from({ length: spans.offsets.length - 1 }, (_, entity) => {
    let first: number = openEnd;
    let rows: number[] = [];
    for (let span = spans.offsets[entity] as number; span < (spans.offsets[entity + 1] as number); span += 1) {
      const start = spans.start[span] as number;
      if (start > first || prices.values[spans.price[span] as number]?.n === 0n) continue;
      if (start < first) rows = [];
      first = start;
      rows.push(rowOf(spans, span));
    }
    return (instants[first] ?? Number.POSITIVE_INFINITY) < until ? rows : [];
  });
}
