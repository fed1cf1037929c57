import Decimal from 'decimal.js';
import { arpa, arr, month, mrr, type Subscription } from 'tenure';
import { describe, expect, test } from 'vitest';

const rows: Subscription[] = [
  { customerId: 'ada', start: '2026-01-01', amount: 100, interval: 'year' },
  { customerId: 'ben', start: '2026-03-15', amount: 19.99, interval: 'month' },
];

describe('annual recurring revenue', () => {
  test('is twelve times the exact MRR, not twelve times the rounded one', () => {
    expect(mrr(rows, '2026-02-01')).toBe(8.333333333333334);
    expect(arr(rows, '2026-02-01')).toBe(100);
    expect(arr(rows, month('2026-03'))).toBe(339.88);
  });

  test('comes in the form of money asked for', () => {
    expect(arr(rows, month('2026-03'), { money: 'fraction' })).toBe('8497/25');
    expect(arr(rows, month('2026-03'), { money: Decimal }).toFixed()).toBe('339.88');
  });

  test('of nobody is nothing, while a customer’s average of it is null', () => {
    expect(arr(rows, '2025-12-31')).toBe(0);
    expect(arpa(rows, '2025-12-31')).toEqual({ value: null, numerator: 0, denominator: 0 });
    expect(arpa(rows, month('2026-03')).denominator).toBe(2);
  });
});
