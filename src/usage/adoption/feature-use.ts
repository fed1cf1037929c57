import { rowSplitter } from '../../activity/open.ts';
import type { Rational } from '../../exact/index.ts';
import { type EventColumns, noFeature } from '../events/event-columns.ts';

/** What was used in a period. */
export interface FeatureUse {
  /** Customers with any event. */
  readonly active: number;
  /** By feature. */
  readonly adopters: Uint32Array;
  readonly events: Uint32Array;
  /** By customer that used a feature: how many features, and events per feature. */
  readonly breadth: Float64Array;
  readonly depth: readonly Rational[];
}

/** Counts what was used in some rows. */
export function featureUse({
  entity,
  entities,
  features,
  feature: codeOf,
}: EventColumns): (rows: Uint32Array) => FeatureUse {
  const split = rowSplitter(entity, entities);
  return (rows) => {
    const { codes, offsets, rows: own } = split(rows);
    const [adopters, events, stamps] = [0, 0, 0].map(() => new Uint32Array(features.length)) as [
      Uint32Array,
      Uint32Array,
      Uint32Array,
    ];
    const breadth: number[] = [];
    const depth: Rational[] = [];
    for (let customer = 0; customer < codes.length; customer += 1) {
      let distinct = 0;
      let used = 0;
      for (let place = offsets[customer] as number; place < (offsets[customer + 1] as number); place += 1) {
        const feature = codeOf[own[place] as number] as number;
        if (feature === noFeature) continue;
        used += 1;
        events[feature] = (events[feature] as number) + 1;
        if (stamps[feature] === customer + 1) continue;
        stamps[feature] = customer + 1;
        adopters[feature] = (adopters[feature] as number) + 1;
        distinct += 1;
      }
      if (distinct === 0) continue;
      breadth.push(distinct);
      depth.push({ n: BigInt(used), d: BigInt(distinct) });
    }
    return { active: codes.length, adopters, events, breadth: Float64Array.from(breadth), depth };
  };
}

/** When each feature was first used by anybody, in epoch milliseconds. */
export function firstSeen({ length, at, features, feature }: EventColumns): Float64Array {
  const first = new Float64Array(features.length).fill(Number.POSITIVE_INFINITY);
  for (let row = 0; row < length; row += 1) {
    const code = feature[row] as number;
    const epoch = at[row] as number;
    if (code !== noFeature && epoch < (first[code] as number)) first[code] = epoch;
  }
  return first;
}
