import { addDays } from '../../calendar/open.ts';
import type { LedgerRules } from '../policy/read-policy.ts';
import { stepKinds } from './kinds.ts';
import type { Levels } from './levels.ts';

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

/** Fills gaps and says what each step is. `pick` takes the same steps from whatever columns stand beside those of `Levels`. */
export function withGaps<L extends Levels>(
  levels: L,
  rules: GapRules,
  pick: (kept: Uint32Array) => Partial<L>,
): L & { readonly kinds: Uint8Array } {
  const filled = rules.isFilled === null ? levels : fillGaps(levels, rules.isFilled, pick);
  return { ...filled, kinds: stepKinds(filled, rules.isNewAgain) };
}

/** A filled gap keeps the level before it, so the step to 0 goes, and the step back too where it is to the same level. */
function fillGaps<L extends Levels>(steps: L, isFilled: GapTest, pick: (kept: Uint32Array) => Partial<L>): L {
  const { offsets, places, levels } = steps;
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
      } else if (levels[step + 1] === levels[step - 1]) step += 1;
    }
    newOffsets[entity + 1] = count;
  }
  const chosen = kept.slice(0, count);
  return {
    ...steps,
    offsets: newOffsets,
    places: Uint32Array.from(chosen, (step) => places[step] as number),
    levels: Float64Array.from(chosen, (step) => levels[step] as number),
    ...pick(chosen),
  };
}
