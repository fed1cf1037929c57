import { describe, expect, it } from 'vitest';
import { exactAccruals, realizedLifetimeValue } from './accrual.ts';
import { toFraction } from './rational.ts';
import type { Policy, Row } from './types.ts';

const row = (customerId: string, start: string, end: string | null, more: Partial<Row> = {}): Row => ({
  ...{ customerId, start, end, amount: 10, interval: 'month' },
  ...more,
});

const accrued = (rows: readonly Row[], asOf: string, policy: Policy = {}): unknown[] =>
  exactAccruals(rows, asOf, policy).map(({ accrued, left }) => [toFraction(accrued), left]);

describe('accrued MRR, by hand', () => {
  it.each<[string, Row, string, string, boolean]>([
    ['whole months, short and long', row('a', '2026-01-01', '2026-04-01'), '2026-12-01', '30', true],
    ['half a leap February, at noon', row('a', '2024-02-15T12:00:00Z', '2024-03-01'), '2024-06-01', '5', true],
    ['15 of 29 days', row('a', '2024-02-15', '2024-03-01'), '2024-06-01', '150/29', true],
    ['half of June', row('a', '2026-06-01', null), '2026-06-16', '5', false],
    ['half of March and half of April', row('a', '2026-03-16T12:00:00Z', '2026-04-16'), '2026-06-01', '10', true],
    [
      'a yearly price',
      row('a', '2025-01-01', '2026-01-01', { interval: 'year', amount: 100 }),
      '2026-06-01',
      '100',
      true,
    ],
    ['up to asOf', row('a', '2026-01-01', '2026-04-01'), '2026-02-15', '15', false],
    ['left just then', row('a', '2026-01-01', '2026-02-01'), '2026-02-01', '10', false],
  ])('%s', (_, one, asOf, expected, left) => expect(accrued([one], asOf)).toEqual([[expected, left]]));

  it('a day counts by its own length', () => {
    // 11 of the 23 hours of 29 March, one of 31 days.
    const rows = [row('a', '2026-03-29', '2026-03-29T12:00:00+02:00', { amount: 31 * 23 })];
    expect(accrued(rows, '2026-06-01', { timeZone: 'Europe/Berlin' })).toEqual([['11', true]]);
  });

  it('gaps count where they are filled', () => {
    const rows = [row('a', '2026-06-01', '2026-06-11'), row('a', '2026-06-14', '2026-07-01')];
    expect(accrued(rows, '2026-07-01')).toEqual([['9', false]]);
    expect(accrued(rows, '2026-07-01', { churnGraceDays: 4 })).toEqual([['10', false]]);
    expect(accrued(rows, '2026-06-13', { churnGraceDays: 4 })).toEqual([['10/3', true]]);
  });

  it('each month at its own rate', () => {
    const rows = [row('a', '2026-01-16T12:00:00Z', '2026-02-15', { currency: 'EUR' })];
    const policy: Policy = { currency: 'USD', exchangeRates: { EUR: { '2026-01': 2, '2026-02': 3 } } };
    expect(accrued(rows, '2026-06-01', policy)).toEqual([['25', true]]);
  });
});

describe('realized lifetime value, by hand', () => {
  it('is of those who left', () => {
    const rows = [
      row('a', '2026-01-01', '2026-02-01'),
      row('b', '2026-01-01', '2026-05-01'),
      row('c', '2026-01-01', null),
      row('d', '2026-01-01', '2026-04-01', { amount: 0 }),
      row('e', '2026-01-01', '2026-03-01'),
      row('f', '2026-08-01', '2026-09-01'),
    ];
    expect(realizedLifetimeValue(rows, '2026-06-01')).toEqual({ count: 3, total: 70, mean: 70 / 3, median: 20 });
    expect(realizedLifetimeValue(rows, '2026-04-15')).toEqual({ count: 2, total: 30, mean: 15, median: 15 });
    expect(realizedLifetimeValue([], '2026-06-01')).toEqual({ count: 0, total: 0, mean: null, median: null });
  });
});
