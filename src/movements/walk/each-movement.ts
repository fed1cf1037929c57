import { isReturn, kindCount, type Steps } from '../../ledger/query.ts';
import type { Booking, Track } from './tracks.ts';

/** A change of an entity, from one of its steps to a later one. */
export interface StepMovement {
  readonly entity: number;
  /** The step that held before; -1 where the entity had none yet. */
  readonly from: number;
  readonly to: number;
  readonly segment: number;
  /** Whether a start from 0 is a return. */
  readonly paidBefore: boolean;
}

/** Goes through the changes of all entities, in order: each one, or what those within a segment come to, where that is any change. */
export function eachMovement(
  steps: Steps,
  { slotOf }: Track,
  booking: Booking,
  visit: (movement: StepMovement) => void,
): void {
  const { offsets, places, levels } = steps;
  for (let entity = 0; entity + 1 < offsets.length; entity += 1) {
    const end = offsets[entity + 1] as number;
    let from = -1;
    for (let to = offsets[entity] as number; to < end; to += 1) {
      const slot = slotOf[places[to] as number] as number;
      const paidBefore = isReturn(steps, to);
      while (booking === 'net' && to + 1 < end && slotOf[places[to + 1] as number] === slot) to += 1;
      const isChange = levels[to] !== (from < 0 ? 0 : levels[from]);
      if (isChange) visit({ entity, from, to, segment: slot / kindCount, paidBefore });
      from = to;
    }
  }
}
