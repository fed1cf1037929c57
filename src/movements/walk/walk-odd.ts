import { absolute, add, keyedSums, type Rational, subtract } from '../../exact/index.ts';
import { type CompiledLedger, kindCount, kindOf, type Steps } from '../../ledger/query.ts';
import { eachMovement, type StepMovement } from './each-movement.ts';
import type { Booking, Track } from './tracks.ts';

/** Adds the movements of entities whose levels are BigInt, and counts them. */
export function walkOdd(
  { odd, currencyOf }: CompiledLedger,
  track: Track,
  booking: Booking,
  amounts: readonly Rational[][],
  counts: Uint32Array,
): void {
  const sums = amounts.map(() => keyedSums<number>());
  countEach(odd, track, booking, counts, ({ entity, from, to }, slot) => {
    const d = odd.denominators.get(entity) as bigint;
    const amount = (step: number): Rational => ({ n: step < 0 ? 0n : (odd.exact[step] as bigint), d });
    sums[currencyOf?.[entity] ?? 0]?.add(slot, absolute(subtract(amount(to), amount(from))));
  });
  // What has only plain amounts keeps their unit, so that adding goes on without a common denominator to be found.
  for (const [currency, ofCurrency] of sums.entries()) {
    const slots = amounts[currency] as Rational[];
    for (const slot of ofCurrency.keys()) slots[slot] = add(slots[slot] as Rational, ofCurrency.get(slot));
  }
}

/** Counts the movements of customers by slot. Of levels that are told apart but not compared, expansion and contraction mean nothing. */
export function countEach(
  steps: Steps,
  track: Track,
  booking: Booking,
  counts: Uint32Array,
  visit: (movement: StepMovement, slot: number) => void = () => {},
): void {
  const { levels } = steps;
  eachMovement(steps, track, booking, (movement) => {
    const { from, to, segment, paidBefore } = movement;
    const kind = kindOf(from < 0 ? 0 : (levels[from] as number), levels[to] as number, paidBefore);
    const slot = segment * kindCount + kind;
    counts[slot] = (counts[slot] as number) + 1;
    visit(movement, slot);
  });
}
