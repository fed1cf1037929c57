import fc from 'fast-check';
import { ledger, retentionCohorts, type SegmentKey, type Subscription } from 'tenure';
import { describe, expect, test } from 'vitest';
import { propertyRuns } from '../support/property-runs.ts';
import { scenarioArbitrary } from '../support/scenarios.ts';

const segmentOf = (id: unknown): SegmentKey =>
  ['large', 'small', null][String(id).charCodeAt(String(id).length - 1) % 3] ?? null;
const views = fc.constantFrom({}, { unit: 'quarter' as const }, { ages: 'elapsed' as const });

describe('retention cohorts by segment', () => {
  test('a segment is what the function gives over its rows alone, and sizes add up to the whole', () => {
    fc.assert(
      fc.property(scenarioArbitrary, views, ({ rows, policy }, view) => {
        const options = { ...policy, ...view, asOf: '2027-01-01' };
        const bySegment = retentionCohorts(rows, { ...options, by: (row) => segmentOf(row.customerId) });
        const customers = new Map(rows.map(({ customerId }) => [String(customerId), segmentOf(customerId)]));
        expect(retentionCohorts(rows, { ...options, by: customers })).toEqual(bySegment);
        for (const { key, ...result } of bySegment) {
          const own = rows.filter((row) => segmentOf(row.customerId) === key);
          expect(result).toEqual(retentionCohorts(own, options));
        }
        const whole = retentionCohorts(rows, options);
        const byInterval = retentionCohorts(rows, { ...options, by: (row) => row.interval });
        for (const segments of [bySegment, byInterval]) {
          for (const { cohort, size } of whole.cohorts) {
            const own = segments.flatMap(({ cohorts }) => cohorts.filter((one) => one.cohort === cohort));
            expect(own.reduce((all, one) => all + one.size, 0)).toBe(size);
          }
          for (const { cohort, age, retained, mrr } of whole.cells) {
            if (retained === null) continue;
            const own = segments.flatMap(({ cells }) =>
              cells.filter((cell) => cell.cohort === cohort && cell.age === age),
            );
            expect(own.reduce((all, cell) => all + (cell.retained ?? 0), 0)).toBe(retained);
            // Doubles of exact sums: to 12 digits, whatever their size.
            const sum = own.reduce((all, cell) => all + (cell.mrr ?? 0), 0);
            expect(Math.abs(sum - (mrr ?? 0))).toBeLessThanOrEqual(1e-12 * Math.abs(mrr ?? 0));
          }
        }
        expect(retentionCohorts(rows, { ...options, by: () => 1 })).toEqual(
          whole.cohorts.length === 0 ? [] : [{ key: 1, ...whole }],
        );
      }),
      propertyRuns(60),
    );
  });

  test('a customer stands in the segment of its first paid row, whatever comes later', () => {
    const rows: Subscription[] = [
      { customerId: 'ada', plan: 'pro', start: '2026-02-10', amount: 100, interval: 'month' },
      { customerId: 'ada', plan: 'basic', start: '2026-01-10', end: '2026-02-10', amount: 50, interval: 'month' },
      { customerId: 'ada', plan: 'free', start: '2025-01-10', amount: 0, interval: 'month' },
      { customerId: 'ben', plan: 'y', start: '2026-01-10', amount: 1, interval: 'month' },
      { customerId: 'ben', plan: 'x', start: '2026-01-10', amount: 2, interval: 'month' },
      { customerId: 'eve', plan: 'late', start: '2026-05-01', amount: 2, interval: 'month' },
    ];
    const options = { asOf: '2026-04-01' };
    const bySegment = retentionCohorts(ledger(rows), { ...options, by: (row) => row.plan });
    expect(bySegment.map(({ key, cohorts }) => [key, cohorts.map(({ size }) => size)])).toEqual([
      ['basic', [1]],
      ['x', [1]],
    ]);
    expect(retentionCohorts([], { ...options, by: () => 1 })).toEqual([]);
  });
});
