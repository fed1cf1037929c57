import fc from 'fast-check';
import {
  activeCustomers,
  averageActiveCustomers,
  days,
  engagementScore,
  featureAdoption,
  type Period,
  period,
  stickiness,
  type UsageEvent,
  usageDuration,
  usageFrequency,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { usageArbitrary } from '../oracle/usage-arbitraries.ts';
import { deepFreeze } from '../support/deep-freeze.ts';
import { propertyRuns } from '../support/property-runs.ts';
import { eventsAround, nestedPeriods } from './nested-periods.ts';

type Metric = (events: readonly UsageEvent[], period: Period | readonly Period[]) => unknown;

const metrics: { readonly [name: string]: Metric } = {
  activeCustomers: (events, of) => activeCustomers(events, of),
  'activeCustomers with two events': (events, of) => activeCustomers(events, of, { minimumEvents: 2, of: 'users' }),
  averageActiveCustomers: (events, of) => averageActiveCustomers(events, of, { per: 'day' }),
  stickiness: (events, of) => stickiness(events, of, { long: 'week' }),
  usageFrequency: (events, of) => usageFrequency(events, of),
  usageDuration: (events, of) => usageDuration(events, of, { of: 'users' }),
  featureAdoption: (events, of) => featureAdoption(events, of),
  engagementScore: (events, of) =>
    engagementScore(events, of, { targets: { activeDays: 3, seconds: 100, features: 2 } }),
};

describe('a list of periods is each of them alone', () => {
  test.each(Object.entries(metrics))('%s', (_, metric) => {
    fc.assert(
      fc.property(usageArbitrary, ({ events, periods, zone }) => {
        const [first, last] = [periods[0] as Period, periods.at(-1) as Period];
        const whole = period(first.start, last.end, { timeZone: zone });
        const list = deepFreeze([last, whole, ...periods, first]);
        expect(metric(events, list)).toEqual(list.map((one) => metric(events, one)));
        expect(metric(events, [])).toEqual([]);
      }),
      propertyRuns(60),
    );
  });

  test('featureAdoption with a base for each', () => {
    const events: UsageEvent[] = [
      { customerId: 1, at: '2026-03-01', feature: 'x' },
      { customerId: '2', at: '2026-03-02', feature: 'x' },
    ];
    const list = days('2026-03-01', '2026-03-04');
    const found = featureAdoption(events, list, { base: [4, [2n], ['1', 2], undefined] });
    expect(found.map(({ base, features }) => [base, features[0]?.adopters])).toEqual([
      [4, 1],
      [1, 1],
      [2, 0],
      [0, 0],
    ]);
  });
});

test('ids go by their text, null is missing, and the own fields of a row are let be', () => {
  const rows = [
    { customerId: 17, at: '2026-03-01', userId: 1, feature: null, durationSeconds: null, own: true },
    { customerId: '17', at: '2026-03-01', userId: '1', feature: 'x', durationSeconds: 5, own: true },
    { customerId: 17n, at: '2026-03-02', userId: 1n, feature: null, durationSeconds: null, own: true },
  ];
  const march = period('2026-03-01', '2026-04-01');
  expect(activeCustomers(rows, march)).toBe(1);
  expect(activeCustomers(rows, march, { of: 'users' })).toBe(1);
  expect(usageDuration(rows, march)).toMatchObject({ totalSeconds: 5, withoutDuration: 2 });
  const [score] = engagementScore(rows, march, { targets: { activeDays: 2 }, customers: [17n, '17', 17] });
  expect(score).toMatchObject({ customerId: '17', score: 100 });
});

describe('of many periods', () => {
  test('each of thousands is counted as it is alone', () => {
    // Bounds of which many lie between two others, more than fit into 16 bits.
    const rows = eventsAround(2_000);
    const count = 33_000;
    const own = nestedPeriods(2_000).map(({ start }) => start.getTime());
    const periods = Array.from({ length: count }, (_, index) => {
      const start = (own[index % own.length] as number) + Math.floor(index / own.length) * 7;
      const end = start + 3 + (index % 5) * 40_000;
      return { start: new Date(start), end: new Date(end), timeZone: 'UTC', label: `${index}` };
    });
    const active = activeCustomers(rows, periods);
    for (const [index, { start, end }] of periods.entries()) {
      if (index % 501 !== 0) continue;
      const inside = rows.filter(({ at }) => at >= start.getTime() && at < end.getTime());
      expect(active[index]).toBe(new Set(inside.map(({ customerId }) => customerId)).size);
    }
    expect(Math.max(...active)).toBeGreaterThan(50);
    expect(new Set(periods.flatMap(({ start, end }) => [start.getTime(), end.getTime()])).size).toBeGreaterThan(
      2 ** 16,
    );
  });
});
