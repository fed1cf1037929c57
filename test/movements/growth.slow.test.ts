import { ledger, month, mrrMovementsByCustomer, type Subscription } from 'tenure';
import { expect, test } from 'vitest';
import { growth } from '../support/growth.ts';
import { row } from '../support/row.ts';

test('causes: a customer with many changes costs no more than they do', () => {
  const prepare = (count: number) => {
    const rows = Array.from({ length: count }, (_, i): Subscription => {
      const start = Date.UTC(2026, 2, 1) + i * 60_000;
      return row({ subscriptionId: 's', start, end: start + 60_000, amount: 10 + ((i * 7) % 13) });
    });
    const book = ledger(rows);
    return () => mrrMovementsByCustomer(book, month('2026-03'), { causes: 'include', movements: 'event' });
  };
  expect(growth(prepare, 250)).toBeLessThan(1.6);
});
