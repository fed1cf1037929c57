import type { CheckedPeriod } from '../../calendar/open.ts';
import type { Steps } from '../../ledger/query.ts';
import type { Netting } from './netting.ts';
import { plainWalk, type WalkedSteps } from './plain-walk.ts';
import { regrouped, type SegmentSums } from './segment-sums.ts';
import { slotsOf, type Track } from './tracks.ts';

// An accelerator, and nothing else: for the same steps and tracks it comes to what `plainWalk` does on each. What all
// steps come to, by kind, is summed once; then only the steps are netted that share a period with the one before them,
// of which a month has few.

type KindSums = (tracks: readonly Track[], periods: readonly CheckedPeriod[], net: Netting | null) => SegmentSums[];

/** With fewer steps than this for each instant, sums by instant take more memory than the time they save is worth. */
const fewestSteps = 4;

/** With more tracks than this, sums take less time than a walk along each track. */
const mostWalked = 2;

/** Null after the first walk over steps, which would not pay for the sums. */
const known = /* @__PURE__ */ new WeakMap<Steps, KindSums | null>();

/** Null where the loop is to be taken along each track. */
export function kindSumsOf(walked: WalkedSteps, tracks: number): KindSums | null {
  const { steps, instants, currencies } = walked;
  const pays = tracks > mostWalked;
  if (instants.length * currencies * fewestSteps > steps.places.length) return pays ? sumsBetween(walked) : null;
  const sums = known.get(steps) ?? (pays || known.has(steps) ? sumsByInstant(walked) : null);
  known.set(steps, sums);
  return sums;
}

/** By instant, for any number of walks. */
export function sumsByInstant(walked: WalkedSteps): KindSums {
  const totals = bookSteps(walked, walked.instants.subarray(1));
  return (...asked) => sumsOf(walked, totals, ...asked);
}

/** Between the bounds of the periods, for one walk. */
export function sumsBetween(walked: WalkedSteps): KindSums {
  return (...asked) => sumsOf(walked, null, ...asked);
}

function sumsOf(
  walked: WalkedSteps,
  byInstant: SegmentSums | null,
  tracks: readonly Track[],
  periods: readonly CheckedPeriod[],
  net: Netting | null,
): SegmentSums[] {
  const { instants, currencies } = walked;
  const bounds = new Set<number>().add(Number.NEGATIVE_INFINITY);
  for (const track of tracks) for (const bound of track.bounds) bounds.add(bound);
  // A cell goes from a bound of any track to the next one.
  const starts = Float64Array.from(bounds).sort();
  const between = starts.subarray(1);
  const cells =
    byInstant === null
      ? bookSteps(walked, between)
      : regrouped(byInstant, slotsOf(between, instants), starts.length, currencies);
  const sums = tracks.map((track) => regrouped(cells, slotsOf(track.bounds, starts), track.segments, currencies));
  net?.(sums, walked, tracks, periods, byInstant !== null);
  return sums;
}

/** Books each step by itself, between these bounds. */
function bookSteps(walked: WalkedSteps, bounds: Float64Array): SegmentSums {
  return plainWalk(walked, { bounds, segments: bounds.length + 1 }, 0);
}
