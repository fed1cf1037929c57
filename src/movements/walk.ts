import { add, type Rational, zero } from '../exact/index.ts';
import type { Steps } from '../ledger/columns.ts';
import type { CompiledLedger } from '../ledger/compile.ts';
import { kindCount, kindOf } from './kinds.ts';
import type { Track } from './tracks.ts';

/** What happened in each segment of a track, by slot: `segment * kindCount + kind`. */
export interface SegmentTotals {
  /** By currency, the sum of each kind in local money. */
  readonly amounts: readonly (readonly Rational[])[];
  /** The number of such movements of customers, in all currencies. */
  readonly counts: Uint32Array;
}

/** Whether changes within a segment are netted to one movement of each customer, or each booked. */
export type Booking = 'net' | 'event';

/** Levels are below 2^52, so a sum below it can take one more and still be exact. */
const spillAt = 2 ** 52;

/** The one walk over a ledger: every customer's changes, once, booked in the segments in which they fall. */
export function walk(ledger: CompiledLedger, track: Track, booking: Booking): SegmentTotals {
  const { sums, counts } = walkPlain(ledger.plain, track, booking, ledger.currencyOf, ledger.currencies.length);
  const amounts = sums.map((ofCurrency) => ofCurrency.map((n): Rational => ({ n, d: ledger.unit })));
  walkOdd(ledger, track, booking, amounts, counts);
  if (ledger.presence === null) return { amounts, counts };
  return { amounts, counts: walkPlain(ledger.presence, track, booking, null, 1).counts };
}

interface PlainTotals {
  readonly sums: readonly (readonly bigint[])[];
  readonly counts: Uint32Array;
}

function walkPlain(
  { offsets, places, levels, isNew }: Steps,
  { slotOf, segments }: Track,
  booking: Booking,
  currencyOf: Uint32Array | null,
  currencies: number,
): PlainTotals {
  const slots = segments * kindCount;
  const counts = new Uint32Array(slots);
  const sums = new Float64Array(slots * Math.max(currencies, 1));
  const spilled = new Map<number, bigint>();
  const nets = booking === 'net';
  const entities = offsets.length - 1;
  let step = 0;
  for (let entity = 0; entity < entities; entity += 1) {
    const first = step;
    const end = offsets[entity + 1] as number;
    const base = currencyOf === null ? 0 : (currencyOf[entity] as number) * slots;
    let level = 0;
    while (step < end) {
      const segment = slotOf[places[step] as number] as number;
      // Where an entity comes back more than once inside a segment, its first return names the movement.
      const named = step;
      step += 1;
      if (nets) while (step < end && slotOf[places[step] as number] === segment) step += 1;
      const to = levels[step - 1] as number;
      if (to === level) continue;
      const isReturn = isNew === null ? named !== first : isNew[named] === 0;
      const slot = segment + kindOf(level, to, isReturn);
      const sum = (sums[base + slot] as number) + (to > level ? to - level : level - to);
      if (sum < spillAt) sums[base + slot] = sum;
      else {
        spilled.set(base + slot, (spilled.get(base + slot) ?? 0n) + BigInt(sum));
        sums[base + slot] = 0;
      }
      counts[slot] = (counts[slot] as number) + 1;
      level = to;
    }
  }
  const exact = Array.from(sums, (sum, slot) => BigInt(sum) + (spilled.get(slot) ?? 0n));
  return {
    counts,
    sums: Array.from({ length: sums.length / slots }, (_, currency) =>
      exact.slice(currency * slots, (currency + 1) * slots),
    ),
  };
}

/** The same for entities whose levels are BigInt. Sums over one denominator are kept apart until the end, so that they just add. */
function walkOdd(
  { odd, currencyOf }: CompiledLedger,
  { slotOf }: Track,
  booking: Booking,
  amounts: readonly Rational[][],
  counts: Uint32Array,
): void {
  const { offsets, places, levels, isNew, exact, denominators } = odd;
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
        const slot = segment + kindOf(rankBefore, rank, isNew === null ? from >= 0 : isNew[named] === 0);
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
