import type { Levels } from './levels.ts';

export const kindCount = 5;

/** The code of the movement from one level to another, different one. `paidBefore`: whether the entity ever was above 0. */
export function kindOf(from: number, to: number, paidBefore: boolean): number {
  if (from === 0) return paidBefore ? 1 : 0;
  if (to === 0) return 4;
  return to > from ? 2 : 3;
}

/** Added to the kind of the first step of an entity. */
export const firstStep = 8;
export const kindMask = 7;

/** What each step is when it is booked by itself; `isNewAgain` tells, of two places, whether a return after such a time is new. */
export function stepKinds(
  { offsets, places, levels }: Levels,
  isNewAgain: ((from: number, to: number) => boolean) | null,
): Uint8Array {
  const kinds = new Uint8Array(places.length);
  for (let entity = 0; entity + 1 < offsets.length; entity += 1) {
    const first = offsets[entity] as number;
    const end = offsets[entity + 1] as number;
    let before = 0;
    for (let step = first; step < end; step += 1) {
      const level = levels[step] as number;
      const isReturn =
        step > first &&
        (before !== 0 || isNewAgain === null || !isNewAgain(places[step - 1] as number, places[step] as number));
      kinds[step] = kindOf(before, level, isReturn) + (step === first ? firstStep : 0);
      before = level;
    }
  }
  return kinds;
}
