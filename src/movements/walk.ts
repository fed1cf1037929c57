import { add, type Rational, zero } from '../exact/index.ts';
import type { OddSteps, Steps } from '../ledger/columns.ts';
import type { CompiledLedger } from '../ledger/ledger.ts';
import { kindCount, kindOf } from './kinds.ts';
import type { Track } from './tracks.ts';

/** What happened in each segment of a track: slot `segment * kindCount + kind` holds the sum and the number of such movements. */
export interface SegmentTotals {
  readonly amounts: readonly Rational[];
  readonly counts: Float64Array;
}

/** Levels are below 2^52, so a sum below it can take one more and still be exact. */
const spillAt = 2 ** 52;

/** The one walk over a ledger: every customer's changes, once, each netted within its segment and booked there. */
export function walk(ledger: CompiledLedger, track: Track): SegmentTotals {
  const slots = track.segments * kindCount;
  const counts = new Float64Array(slots);
  const sums = new Float64Array(slots);
  const spilled = new Map<number, bigint>();
  walkPlain(ledger.plain, track.segmentOf, sums, counts, spilled);
  const amounts = Array.from(sums, (sum, slot): Rational => {
    return { n: BigInt(sum) + (spilled.get(slot) ?? 0n), d: ledger.unit };
  });
  walkOdd(ledger.odd, track.segmentOf, amounts, counts);
  return { amounts, counts };
}

function walkPlain(
  { offsets, places, levels }: Steps,
  segmentOf: Uint32Array,
  sums: Float64Array,
  counts: Float64Array,
  spilled: Map<number, bigint>,
): void {
  const entities = offsets.length - 1;
  let step = 0;
  for (let entity = 0; entity < entities; entity += 1) {
    const end = offsets[entity + 1] as number;
    let level = 0;
    let paidBefore = false;
    while (step < end) {
      const segment = segmentOf[places[step] as number] as number;
      let to = levels[step] as number;
      step += 1;
      while (step < end && segmentOf[places[step] as number] === segment) {
        to = levels[step] as number;
        step += 1;
      }
      if (to !== level) {
        const slot = segment * kindCount + kindOf(level, to, paidBefore);
        const sum = (sums[slot] as number) + (to > level ? to - level : level - to);
        if (sum < spillAt) sums[slot] = sum;
        else {
          spilled.set(slot, (spilled.get(slot) ?? 0n) + BigInt(sum));
          sums[slot] = 0;
        }
        counts[slot] = (counts[slot] as number) + 1;
        level = to;
      }
      paidBefore = true;
    }
  }
}

/** The same walk for customers whose levels are BigInt. They are few, so that each booking may cost an allocation. */
function walkOdd(odd: OddSteps, segmentOf: Uint32Array, amounts: Rational[], counts: Float64Array): void {
  for (let entity = 0; entity < odd.customers.length; entity += 1) {
    const first = odd.offsets[entity] as number;
    const end = odd.offsets[entity + 1] as number;
    const d = odd.denominators[entity] as bigint;
    let from = -1;
    for (let step = first; step < end; step += 1) {
      const segment = segmentOf[odd.places[step] as number] as number;
      if (step + 1 < end && segmentOf[odd.places[step + 1] as number] === segment) continue;
      const rankBefore = from < 0 ? 0 : (odd.levels[from] as number);
      const rank = odd.levels[step] as number;
      if (rank !== rankBefore) {
        const paidBefore = from >= 0;
        const slot = segment * kindCount + kindOf(rankBefore, rank, paidBefore);
        const change = (odd.exact[step] as bigint) - (from < 0 ? 0n : (odd.exact[from] as bigint));
        amounts[slot] = add(amounts[slot] ?? zero, { n: change < 0n ? -change : change, d });
        counts[slot] = (counts[slot] as number) + 1;
      }
      from = step;
    }
  }
}
