import { scaledWithGaps } from '../../src/ledger/levels/churn-grace.ts';
import type { WalkedSteps } from '../../src/movements/walk/plain-walk.ts';
import type { SegmentSums } from '../../src/movements/walk/segment-sums.ts';
import { layTracks, type Track } from '../../src/movements/walk/tracks.ts';
import { unitsAt } from '../../src/table/index.ts';

export interface Level {
  readonly place: number;
  readonly level: number;
}

/** Entities of levels, each different from the one before it, the first one above 0. */
export interface Book {
  readonly instants: Float64Array;
  readonly entities: readonly (readonly Level[])[];
  readonly currencyOf: Uint32Array | null;
}

export function walkedOf({ instants, entities, currencyOf }: Book): WalkedSteps {
  const all = entities.flat();
  const offsets = new Uint32Array(entities.length + 1);
  for (const [entity, own] of entities.entries()) offsets[entity + 1] = (offsets[entity] as number) + own.length;
  const levels = {
    offsets,
    places: Uint32Array.from(all, ({ place }) => place),
    levels: Float64Array.from(all, ({ level }) => level),
  };
  const steps = scaledWithGaps(levels, { isFilled: null, isNewAgain: null });
  return { steps, instants, currencyOf, currencies: 2 };
}

export type Span = { readonly start: number; readonly end: number };

/** A walk needs no more of a period than its bounds. */
export function tracksOf(spans: readonly Span[]): Track[] {
  return layTracks(spans as unknown as Parameters<typeof layTracks>[0]);
}

/** What happened in each segment of a track. */
export function figures({ amounts, counts }: SegmentSums) {
  return { counts: [...counts], amounts: Array.from(amounts.units, (_, slot) => unitsAt(amounts, slot)) };
}
