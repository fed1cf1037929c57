import { type EventColumns, noFeature } from '../events/event-columns.ts';
import { groupByEntity, outside, placeEvents } from '../events/groups.ts';
import { slotTable } from '../events/slots.ts';
import type { Stretch } from './whole-units.ts';

/** Who is active in a stretch of time: who has so many events in it, of this feature where one is named. */
export interface ActiveRule {
  readonly feature: string | null;
  readonly minimumEvents: number;
}

/**
 * How many customers (or users) are active in each stretch; stretches may overlap. The events are brought together by customer, so that
 * one stamp a stretch tells whether this customer was counted in it: no set, and memory that depends on the events alone.
 */
export function countActive(columns: EventColumns, stretches: readonly Stretch[], rule: ActiveRule): Uint32Array {
  const bounds = Float64Array.from(new Set(stretches.flatMap(({ start, end }) => [start, end]))).sort();
  const cover = coverOf(stretches, bounds);
  const slots = placeEvents(columns, slotTable(bounds).slotOf);
  leaveOut(slots, columns, rule.feature, cover);
  const { offsets, rows } = groupByEntity(columns, slots);
  const active = new Uint32Array(stretches.length);
  const stamps = new Uint32Array(stretches.length);
  const counts = new Uint32Array(stretches.length);
  for (let entity = 0; entity < columns.entities; entity += 1) {
    for (let place = offsets[entity] as number; place < (offsets[entity + 1] as number); place += 1) {
      const slot = slots[rows[place] as number] as number;
      for (let i = cover.offsets[slot] as number; i < (cover.offsets[slot + 1] as number); i += 1) {
        const stretch = cover.stretches[i] as number;
        // 0 is no stamp yet.
        if (stamps[stretch] !== entity + 1) {
          stamps[stretch] = entity + 1;
          counts[stretch] = 0;
        }
        const count = (counts[stretch] as number) + 1;
        counts[stretch] = count;
        if (count === rule.minimumEvents) active[stretch] = (active[stretch] as number) + 1;
      }
    }
  }
  return active;
}

/** Which stretches each slot belongs to: those of slot s are `stretches[offsets[s]]` to `stretches[offsets[s + 1] - 1]`. */
interface Cover {
  readonly offsets: Uint32Array;
  readonly stretches: Uint32Array;
}

function coverOf(stretches: readonly Stretch[], bounds: Float64Array): Cover {
  const slotAt = new Map(Array.from(bounds, (bound, slot) => [bound, slot]));
  const offsets = new Uint32Array(bounds.length + 1);
  const eachSlot = (visit: (slot: number, stretch: number) => void) => {
    for (const [index, { start, end }] of stretches.entries()) {
      for (let slot = slotAt.get(start) as number; slot < (slotAt.get(end) as number); slot += 1) visit(slot, index);
    }
  };
  eachSlot((slot) => {
    offsets[slot + 1] = (offsets[slot + 1] as number) + 1;
  });
  for (let slot = 0; slot < bounds.length; slot += 1) {
    offsets[slot + 1] = (offsets[slot + 1] as number) + (offsets[slot] as number);
  }
  const next = offsets.slice();
  const covering = new Uint32Array(offsets[bounds.length] as number);
  eachSlot((slot, index) => {
    const place = next[slot] as number;
    next[slot] = place + 1;
    covering[place] = index;
  });
  return { offsets, stretches: covering };
}

/** Events between the stretches, and of other features, are put outside. */
function leaveOut(slots: Uint32Array, columns: EventColumns, feature: string | null, { offsets }: Cover): void {
  const wanted = feature === null ? null : columns.features.indexOf(feature);
  for (let row = 0; row < slots.length; row += 1) {
    const slot = slots[row] as number;
    if (slot === outside) continue;
    const isOther = wanted !== null && (columns.feature[row] ?? noFeature) !== wanted;
    if (isOther || offsets[slot] === offsets[slot + 1]) slots[row] = outside;
  }
}
