import { msPerDay } from '../../calendar/open.ts';
import { groupBy } from '../../table/index.ts';
import type { WalkedSteps } from './plain-walk.ts';

/** All steps but the first one of each entity, by how long after the one before them they come. */
export interface LaterSteps {
  /** Those of class c stand from `offsets[c]` to `offsets[c + 1]`, in order. */
  readonly steps: Uint32Array;
  readonly offsets: Uint32Array;
  /** By step, 1 for the first one of an entity. */
  readonly isFirst: Uint8Array;
}

const classes = 33;

/** Class 0 is less than a day, and each other one begins with twice the days of the one before it: 1, 2, 4, 8. */
export function classOfTime(milliseconds: number): number {
  return 32 - Math.clz32(milliseconds / msPerDay);
}

export function laterSteps({ steps: { offsets, places }, instants }: WalkedSteps): LaterSteps {
  const isFirst = new Uint8Array(places.length);
  for (let entity = 0; entity + 1 < offsets.length; entity += 1) {
    const first = offsets[entity] as number;
    if (first < (offsets[entity + 1] as number)) isFirst[first] = 1;
  }
  // A first one has none of the classes, and is left behind.
  const classOf = new Uint16Array(places.length).fill(classes);
  for (let step = 1; step < places.length; step += 1) {
    if (isFirst[step] === 1) continue;
    const time = (instants[places[step] as number] as number) - (instants[places[step - 1] as number] as number);
    classOf[step] = classOfTime(time);
  }
  const { order, offsets: begins } = groupBy(classOf, classes);
  return { steps: order, offsets: begins, isFirst };
}
