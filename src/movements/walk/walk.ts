import type { CheckedPeriod } from '../../calendar/open.ts';
import type { CompiledLedger } from '../../ledger/query.ts';
import { kindSumsOf } from './kind-sums.ts';
import type { Netting } from './netting.ts';
import { plainWalk, type WalkedSteps } from './plain-walk.ts';
import type { SegmentSums } from './segment-sums.ts';
import type { Track } from './tracks.ts';

/** For each track, the movements of all scaled entities, and the counts of all customers, however their levels are kept. */
export function walk(
  { scaled, rational, counted, instants, currencyOf, currencies }: CompiledLedger,
  tracks: readonly Track[],
  periods: readonly CheckedPeriod[],
  net: Netting | null,
  mergedWithin = 0,
): SegmentSums[] {
  const booking = net === null ? mergedWithin : 'net';
  const walkSteps = (walked: WalkedSteps): SegmentSums[] => {
    // Sums of separately booked steps cannot tell which of them count as one.
    const kindSums = booking === 'net' || booking === 0 ? kindSumsOf(walked, tracks.length) : null;
    return kindSums?.(tracks, periods, net) ?? tracks.map((track) => plainWalk(walked, track, booking));
  };
  const sums = walkSteps({ steps: scaled, instants, currencyOf, currencies: Math.max(currencies.length, 1) });
  if (counted !== null) {
    const counts = walkSteps({ steps: counted, instants, currencyOf: null, currencies: 1 });
    return sums.map(({ amounts }, i) => ({ amounts, counts: (counts[i] as SegmentSums).counts }));
  }
  if (rational.places.length === 0) return sums;
  return sums.map(({ amounts, counts }, i) => {
    const track = tracks[i] as Track;
    const more = plainWalk({ steps: rational, instants, currencyOf: null, currencies: 1 }, track, booking).counts;
    return { amounts, counts: counts.map((count, slot) => count + (more[slot] as number)) };
  });
}
