import { type InvoiceLine, subscriptionsFromInvoices } from 'tenure/invoices';
import { describe, expect, test } from 'vitest';
import { growth } from '../support/growth.ts';

describe('sixteen times as many lines take some sixteen times as long', () => {
  const monthly = (customerId: string, place: number, more: Partial<InvoiceLine> = {}): InvoiceLine => {
    const month = new Date(Date.UTC(2000, place, 1));
    const next = new Date(Date.UTC(2000, place + 1, 1));
    return { customerId, amount: 100 + (place % 3), serviceStart: month, serviceEnd: next, ...more };
  };
  const shapes: [name: string, lineAt: (place: number) => InvoiceLine][] = [
    ['many customers, with credits', (i) => monthly(`c${i >> 3}`, i & 7, (i & 7) === 7 ? { amount: -5, ...span } : {})],
    ['one customer', (i) => monthly('ada', i % 6000)],
    ['one customer, every fifth line a credit', (i) => monthly('ada', i % 6000, i % 5 === 0 ? { amount: -1 } : {})],
    ['many subscriptions in one month', (i) => monthly('ada', 0, { subscriptionId: `s${i}` })],
    ['one subscription, all in one month', (i) => monthly('ada', 0, { amount: i })],
    ['bills and credits of them', (i) => monthly('ada', i >> 1, { amount: i % 2 === 0 ? 10 : -10 })],
  ];
  const span = { serviceStart: new Date(Date.UTC(2000, 2, 1)), serviceEnd: new Date(Date.UTC(2000, 3, 1)) };

  test.each(shapes)('%s', (_, lineAt) => {
    const prepare = (count: number) => {
      const lines = Array.from({ length: count }, (_line, place) => lineAt(place));
      return () => subscriptionsFromInvoices(lines, { serviceEnd: 'exclusive' });
    };
    expect(growth(prepare, 300)).toBeLessThan(1.5);
  });
});
