import { ledgerFromColumns, month, mrr, mrrMovements } from 'tenure';
import { expect, test } from 'vitest';

test('a million rows of 49.99 are a sum without an error', () => {
  const customerId = Int32Array.from({ length: 1_000_000 }, (_, i) => i % 1_000);
  const start = new Float64Array(1_000_000).fill(Date.UTC(2026, 0, 1));
  const amount = new Float64Array(1_000_000).fill(49.99);
  const book = ledgerFromColumns({ customerId, start, amount, interval: 'month' });
  expect(mrr(book, '2026-02-01')).toBe(49_990_000);
  expect(mrrMovements(book, month('2026-01')).new).toBe(49_990_000);
});
