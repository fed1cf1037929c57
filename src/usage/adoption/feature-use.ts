import { type EventColumns, noFeature } from '../events/event-columns.ts';
import { groupByEntity } from '../events/groups.ts';

/** What was used in a period. */
export interface FeatureUse {
  /** Customers with any event. */
  readonly active: number;
  /** By feature. */
  readonly adopters: Uint32Array;
  readonly events: Uint32Array;
  /** By customer who used a feature. */
  readonly breadth: Float64Array;
  readonly depth: Float64Array;
}

export function countUse(columns: EventColumns, slots: Uint32Array): FeatureUse {
  const { offsets, rows } = groupByEntity(columns, slots);
  const count = columns.features.length;
  const [adopters, events, stamps] = [new Uint32Array(count), new Uint32Array(count), new Uint32Array(count)];
  const [breadth, depth] = [new Float64Array(columns.entities), new Float64Array(columns.entities)];
  let active = 0;
  let users = 0;
  for (let entity = 0; entity < columns.entities; entity += 1) {
    const [from, to] = [offsets[entity] as number, offsets[entity + 1] as number];
    let distinct = 0;
    let used = 0;
    for (let place = from; place < to; place += 1) {
      const feature = columns.feature[rows[place] as number] as number;
      if (feature === noFeature) continue;
      used += 1;
      events[feature] = (events[feature] as number) + 1;
      if (stamps[feature] === entity + 1) continue;
      stamps[feature] = entity + 1;
      adopters[feature] = (adopters[feature] as number) + 1;
      distinct += 1;
    }
    if (to > from) active += 1;
    if (distinct === 0) continue;
    breadth[users] = distinct;
    depth[users] = used / distinct;
    users += 1;
  }
  return { active, adopters, events, breadth: breadth.subarray(0, users), depth: depth.subarray(0, users) };
}

/** Epoch milliseconds by feature; Infinity for one that is first seen after the period. */
export function firstSeen({ length, at, features, feature }: EventColumns, end: number): Float64Array {
  const first = new Float64Array(features.length).fill(Number.POSITIVE_INFINITY);
  for (let row = 0; row < length; row += 1) {
    const code = feature[row] as number;
    const epoch = at[row] as number;
    if (code !== noFeature && epoch < end && epoch < (first[code] as number)) first[code] = epoch;
  }
  return first;
}
