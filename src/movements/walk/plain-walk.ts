import { isReturn, type Steps } from '../../ledger/query.ts';
import { kindCount } from './kinds.ts';
import { book, type SegmentSums, segmentSums } from './segment-sums.ts';
import { type Booking, endOfChange, slotsOf, type Track } from './tracks.ts';

/** The entities whose levels are summed, and their number of currencies; `currencyOf` is null if all are in the first. */
export interface WalkedSteps {
  readonly steps: Steps;
  readonly instants: Float64Array;
  readonly currencyOf: Uint32Array | null;
  readonly currencies: number;
}

/** The results that the accelerators must reproduce. */
export function plainWalk(walked: WalkedSteps, track: Omit<Track, 'positions'>, booking: Booking): SegmentSums {
  const { steps, instants, currencyOf, currencies } = walked;
  const sums = segmentSums(track.segments, currencies);
  eachMovement(steps, instants, track, booking, (entity, _first, _end, before, after, slot, returns) => {
    const base = currencyOf === null ? 0 : (currencyOf[entity] as number) * sums.counts.length;
    book(sums, base, slot, before, after, returns, 1);
  });
  return sums;
}

/**
 * The change of one entity at once: the steps from `first` up to `end`, which take it from one level to another. `slot` is the first one
 * of their segment; `returns` says whether a start from 0 is a return.
 */
export type MovementVisitor = (
  entity: number,
  first: number,
  end: number,
  before: number,
  after: number,
  slot: number,
  returns: boolean,
) => void;

/**
 * The loop that defines net and event movements, over the steps of every entity in order of time. An event movement is one step, or the
 * steps within a short time of the first of them. A net movement is all steps within a period; if an entity comes back more than once in
 * it, its first return names the movement. Between periods, only the resulting level counts.
 */
export function eachMovement(
  steps: Steps,
  instants: Float64Array,
  track: Pick<Track, 'bounds'>,
  booking: Booking,
  visit: MovementVisitor,
): void {
  const { offsets, places, levels } = steps;
  const slotOf = slotsOf(track.bounds, instants);
  for (let entity = 0; entity + 1 < offsets.length; entity += 1) {
    const last = offsets[entity + 1] as number;
    let before = 0;
    for (let first = offsets[entity] as number; first < last; ) {
      const slot = slotOf[places[first] as number] as number;
      let end = first + 1;
      // Between periods, each step counts by itself.
      if (booking !== 0 && slot % (2 * kindCount) !== 0) {
        const stop = booking === 'net' ? last : endOfChange(places, instants, first, last, booking);
        while (end < stop && slotOf[places[end] as number] === slot) end += 1;
      }
      const after = levels[end - 1] as number;
      visit(entity, first, end, before, after, slot, isReturn(steps, first));
      before = after;
      first = end;
    }
  }
}
