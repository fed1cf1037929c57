import { isReturn, type Steps } from '../../ledger/query.ts';
import { kindCount } from './kinds.ts';
import { type Booking, slotsOf, type Track } from './tracks.ts';

/**
 * What one entity does at once: the steps from `first` up to `end`, which bring it from one level to another. `slot` is
 * the first one of the segment that they fall in; `returns` says whether a start from 0 is a return.
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
 * The loop that defines net and event movements: over the steps of every entity, in order of time. An event movement is
 * one step; a net movement is all steps within a period, and where an entity comes back more than once in it, its first
 * return names the movement. Of what lies between periods only the level counts that it leads to.
 */
export function eachMovement(
  steps: Steps,
  instants: Float64Array,
  track: Track,
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
      // Of what lies between periods each step stands for itself.
      const nets = booking === 'net' && slot % (2 * kindCount) !== 0;
      while (nets && end < last && slotOf[places[end] as number] === slot) end += 1;
      const after = levels[end - 1] as number;
      visit(entity, first, end, before, after, slot, isReturn(steps, first));
      before = after;
      first = end;
    }
  }
}
