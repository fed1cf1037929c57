import fc from 'fast-check';
import { ledger, period } from 'tenure';
import { expect, test } from 'vitest';
import { readPeriods } from '../../../src/calendar/open.ts';
import { openSource } from '../../../src/ledger/query.ts';
import { customerBalances } from '../../../src/movements/walk/balance.ts';
import { kindCount } from '../../../src/movements/walk/kinds.ts';
import { overlapSums } from '../../../src/movements/walk/overlap-sums.ts';
import type { SegmentSums } from '../../../src/movements/walk/segment-sums.ts';
import { layTracks, type Track } from '../../../src/movements/walk/tracks.ts';
import { plainWalk } from '../../../src/movements/walk/walk.ts';
import { unitsAt } from '../../../src/table/index.ts';
import { propertyRuns } from '../../support/property-runs.ts';
import { scenarioArbitrary } from '../../support/scenarios.ts';

const day = 86_400_000;

/** What the periods of a track hold, and what stands before each: what lies between them may be put in other words. */
function held({ segments }: Track, { amounts, counts }: SegmentSums, currencies: number) {
  const periods = [];
  for (let currency = 0; currency < currencies; currency += 1) {
    let level = 0n;
    for (let segment = 0; segment < segments; segment += 1) {
      const at = (kind: number) => unitsAt(amounts, currency * counts.length + segment * kindCount + kind);
      if (segment % 2 === 1) periods.push([level, at(0), at(1), at(2), at(3), at(4)]);
      level += at(0) + at(1) + at(2) - at(3) - at(4);
    }
  }
  return periods;
}

// Would catch: a bound that belongs to the wrong side, a return that is taken for new, a sum that is cut off.
test('comes to what the plain walk nets, for periods that overlap in any way', () => {
  const windows = fc.array(fc.tuple(fc.integer({ min: -400, max: 400 }), fc.integer({ min: 1, max: 500 })), {
    minLength: 3,
    maxLength: 12,
  });
  fc.assert(
    fc.property(scenarioArbitrary, windows, ({ rows, periods, policy }, pairs) => {
      const origin = periods[0]?.start.getTime() ?? 0;
      const own = pairs.map(([from, length]) => {
        const start = origin + from * day;
        return period(start, start + length * day, { timeZone: policy.timeZone as string });
      });
      const { spans, zone } = readPeriods([...periods, ...own]);
      const { ledger: compiled } = openSource(ledger(rows, policy), undefined, zone);
      const { scaled, counted, instants, currencyOf } = compiled;
      const currencies = Math.max(compiled.currencies.length, 1);
      const tracks = layTracks(spans, instants);
      for (const walked of [
        { steps: scaled, instants, currencyOf, currencies },
        ...(counted === null ? [] : [{ steps: counted, instants, currencyOf: null, currencies: 1 }]),
      ]) {
        const sums = overlapSums(walked, tracks, spans);
        for (const [i, track] of tracks.entries()) {
          const plain = plainWalk(walked, track, 'net');
          const ours = sums[i] as SegmentSums;
          expect(held(track, ours, walked.currencies)).toEqual(held(track, plain, walked.currencies));
          expect(customerBalances(track, ours.counts)).toEqual(customerBalances(track, plain.counts));
        }
      }
    }),
    propertyRuns(120),
  );
});
