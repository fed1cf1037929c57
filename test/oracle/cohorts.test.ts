import { describe, expect, it } from 'vitest';
import { type CohortOptions, exactCohorts, retentionCohorts } from './cohorts.ts';
import type { Row } from './types.ts';

const row = (customerId: string, start: string, end: string | null, more: Partial<Row> = {}): Row => ({
  ...{ customerId, start, end, amount: 10, interval: 'month' },
  ...more,
});

const rows = [
  row('a', '2026-01-10', null),
  row('b', '2026-01-31', '2026-02-28'), // to the last day of a month from its start
  row('c', '2026-01-20', '2026-01-25'),
  row('c', '2026-03-01', null, { amount: 7 }), // comes back to its first cohort
  row('d', '2026-03-31', null),
];

/** One line a cohort: customers, then customers at each age. */
const customers = (options: CohortOptions): unknown[][] =>
  exactCohorts(rows, options).map(({ cohort, customers, cells }) => {
    return [cohort, customers, cells.map((cell) => cell?.customers ?? null)];
  });

describe('cohorts, by hand', () => {
  it('by calendar', () => {
    expect(customers({ unit: 'month', ages: 'calendar', asOf: '2026-04-15' })).toEqual([
      // At the end of January c is gone; at the end of February b too; at the end of March c is back.
      ['2026-01', 3, [2, 1, 2]],
      ['2026-02', 0, [0, 0, null]],
      ['2026-03', 1, [1, null, null]],
    ]);
    // The end of March itself is known then.
    expect(customers({ unit: 'month', ages: 'calendar', asOf: '2026-04-01' })[0]).toEqual(['2026-01', 3, [2, 1, 2]]);
    expect(customers({ unit: 'quarter', ages: 'calendar', asOf: '2026-07-01' })).toEqual([['2026-Q1', 4, [3, 3]]]);
    expect(customers({ unit: 'year', ages: 'calendar', asOf: '2026-07-01' })).toEqual([['2026', 4, []]]);
  });

  it('by time since each began', () => {
    expect(customers({ unit: 'month', ages: 'elapsed', asOf: '2026-04-15' })).toEqual([
      // Just before 10 February, 28 February (b still pays) and 20 February; then 10, 31 and 20 March.
      ['2026-01', 3, [3, 2, 2]],
      ['2026-02', 0, [0, 0, null]],
      ['2026-03', 1, [1, null, null]],
    ]);
    expect(customers({ unit: 'month', ages: 'elapsed', asOf: '2026-02-10' })).toEqual([['2026-01', 3, [3]]]);
  });

  it('with shares, and money of its day', () => {
    const euros = [row('a', '2026-01-10', null, { currency: 'EUR' })];
    const exchangeRates = { EUR: { '2026-01': 1, '2026-02': 2 } };
    const options: CohortOptions = {
      unit: 'month',
      ages: 'elapsed',
      asOf: '2026-03-01',
      currency: 'USD',
      exchangeRates,
    };
    const { cohorts, cells: lines } = retentionCohorts(euros, options);
    expect(cohorts).toMatchObject([{ cohort: '2026-01', size: 1, mrr: 10 }]);
    expect(lines).toEqual([
      {
        cohort: '2026-01',
        age: 0,
        size: 1,
        retained: 1,
        retention: 1,
        mrr: 10,
        mrrRetention: 1,
        grossMrr: 10,
        grossMrrRetention: 1,
      },
      {
        cohort: '2026-01',
        age: 1,
        size: 1,
        retained: 1,
        retention: 1,
        mrr: 20,
        mrrRetention: 2,
        grossMrr: 20,
        grossMrrRetention: 2,
      },
    ]);
  });

  it('capped for each at what it paid first', () => {
    const more = [
      row('a', '2026-01-10', '2026-02-10'),
      row('a', '2026-02-10', null, { amount: 25 }), // 10 of 25
      row('b', '2026-01-20', '2026-02-20', { amount: 20 }), // gone
      row('c', '2026-01-25', '2026-02-05', { amount: 30 }),
      row('c', '2026-02-05', null, { amount: 12 }), // 12 of 12
    ];
    const { cells: lines } = retentionCohorts(more, { unit: 'month', ages: 'calendar', asOf: '2026-03-01' });
    expect(lines.map(({ mrr, grossMrr, grossMrrRetention }) => [mrr, grossMrr, grossMrrRetention])).toEqual([
      [60, 60, 1],
      [37, 22, 22 / 60],
    ]);
  });

  it('of nobody', () => {
    expect(retentionCohorts(rows, { unit: 'month', ages: 'calendar', asOf: '2026-01-10' })).toEqual({
      cohorts: [],
      cells: [],
    });
  });
});
