import { ledger, month, mrr, mrrMovements, type Subscription } from 'tenure';
import { expect, test } from 'vitest';

test('a million rows of 49.99 are a sum without an error', () => {
  const rows = Array.from({ length: 1_000_000 }, (_, i): Subscription => {
    return { customerId: `c${i}`, start: '2026-01-01', amount: 49.99, interval: 'month' };
  });
  const book = ledger(rows);
  expect(mrr(book, '2026-02-01')).toBe(49_990_000);
  expect(mrrMovements(book, month('2026-01')).new).toBe(49_990_000);
});
