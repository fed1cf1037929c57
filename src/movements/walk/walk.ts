import type { Rational } from '../../exact/index.ts';
import { type BookedSteps, type CompiledLedger, kindCount } from '../../ledger/query.ts';
import { bookSteps, bookTotals, emptyTally, exactSums, netSteps, type Tally } from './tally.ts';
import type { Booking, Track } from './tracks.ts';
import { countEach, walkOdd } from './walk-odd.ts';

/** What happened in each segment of a track, by slot: `segment * kindCount + kind`. Between the periods nothing is netted. */
export interface SegmentTotals {
  /** By currency, the sum of each kind in local money, but for entities that have several. */
  readonly amounts: readonly (readonly Rational[])[];
  /** The number of such movements of customers, in all currencies. */
  readonly counts: Uint32Array;
}

/** The one walk over a ledger: every customer's changes, once, booked in the segments in which they fall. */
export function walk(ledger: CompiledLedger, track: Track, booking: Booking): SegmentTotals {
  const { currencies, currencyOf, unit, scaled, counted } = ledger;
  const tally = walkPlain(scaled, track, booking, currencyOf, Math.max(currencies.length, 1));
  const amounts = exactSums(tally).map((ofCurrency) => ofCurrency.map((n): Rational => ({ n, d: unit })));
  walkOdd(ledger, track, booking, amounts, tally.counts);
  countEach(ledger.mixed, track, booking, tally.counts);
  const { counts } = counted === null ? tally : walkPlain(counted, track, booking, null, 1);
  return { amounts, counts };
}

/**
 * Each change is booked by itself first, which takes no comparison of steps, and where the changes of many customers were summed by
 * instant not even a look at the steps. Changes that share a period with the one before them, of which a month has few, are then put
 * together.
 */
function walkPlain(
  steps: BookedSteps,
  track: Track,
  booking: Booking,
  currencyOf: Uint32Array | null,
  currencies: number,
): Tally {
  const tally = emptyTally(track.segments * kindCount, currencies);
  if (steps.totals === null) bookSteps(tally, steps, track, currencyOf);
  else bookTotals(tally, steps.totals, track);
  if (booking === 'net') netSteps(tally, steps, track, currencyOf);
  return tally;
}
