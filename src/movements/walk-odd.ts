import { add, type Rational, zero } from '../exact/index.ts';
import type { CompiledLedger } from '../ledger/compile.ts';
import { kindOf } from '../ledger/step-kinds.ts';
import { isReturn } from '../ledger/steps-at.ts';
import type { Track } from './tracks.ts';
import type { Booking } from './walk.ts';

/** Adds the movements of entities whose levels are BigInt. Sums over one denominator are kept apart until the end, so that they just add. */
export function walkOdd(
  { odd, currencyOf }: CompiledLedger,
  { slotOf }: Track,
  booking: Booking,
  amounts: readonly Rational[][],
  counts: Uint32Array,
): void {
  const { offsets, places, levels, exact, denominators } = odd;
  const sums = new Map<string, OddSums>();
  for (let entity = 0; entity + 1 < offsets.length; entity += 1) {
    const end = offsets[entity + 1] as number;
    const first = offsets[entity] as number;
    if (first === end) continue;
    const own = sumsOf(sums, denominators.get(entity) as bigint, currencyOf?.[entity] ?? 0);
    let from = -1;
    for (let step = first; step < end; step += 1) {
      const segment = slotOf[places[step] as number] as number;
      const named = step;
      while (booking === 'net' && step + 1 < end && slotOf[places[step + 1] as number] === segment) step += 1;
      const rankBefore = from < 0 ? 0 : (levels[from] as number);
      const rank = levels[step] as number;
      if (rank !== rankBefore) {
        const slot = segment + kindOf(rankBefore, rank, isReturn(odd, named));
        const change = (exact[step] as bigint) - (from < 0 ? 0n : (exact[from] as bigint));
        own.bySlot.set(slot, (own.bySlot.get(slot) ?? 0n) + (change < 0n ? -change : change));
        counts[slot] = (counts[slot] as number) + 1;
      }
      from = step;
    }
  }
  for (const { d, currency, bySlot } of sums.values()) {
    const ofCurrency = amounts[currency] as Rational[];
    for (const [slot, n] of bySlot) ofCurrency[slot] = add(ofCurrency[slot] ?? zero, { n, d });
  }
}

interface OddSums {
  readonly d: bigint;
  readonly currency: number;
  readonly bySlot: Map<number, bigint>;
}

function sumsOf(sums: Map<string, OddSums>, d: bigint, currency: number): OddSums {
  const key = `${currency} ${d}`;
  let own = sums.get(key);
  if (own === undefined) {
    own = { d, currency, bySlot: new Map() };
    sums.set(key, own);
  }
  return own;
}
