import { lowerBound } from '../../table/index.ts';
import type { Levels, Steps } from './levels.ts';

/** The place of the first instant that is not before this one. */
export function placeOf(epoch: number, instants: Float64Array): number {
  return lowerBound(instants, epoch, 0, instants.length);
}

/** The step of an entity that holds just before a place; one before its first where it has none yet. */
export function stepBefore({ offsets, places }: Levels, entity: number, place: number): number {
  return lowerBound(places, place, offsets[entity] as number, offsets[entity + 1] as number) - 1;
}

/** Whether a step up from 0 is a return, and not a first or once more a new start. */
export function isReturn({ returns }: Steps, step: number): boolean {
  return returns[step] === 1;
}
