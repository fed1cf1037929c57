import { type ExactUnit, scaledGroup } from './common-denominator.ts';
import type { Levels } from './levels.ts';
import { cut, openEnd, type PaidSpans } from './paid-spans.ts';
import { mostChanges, placeOfChange, sortChanges } from './span-bounds.ts';

/** The levels of the scaled entities. Changes at one instant are netted to one step. */
export function scaledSteps(spans: PaidSpans, { priceUnits, group }: ExactUnit): Levels {
  const entities = group.length;
  const { start, end, price } = spans;
  const offsets = new Uint32Array(entities + 1);
  // One more, for a step that is written and then does not count.
  const most = start.length + countEnds(end) + 1;
  const places = new Uint32Array(most);
  const levels = new Float64Array(most);
  let order: Uint32Array | undefined;
  let count = 0;
  let next = 0;
  for (let entity = 0; entity < entities; entity += 1) {
    const first = count;
    offsets[entity] = first;
    let span = next;
    next = spans.offsets[entity + 1] as number;
    if (group[entity] !== scaledGroup) continue;
    // Most customers have rows that follow one another, in order of time as they are: each ends before the next one starts. Nobody can tell
    // which of them leave gaps or change the level, so each step is written, and counted if it is one: a guess gone wrong costs more.
    let level = 0;
    let until = 0;
    for (; span < next; span += 1) {
      const from = start[span] as number;
      if (from < until) break;
      const isGap = Number(level !== 0) & Number(from > until);
      places[count] = until;
      levels[count] = 0;
      count += isGap;
      level *= 1 - isGap;
      const units = priceUnits[price[span] as number] as number;
      places[count] = from;
      levels[count] = units;
      count += Number(units !== level);
      level = units;
      until = end[span] as number;
    }
    if (span < next) {
      order ??= new Uint32Array(mostChanges(spans));
      count = addSorted(spans, entity, priceUnits, order, { places, levels }, first);
      continue;
    }
    places[count] = until;
    levels[count] = 0;
    count += Number(level !== 0) & Number(until !== openEnd);
  }
  offsets[entities] = count;
  return { offsets, places: cut(places, count), levels: cut(levels, count) };
}

/** Writes the steps of an entity from a place on, netting what changes at one instant, and says where they end. */
function addSorted(
  spans: PaidSpans,
  entity: number,
  priceUnits: Float64Array,
  order: Uint32Array,
  { places, levels }: Pick<Levels, 'places' | 'levels'>,
  first: number,
): number {
  const changes = sortChanges(spans, entity, order);
  let count = first;
  let level = 0;
  for (let i = 0; i < changes; ) {
    const before = level;
    const place = placeOfChange(spans, order[i] as number);
    do {
      const change = order[i] as number;
      const units = priceUnits[spans.price[change >>> 1] as number] as number;
      level += (change & 1) === 0 ? units : -units;
      i += 1;
    } while (i < changes && placeOfChange(spans, order[i] as number) === place);
    places[count] = place;
    levels[count] = level;
    count += Number(level !== before);
  }
  return count;
}

function countEnds(ends: Uint32Array): number {
  let count = 0;
  for (let span = 0; span < ends.length; span += 1) count += Number(ends[span] !== openEnd);
  return count;
}
