import { day, ledger, mergeMovements, mrr, mrrMovements, type Policy, type Subscription } from 'tenure';
import { describe, expect, test } from 'vitest';
import { caught, keysOf } from '../../support/caught.ts';

const rows: Subscription[] = [
  { customerId: 'ada', start: '2026-01-01', amount: 10, interval: 'month', currency: 'EUR' },
  { customerId: 'ben', start: '2026-01-01', amount: 20, interval: 'month', currency: 'GBP' },
];
const today = day('2026-03-01');
const of = (exchangeRates: Policy['exchangeRates']): Policy => ({ currency: 'USD', exchangeRates });

describe('a table of exchange rates is told from another', () => {
  const book = ledger(rows, of({ EUR: 1.1, GBP: { '2026-03': '5/4' } }));

  test.each<[string, Policy['exchangeRates']]>([
    ['by one exchange rate', { EUR: 1.2, GBP: { '2026-03': '5/4' } }],
    ['by that of a month', { EUR: 1.1, GBP: { '2026-03': 1.3 } }],
    ['by its month', { EUR: 1.1, GBP: { '2026-04': '5/4' } }],
    ['by the currency it is for', { GBP: 1.1, EUR: { '2026-03': '5/4' } }],
    ['by one for all months', { EUR: 1.1, GBP: '5/4' }],
    ['by what it leaves out', { EUR: 1.1 }],
  ])('%s', (_, other) => {
    expect(caught(() => mrr(book, today, of(other)))).toMatchObject({
      code: 'CONFLICTING_POLICY',
      path: keysOf('policy.exchangeRates'),
    });
  });

  test('and not by its order, or how the exchange rates are written', () => {
    expect(mrr(book, today, of({ GBP: { '2026-03': 1.25 }, EUR: '11/10' }))).toBe(36);
  });

  test('statements under two of them do not merge', () => {
    const statement = (rate: number) => mrrMovements(rows, today, of({ EUR: rate, GBP: 1.25 }));
    expect(mergeMovements([statement(1.1), statement(1.1)]).closing).toBe(72);
    expect(caught(() => mergeMovements([statement(1.1), statement(1.2)]))).toMatchObject({
      code: 'CONFLICTING_POLICY',
    });
  });
});

test('a currency that has no exchange rate is named, and handed back', () => {
  expect(caught(() => ledger(rows, of({ EUR: 1.1 })))).toMatchObject({
    code: 'MIXED_CURRENCIES',
    path: keysOf('subscriptions[1].currency'),
    received: 'GBP',
    message:
      "subscriptions[1].currency must be policy.currency or have an exchange rate in policy.exchangeRates; received 'GBP'",
  });
});
