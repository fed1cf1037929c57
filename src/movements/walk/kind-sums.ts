import type { CheckedPeriod } from '../../calendar/open.ts';
import { isReturn, type Steps } from '../../ledger/query.ts';
import { addUnits } from '../../table/index.ts';
import { kindCount, kindOf } from './kinds.ts';
import type { Netting } from './netting.ts';
import type { WalkedSteps } from './plain-walk.ts';
import { regrouped, type SegmentSums, segmentSums } from './segment-sums.ts';
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
  const { instants, currencies } = walked;
  const places = Uint32Array.from(instants, (_, place) => place * kindCount);
  const totals = bookSteps(walked, places, instants.length);
  return (...asked) => sumsOf(walked, (slotOf, cells) => regrouped(totals, slotOf, cells, currencies), true, ...asked);
}

/** Between the bounds of the periods, for one walk. */
export function sumsBetween(walked: WalkedSteps): KindSums {
  return (...asked) => sumsOf(walked, (slotOf, cells) => bookSteps(walked, slotOf, cells), false, ...asked);
}

/** What all steps come to in each of so many cells; `slotOf` says for each instant of the ledger the first slot of its cell. */
type TotalsIn = (slotOf: Uint32Array, cells: number) => SegmentSums;

function sumsOf(
  walked: WalkedSteps,
  totalsIn: TotalsIn,
  isKept: boolean,
  tracks: readonly Track[],
  periods: readonly CheckedPeriod[],
  net: Netting | null,
): SegmentSums[] {
  const bounds = new Set<number>().add(Number.NEGATIVE_INFINITY);
  for (const track of tracks) for (const bound of track.bounds) bounds.add(bound);
  // A cell goes from a bound of any track to the next one.
  const starts = Float64Array.from(bounds).sort();
  const totals = totalsIn(slotsOf(starts.subarray(1), walked.instants), starts.length);
  const sums = tracks.map((track) =>
    regrouped(totals, slotsOf(track.bounds, starts), track.segments, walked.currencies),
  );
  net?.(sums, walked, tracks, periods, isKept);
  return sums;
}

/** Books each step by itself. */
function bookSteps(walked: WalkedSteps, slotOf: Uint32Array, cells: number): SegmentSums {
  const { steps, currencyOf, currencies } = walked;
  const { offsets, places, levels } = steps;
  const sums = segmentSums(cells, currencies);
  const { amounts, counts } = sums;
  for (let entity = 0; entity + 1 < offsets.length; entity += 1) {
    const base = currencyOf === null ? 0 : (currencyOf[entity] as number) * counts.length;
    const end = offsets[entity + 1] as number;
    let before = 0;
    for (let step = offsets[entity] as number; step < end; step += 1) {
      const level = levels[step] as number;
      const slot = (slotOf[places[step] as number] as number) + kindOf(before, level, isReturn(steps, step));
      addUnits(amounts, base + slot, Math.abs(level - before));
      counts[slot] = (counts[slot] as number) + 1;
      before = level;
    }
  }
  return sums;
}
