import { type ExactUnit, scaledGroup } from './common-denominator.ts';
import type { Levels } from './levels.ts';
import { openEnd, type PaidSpans } from './paid-spans.ts';
import { mostChanges, placeOfChange, sortChanges } from './span-bounds.ts';

/** The levels of the scaled entities. Changes at one instant are netted to one step. */
export function scaledSteps(spans: PaidSpans, { priceUnits, group }: ExactUnit): Levels {
  const entities = group.length;
  const offsets = new Uint32Array(entities + 1);
  const most = spans.end.reduce((count, end) => (end === openEnd ? count : count + 1), spans.end.length);
  const places = new Uint32Array(most);
  const levels = new Float64Array(most);
  const order = new Uint32Array(mostChanges(spans));
  const unitsOf = (span: number) => priceUnits[spans.price[span] as number] as number;
  let count = 0;
  function step(place: number, level: number): void {
    places[count] = place;
    levels[count] = level;
    count += 1;
  }

  for (let entity = 0; entity < entities; entity += 1) {
    offsets[entity] = count;
    if (group[entity] !== scaledGroup) continue;
    const first = spans.offsets[entity] as number;
    if ((spans.offsets[entity + 1] as number) - first === 1) {
      // Most customers have one row, which is in order of time as it is.
      const units = unitsOf(first);
      if (units === 0) continue;
      step(spans.start[first] as number, units);
      if (spans.end[first] !== openEnd) step(spans.end[first] as number, 0);
      continue;
    }
    const changes = sortChanges(spans, entity, order);
    let before = 0;
    let level = 0;
    for (let i = 0; i < changes; ) {
      const place = placeOfChange(spans, order[i] as number);
      do {
        const change = order[i] as number;
        const units = unitsOf(change >>> 1);
        level += (change & 1) === 0 ? units : -units;
        i += 1;
      } while (i < changes && placeOfChange(spans, order[i] as number) === place);
      if (level !== before) step(place, level);
      before = level;
    }
  }
  offsets[entities] = count;
  return { offsets, places: places.slice(0, count), levels: levels.slice(0, count) };
}
