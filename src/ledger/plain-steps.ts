import type { Changes, Steps } from './columns.ts';
import type { PaidSpans } from './read-rows.ts';
import { type ExactUnit, plainGroup } from './unit.ts';

/** The steps of the plain entities. Changes at one instant are netted to one step. */
export function plainSteps(spans: PaidSpans, changes: Changes, { rateUnits, group }: ExactUnit): Steps {
  const entities = group.length;
  const offsets = new Uint32Array(entities + 1);
  const places = new Uint32Array(changes.order.length);
  const levels = new Float64Array(changes.order.length);
  let count = 0;
  for (let entity = 0; entity < entities; entity += 1) {
    offsets[entity] = count;
    if (group[entity] !== plainGroup) continue;
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
  return { offsets, places: places.slice(0, count), levels: levels.slice(0, count), isNew: null };
}
