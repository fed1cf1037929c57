import {
  arpa,
  arr,
  customerChurnRate,
  customerCount,
  customerMovements,
  customerRetentionRate,
  month,
  months,
  mrr,
  mrrMovements,
  mrrMovementsBy,
  type Policy,
  type Subscription,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { caught, keysOf } from '../support/caught.ts';

// Only the rate of March is known, as on the last day of the first month that is reported.
const policy: Policy = { currency: 'USD', exchangeRates: { EUR: { '2026-03': '1.1' } } };
const euros: Subscription = {
  customerId: 'ada',
  start: '2026-01-01',
  amount: 100,
  interval: 'month',
  currency: 'EUR',
};
const march = month('2026-03');

describe.each<[string, Subscription[], number]>([
  ['a customer', [euros], 110],
  [
    'one who is summed in BigInt',
    [euros, { ...euros, amount: '1/4503599627370497' }, { ...euros, amount: 1e6 }],
    1100110,
  ],
  ['one who pays in two currencies', [euros, { ...euros, amount: 5, currency: 'USD' }], 115],
])('of %s', (_, rows, expected) => {
  test('what holds at one time needs the rate of that time alone', () => {
    for (const at of [march, '2026-03-01', '2026-03-15', '2026-03-31T23:59:59.999Z']) {
      expect(mrr(rows, at, policy)).toBeCloseTo(expected, 9);
      expect(arr(rows, at, policy)).toBeCloseTo(expected * 12, 9);
      expect(arpa(rows, at, policy).value).toBeCloseTo(expected, 9);
    }
    for (const at of [month('2026-02'), '2026-02-28', '2026-04-01']) {
      expect(caught(() => mrr(rows, at, policy))).toMatchObject({ code: 'MISSING_EXCHANGE_RATE' });
    }
  });

  test('a bridge needs those of its opening and of its closing', () => {
    expect(caught(() => mrrMovements(rows, march, policy))).toMatchObject({
      code: 'MISSING_EXCHANGE_RATE',
      path: keysOf('policy.exchangeRates.EUR.2026-02'),
    });
  });

  test('customers are counted without any', () => {
    const counts = customerMovements(rows, months('2025-12', '2026-02'), policy);
    expect(counts.map(({ opening, new: joined, closing }) => [opening, joined, closing])).toEqual([
      [0, 0, 0],
      [0, 1, 1],
      [1, 0, 1],
    ]);
    expect(customerCount(rows, '2026-02-15', policy)).toBe(1);
    expect(customerRetentionRate(rows, month('2026-02'), policy).value).toBe(1);
    expect(customerChurnRate(rows, month('2026-02'), { ...policy, movements: 'event' }).value).toBe(0);
  });
});

test('a customer who changes the currency at a time without rates stays one', () => {
  const moved = [
    { ...euros, end: '2026-02-10' },
    { ...euros, start: '2026-02-10', end: '2026-02-20', currency: 'USD' },
    { ...euros, start: '2026-02-25', currency: 'USD' },
  ];
  for (const movements of ['net', 'event'] as const) {
    expect(customerMovements(moved, month('2026-02'), { ...policy, movements })).toMatchObject({
      opening: 1,
      new: 0,
      churned: movements === 'net' ? 0 : 1,
      reactivated: movements === 'net' ? 0 : 1,
      closing: 1,
      retained: 1,
    });
  }
});

test('currencies that nobody pays in at the time need no rate', () => {
  const rows: Subscription[] = [
    { ...euros, start: '2026-03-05' },
    { ...euros, customerId: 'ben', amount: 7, currency: 'USD' },
  ];
  expect(mrr(rows, '2026-02-15', policy)).toBe(7);
  expect(mrr(rows, '2026-03-15', policy)).toBe(117);
  const free = [{ ...euros, amount: 0 }, ...rows.slice(1)];
  expect(mrrMovementsBy(free, month('2026-02'), ({ currency }) => currency, policy)).toMatchObject([
    { key: 'EUR', opening: 0, closing: 0 },
    { key: 'USD', opening: 7, closing: 7 },
  ]);
});
