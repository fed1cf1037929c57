import type { Steps } from '../../ledger/query.ts';
import { type UnitSums, unitSums } from '../../table/index.ts';
import { kindCount } from './kinds.ts';

/** What happened in each segment of a track, by slot: `segment * kindCount + kind`. */
export interface SegmentSums {
  /** In units, by currency and slot: `currency * slots + slot`. */
  readonly amounts: UnitSums;
  readonly counts: Uint32Array;
}

export function segmentSums(segments: number, currencies: number): SegmentSums {
  const slots = segments * kindCount;
  return { amounts: unitSums(slots * currencies), counts: new Uint32Array(slots) };
}

/** Whose levels are summed, and in how many currencies they are; `currencyOf` is null where all are in the first. */
export interface WalkedSteps {
  readonly steps: Steps;
  readonly instants: Float64Array;
  readonly currencyOf: Uint32Array | null;
  readonly currencies: number;
}
