import type { CheckedPeriod } from '../../calendar/open.ts';
import { isReturn, type Steps } from '../../ledger/query.ts';
import { addUnits, spill } from '../../table/index.ts';
import { kindCount, kindOf } from './kinds.ts';
import type { Netting } from './netting.ts';
import { type SegmentSums, segmentSums, type WalkedSteps } from './plain-walk.ts';
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
  return (...asked) => sumsOf(walked, (slotOf, cells) => regrouped(totals, slotOf, cells, currencies), ...asked);
}

/** Between the bounds of the periods, for one walk. */
export function sumsBetween(walked: WalkedSteps): KindSums {
  return (...asked) => sumsOf(walked, (slotOf, cells) => bookSteps(walked, slotOf, cells), ...asked);
}

/** What all steps come to in each of so many cells; `slotOf` says for each instant of the ledger the first slot of its cell. */
type TotalsIn = (slotOf: Uint32Array, cells: number) => SegmentSums;

function sumsOf(
  walked: WalkedSteps,
  totalsIn: TotalsIn,
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
  net?.(sums, walked, tracks, periods);
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

/** Puts cells together to fewer ones; `slotOf` says for each of them the first slot of the one that it becomes part of. */
function regrouped(totals: SegmentSums, slotOf: Uint32Array, segments: number, currencies: number): SegmentSums {
  const sums = segmentSums(segments, currencies);
  const { amounts, counts } = sums;
  const { units } = totals.amounts;
  for (let currency = 0; currency < currencies; currency += 1) {
    const base = currency * totals.counts.length;
    for (let cell = 0, end = 0; cell < slotOf.length; cell = end) {
      const first = slotOf[cell] as number;
      do end += 1;
      while (slotOf[end] === first);
      for (let kind = 0; kind < kindCount; kind += 1) {
        let sum = 0;
        let count = 0;
        for (let at = cell * kindCount + kind; at < end * kindCount; at += kindCount) {
          sum += units[base + at] as number;
          count += totals.counts[at] as number;
          if (sum < 2 ** 52) continue;
          spill(amounts.spilled, currency * counts.length + first + kind, BigInt(sum));
          sum = 0;
        }
        addUnits(amounts, currency * counts.length + first + kind, sum);
        if (currency === 0) counts[first + kind] = (counts[first + kind] as number) + count;
      }
    }
  }
  for (const [at, sum] of totals.amounts.spilled) {
    const [currency, slot] = [Math.floor(at / totals.counts.length), at % totals.counts.length];
    const to = (slotOf[Math.floor(slot / kindCount)] as number) + (slot % kindCount);
    spill(amounts.spilled, currency * counts.length + to, sum);
  }
  return sums;
}
