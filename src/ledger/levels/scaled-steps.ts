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
  const { start, end, price } = spans;
  let count = 0;

  /** Nets what changes at one instant. */
  function addSorted(entity: number): void {
    const changes = sortChanges(spans, entity, order);
    let before = 0;
    let level = 0;
    for (let i = 0; i < changes; ) {
      const place = placeOfChange(spans, order[i] as number);
      do {
        const change = order[i] as number;
        const units = priceUnits[price[change >>> 1] as number] as number;
        level += (change & 1) === 0 ? units : -units;
        i += 1;
      } while (i < changes && placeOfChange(spans, order[i] as number) === place);
      if (level !== before) {
        places[count] = place;
        levels[count] = level;
        count += 1;
      }
      before = level;
    }
  }

  for (let entity = 0; entity < entities; entity += 1) {
    offsets[entity] = count;
    if (group[entity] !== scaledGroup) continue;
    const first = spans.offsets[entity] as number;
    const last = (spans.offsets[entity + 1] as number) - 1;
    if (!followOn(spans, first, last)) {
      addSorted(entity);
      continue;
    }
    // Most customers have rows that follow one another, in order of time as they are.
    let level = 0;
    for (let span = first; span <= last; span += 1) {
      const units = priceUnits[price[span] as number] as number;
      if (level !== 0 && (start[span] as number) > (end[span - 1] as number)) {
        places[count] = end[span - 1] as number;
        levels[count] = 0;
        level = 0;
        count += 1;
      }
      if (units === level) continue;
      places[count] = start[span] as number;
      levels[count] = units;
      level = units;
      count += 1;
    }
    if (level === 0 || end[last] === openEnd) continue;
    places[count] = end[last] as number;
    count += 1;
  }
  offsets[entities] = count;
  return { offsets, places: cut(places, count), levels: cut(levels, count) };
}

/** The beginning of a column; a copy where much would be kept for nothing. */
function cut<Column extends Uint32Array | Float64Array>(column: Column, length: number): Column {
  return (length * 4 > column.length * 3 ? column.subarray(0, length) : column.slice(0, length)) as Column;
}

/** Whether each span of an entity ends before the next one starts; one without an end ends after all others. */
function followOn({ start, end }: PaidSpans, first: number, last: number): boolean {
  for (let span = first; span < last; span += 1) if ((end[span] as number) > (start[span + 1] as number)) return false;
  return true;
}
