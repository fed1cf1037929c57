import { addDays } from '../../calendar/open.ts';
import type { LedgerRules } from '../policy/read-policy.ts';
import type { Amounts, Levels, RationalLevels, RationalSteps, Steps } from './levels.ts';
import { changeOver, isNothing } from './rational-steps.ts';

/** Whether a time at 0, from one place among the instants to another, is too short for churn or too long for a return. */
type GapTest = (from: number, to: number) => boolean;

export interface GapRules {
  /** Null where every gap is churn. */
  readonly isFilled: GapTest | null;
  /** Null where every return is a reactivation. */
  readonly isNewAgain: GapTest | null;
}

export function gapRules(
  instants: Float64Array,
  { zone, asOf, churnGraceDays, reactivationWindowDays }: LedgerRules,
): GapRules {
  const at = (place: number) => instants[place] as number;
  const later = (count: number) => {
    const known = new Map<number, number>();
    return (place: number) => {
      let instant = known.get(place);
      if (instant === undefined) {
        instant = addDays(zone, at(place), count);
        known.set(place, instant);
      }
      return instant;
    };
  };
  const graceEnd = later(churnGraceDays);
  const windowEnd = later(reactivationWindowDays ?? 0);
  return {
    // A gap that was still open when the data was taken is churn, whatever was planned.
    isFilled: churnGraceDays === 0 ? null : (from, to) => at(to) < graceEnd(from) && at(to) <= asOf,
    isNewAgain: reactivationWindowDays === null ? null : (from, to) => at(to) > windowEnd(from),
  };
}

/** Fills gaps and says which steps are returns. */
export function scaledWithGaps(levels: Levels, rules: GapRules): Steps {
  const { isFilled } = rules;
  if (isFilled === null) return { ...levels, returns: returnsOf(levels, rules.isNewAgain) };
  const own = levels.levels;
  const { offsets, kept } = keptSteps(levels, isFilled, (step) => own[step + 1] === own[step - 1]);
  const filled = taken(levels, offsets, kept);
  return { ...filled, returns: returnsOf(filled, rules.isNewAgain) };
}

/** The same of levels that are fractions: what a step that goes changed counts to the next one that stays. */
export function rationalWithGaps(levels: RationalLevels, rules: GapRules): RationalSteps {
  const { isFilled } = rules;
  if (isFilled === null) return { ...levels, returns: returnsOf(levels, rules.isNewAgain) };
  const isSame = (step: number) => isNothing(changeOver(levels, step, step + 2));
  const { offsets, kept } = keptSteps(levels, isFilled, isSame);
  const filled = taken(levels, offsets, kept);
  const changes: Amounts[] = [];
  for (let entity = 0; entity + 1 < offsets.length; entity += 1) {
    let next = levels.offsets[entity] as number;
    for (let i = offsets[entity] as number; i < (offsets[entity + 1] as number); i += 1) {
      const end = (kept[i] as number) + 1;
      changes.push(changeOver(levels, next, end));
      next = end;
    }
  }
  return { ...filled, changes, returns: returnsOf(filled, rules.isNewAgain) };
}

/** A filled gap keeps the level before it, so the step to 0 goes, and the step back too where it is to the same level. */
function keptSteps(
  { offsets, places, levels }: Levels,
  isFilled: GapTest,
  isSameAfter: (step: number) => boolean,
): { readonly offsets: Uint32Array; readonly kept: Uint32Array } {
  const kept = new Uint32Array(places.length);
  const newOffsets = new Uint32Array(offsets.length);
  let count = 0;
  for (let entity = 0; entity + 1 < offsets.length; entity += 1) {
    const end = offsets[entity + 1] as number;
    for (let step = offsets[entity] as number; step < end; step += 1) {
      const isGap =
        levels[step] === 0 && step + 1 < end && isFilled(places[step] as number, places[step + 1] as number);
      if (!isGap) {
        kept[count] = step;
        count += 1;
      } else if (isSameAfter(step)) step += 1;
    }
    newOffsets[entity + 1] = count;
  }
  return { offsets: newOffsets, kept: kept.slice(0, count) };
}

function taken({ places, levels }: Levels, offsets: Uint32Array, kept: Uint32Array): Levels {
  return {
    offsets,
    places: Uint32Array.from(kept, (step) => places[step] as number),
    levels: Float64Array.from(kept, (step) => levels[step] as number),
  };
}

/** `isNewAgain` tells, of two places, whether a return after such a time is new. */
function returnsOf({ offsets, places, levels }: Levels, isNewAgain: GapTest | null): Uint8Array {
  const returns = new Uint8Array(places.length).fill(1);
  for (let entity = 0; entity + 1 < offsets.length; entity += 1) {
    const first = offsets[entity] as number;
    const end = offsets[entity + 1] as number;
    if (first === end) continue;
    returns[first] = 0;
    if (isNewAgain === null) continue;
    for (let step = first + 1; step < end; step += 1) {
      if (levels[step - 1] === 0 && isNewAgain(places[step - 1] as number, places[step] as number)) returns[step] = 0;
    }
  }
  return returns;
}
