import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { propertyRuns } from '../support/property-runs.ts';
import { changesArbitrary } from './changes.ts';
import { churnBreakdown, exactChurnBreakdown, involuntaryChurnRate, winBackRate } from './churn.ts';
import { customerMovements, exactMrrMovements } from './oracle.ts';
import { month } from './periods.ts';
import { type Scenario, scenarioArbitrary } from './policies.ts';
import { sum, toFraction } from './rational.ts';
import type { Policy, Row } from './types.ts';

vi.setConfig({ testTimeout: 60_000 });

const march = month('2026-03');
const event: Policy = { movements: 'event' };

const row = (customerId: string, start: string, end: string | null, more: Partial<Row> = {}): Row => ({
  ...{ customerId, start, end, amount: 10, interval: 'month' },
  ...more,
});

const told = (rows: readonly Row[], policy: Policy = {}) =>
  churnBreakdown(rows, march, ({ churnReason = 'none' }) => churnReason, policy).map(
    ({ key, customers, mrr, share }) => [key, customers, mrr, share.numerator, share.denominator],
  );

describe('churn by reason, by hand', () => {
  const because = (churnReason: string, amount = 10): Partial<Row> => ({ churnReason, amount });

  it('goes by the largest of the last rows, with all that was lost', () => {
    const rows = [
      row('a', '2026-01-01', '2026-03-10', because('price', 30)),
      row('a', '2026-02-01', '2026-03-10', because('left')),
      row('b', '2026-01-01', '2026-03-12', because('left')),
      row('c', '2026-01-01', '2026-03-09', because('price', 50)), // gone when c churns
      row('c', '2026-01-01', '2026-03-12', because('left')),
      row('d', '2026-01-01', null),
      row('e', '2026-03-02', '2026-03-20', because('new and lost')), // no net movement
    ];
    // c had 60 at the start of March, and 10 just before it left.
    expect(told(rows)).toEqual([
      ['left', 2, 70, 2, 3],
      ['price', 1, 40, 1, 3],
    ]);
    expect(told(rows, event)).toEqual([
      ['left', 2, 20, 2, 4],
      ['price', 1, 40, 1, 4],
      ['new and lost', 1, 10, 1, 4],
    ]);
  });

  it('of equal ones, goes by the one that started last, then by the later in the input', () => {
    const started = (...starts: string[]): Row[] =>
      starts.map((start, index) => row('a', start, '2026-03-10', because(String(index))));
    expect(told(started('2026-01-01', '2026-02-01', '2026-01-15'))).toEqual([['1', 1, 30, 1, 1]]);
    expect(told(started('2026-02-01', '2026-02-01', '2026-01-15'))).toEqual([['1', 1, 30, 1, 1]]);
  });

  it('does not ask a free row', () => {
    const rows = [
      row('a', '2026-01-01', '2026-03-10', because('paid')),
      row('a', '2026-02-01', null, because('free', 0)),
    ];
    expect(told(rows)).toEqual([['paid', 1, 10, 1, 1]]);
  });

  it('goes by the last drop of the period, or by each', () => {
    const rows = [
      row('a', '2026-01-01', '2026-03-05', because('first', 20)),
      row('a', '2026-03-10', '2026-03-20', because('second')),
    ];
    expect(told(rows)).toEqual([['second', 1, 20, 1, 1]]);
    expect(told(rows, event)).toEqual([
      ['first', 1, 20, 1, 2],
      ['second', 1, 10, 1, 2],
    ]);
  });

  it('orders by customers, MRR, and name', () => {
    const rows = ['b', 'a', 'B'].map((reason) => row(reason, '2026-01-01', '2026-03-10', because(reason)));
    expect(told([...rows, row('z', '2026-01-01', '2026-03-10', because('z', 11))]).map(([key]) => key)).toEqual([
      ...['z', 'B', 'a', 'b'],
    ]);
    expect(told([])).toEqual([]);
  });
});

