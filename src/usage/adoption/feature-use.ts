import { rowSplitter } from '../../activity/open.ts';
import type { CountedValue } from '../../statistics/open.ts';
import { getOrAdd, noCode } from '../../table/index.ts';
import type { Entities, EventColumns } from '../events/timeline.ts';

/** What was used in a period. */
export interface FeatureUse {
  /** Customers with any event. */
  readonly active: number;
  /** By feature. */
  readonly adopters: Uint32Array;
  readonly events: Float64Array;
  /** By customer who used a feature: how many features, and events per feature. */
  readonly breadth: readonly number[];
  readonly depth: readonly CountedValue[];
}

/** Counts what was used in some rows. */
export function featureUse(
  { features, feature: codeOf, counts }: EventColumns,
  { codes: entity, count }: Entities,
): (rows: Uint32Array) => FeatureUse {
  const split = rowSplitter(entity, count);
  return (rows) => {
    const { codes, offsets, rows: own } = split(rows);
    const [adopters, stamps] = [new Uint32Array(features.length), new Uint32Array(features.length)];
    const events = new Float64Array(features.length);
    const breadth: number[] = [];
    const depths = new Map<string, { readonly used: number; readonly distinct: number; count: number }>();
    for (let customer = 0; customer < codes.length; customer += 1) {
      let distinct = 0;
      let used = 0;
      for (let place = offsets[customer] as number; place < (offsets[customer + 1] as number); place += 1) {
        const row = own[place] as number;
        const feature = codeOf.length === 0 ? noCode : (codeOf[row] as number);
        if (feature === noCode) continue;
        const weight = counts.length === 0 ? 1 : (counts[row] as number);
        used += weight;
        (events[feature] as number) += weight;
        if (stamps[feature] === customer + 1) continue;
        stamps[feature] = customer + 1;
        (adopters[feature] as number) += 1;
        distinct += 1;
      }
      if (distinct === 0) continue;
      breadth.push(distinct);
      // Few of them are not the same.
      getOrAdd(depths, `${used}/${distinct}`, () => ({ used, distinct, count: 0 })).count += 1;
    }
    const depth = Array.from(depths.values(), ({ used, distinct, count: customers }) => ({
      exact: { n: BigInt(used), d: BigInt(distinct) },
      double: used / distinct,
      count: customers,
    }));
    return { active: codes.length, adopters, events, breadth, depth };
  };
}

/** When each feature was first used by anybody, in epoch milliseconds. */
export function firstSeen({ at, features, feature }: EventColumns): Float64Array {
  const first = new Float64Array(features.length).fill(Number.POSITIVE_INFINITY);
  for (let row = 0; row < feature.length; row += 1) {
    const code = feature[row] as number;
    if (code !== noCode && first[code] === Number.POSITIVE_INFINITY) first[code] = at[row] as number;
  }
  return first;
}