describe('involuntary churn, by hand', () => {
  const rate = (rows: readonly Row[], policy: Policy = {}): number[] => {
    const { numerator, denominator } = involuntaryChurnRate(rows, march, policy);
    return [numerator, denominator];
  };
  const unpaid: Partial<Row> = { pastDue: [{ start: '2026-03-02' }] };
  const involuntary: Partial<Row> = { churnType: 'involuntary' };
  const stays = row('z', '2026-01-01', null);

  it.each<[string, Row, Policy, number]>([
    ['the grace is over', row('a', '2026-01-01', null, unpaid), { pastDueGraceDays: 7 }, 1],
    [
      'whatever the row says',
      row('a', '2026-01-01', null, { ...unpaid, churnType: 'voluntary' }),
      { pastDueGraceDays: 7 },
      1,
    ],
    ['it ends at its end', row('a', '2026-01-01', '2026-03-10', involuntary), {}, 1],
    ['it says nothing of its end', row('a', '2026-01-01', '2026-03-10'), {}, 0],
    ['it ends as the grace does', row('a', '2026-01-01', '2026-03-09', unpaid), { pastDueGraceDays: 7 }, 0],
    [
      'it ends by request',
      row('a', '2026-01-01', null, { ...involuntary, cancelRequestedAt: '2026-03-10' }),
      { churnAt: 'cancelRequest' },
      1,
    ],
    ['it pauses', row('a', '2026-01-01', null, { ...involuntary, pauses: [{ start: '2026-03-10' }] }), {}, 0],
    [
      'it pauses as the grace ends',
      row('a', '2026-01-01', null, { ...unpaid, pauses: [{ start: '2026-03-09' }] }),
      { pastDueGraceDays: 7 },
      0,
    ],
  ])('%s', (_, churned, policy, expected) => {
    expect(rate([churned, stays], policy)).toEqual([expected, 2]);
    expect(rate([churned, stays], { ...policy, movements: 'event', freePlans: 'include' })).toEqual([expected, 2]);
  });

  it('is judged by the last drop, and not at all where the customer is back', () => {
    const first = row('a', '2026-01-01', '2026-03-05', involuntary);
    expect(rate([first, row('a', '2026-03-10', '2026-03-20')])).toEqual([0, 1]);
    expect(rate([first, row('a', '2026-03-10', null)], event)).toEqual([0, 1]);
    expect(involuntaryChurnRate([], march)).toEqual({ value: null, numerator: 0, denominator: 0 });
  });
});

describe('win-back, by hand', () => {
  const rows = [
    row('a', '2025-01-01', '2026-01-10'), // back, and stays
    row('a', '2026-03-05', null),
    row('b', '2025-01-01', '2025-06-01'), // gone
    row('c', '2025-01-01', '2026-02-20'), // back, and gone again
    row('c', '2026-03-05', '2026-03-10'),
    row('d', '2026-03-05', null), // never here before
    row('e', '2025-01-01', '2026-03-01'), // leaves in March
    row('f', '2025-01-01', '2026-02-01', { amount: 0 }), // never paid
  ];

  it.each([
    [null, 1, 3],
    [50, 1, 2], // 50 days after 10 January is 1 March
    [49, 0, 1],
    [0, 0, 0],
  ])('lapsed within %s days', (lapsedWithinDays, numerator, denominator) => {
    const value = denominator === 0 ? null : numerator / denominator;
    expect(winBackRate(rows, march, { lapsedWithinDays })).toEqual({ value, numerator, denominator });
  });
});

const currencies = ['USD', 'EUR', 'JPY'];

describe.each<[string, fc.Arbitrary<Scenario>]>([
  ['rows apart', scenarioArbitrary()],
  ['rows apart, several currencies', scenarioArbitrary({ currencies })],
  ['changes', changesArbitrary()],
  ['changes, several currencies', changesArbitrary(currencies)],
])('churn, %s', (_, scenarios) => {
  it('by key sums to the customers and the MRR that churned', () => {
    fc.assert(
      fc.property(scenarios, ({ rows, periods, policy }) => {
        for (const period of periods) {
          const parts = exactChurnBreakdown(rows, period, ({ plan }) => plan, policy);
          const { churned } = customerMovements(rows, period, policy);
          expect(parts.reduce((count, part) => count + part.customers, 0)).toBe(churned);
          const { churn } = exactMrrMovements(rows, period, policy);
          expect(toFraction(sum(parts.map((part) => part.mrr)))).toBe(toFraction(churn));
          for (const { customers, share } of parts)
            expect(share).toMatchObject({ numerator: customers, denominator: churned });
        }
      }),
      propertyRuns(75),
    );
  });

  it('involuntary is part of what was lost, won back part of what had been', () => {
    fc.assert(
      fc.property(scenarios, fc.constantFrom(null, 0, 31), ({ rows, periods, policy }, days) => {
        for (const period of periods) {
          const net = customerMovements(rows, period, { ...policy, freePlans: 'exclude', movements: 'net' });
          const rate = involuntaryChurnRate(rows, period, policy);
          expect(rate.denominator).toBe(net.opening);
          expect(rate.numerator).toBeLessThanOrEqual(net.churned);
          const all = winBackRate(rows, period, policy);
          const recent = winBackRate(rows, period, { ...policy, lapsedWithinDays: days });
          expect(all.numerator).toBeLessThanOrEqual(all.denominator);
          expect(recent.numerator).toBeLessThanOrEqual(all.numerator);
          expect(recent.denominator).toBeLessThanOrEqual(all.denominator);
        }
      }),
      propertyRuns(75),
    );
  });
});
