import { ledger, realizedLifetimeValue, type Subscription } from 'tenure';
import { describe, expect, test } from 'vitest';
import { keysOf, refusal } from '../support/caught.ts';

const row = (fields: Partial<Subscription>): Subscription => ({
  customerId: 'ada',
  start: '2026-01-01',
  end: '2026-03-01',
  amount: 31,
  interval: 'month',
  ...fields,
});
const total = (rows: readonly Subscription[], asOf = '2027-01-01', policy = {}) =>
  realizedLifetimeValue(rows, asOf, policy).total;

describe('MRR accrues', () => {
  test('a month at 31 is 31, be it long or short', () => {
    expect(total([row({ end: '2026-02-01' })])).toBe(31);
    expect(total([row({ start: '2026-02-01' })])).toBe(31);
    expect(total([row({ start: '2024-02-01', end: '2024-03-01' })])).toBe(31);
  });

  test('a part of a month is its share of the days of that month', () => {
    expect(total([row({ start: '2026-01-30', end: '2026-01-31' })])).toBe(1);
    // 2 of 31 days of January, and 14 of 28 of February.
    expect(total([row({ start: '2026-01-30', end: '2026-02-15' })])).toBe(17.5);
    expect(total([row({ start: '2026-01-31T12:00:00Z', end: '2026-02-01' })])).toBe(0.5);
  });

  test('by the days of the zone: the hour that spring takes is no part of a day', () => {
    // 29 March 2026 in Berlin has 23 hours.
    const policy = { timeZone: 'Europe/Berlin' };
    expect(total([row({ start: '2026-03-29', end: '2026-03-30' })], '2027-01-01', policy)).toBe(1);
    expect(total([row({ start: '2026-03-28T23:00:00Z', end: '2026-03-29T10:30:00Z' })], '2027-01-01', policy)).toBe(
      0.5,
    );
  });

  test('through every return, and not while nothing is paid', () => {
    const pauses = [{ start: '2026-02-01', end: '2026-03-01' }];
    expect(
      total([row({ pauses, end: '2026-04-01' }), row({ start: '2026-06-01', end: '2026-07-01', amount: 10 })]),
    ).toBe(72);
  });

  test('in other currencies at the rate of each month', () => {
    const exchangeRates = { EUR: { '2026-01': 2, '2026-02': 3 } };
    const eur = row({ start: '2026-01-30', end: '2026-02-15', currency: 'EUR' });
    expect(total([eur], '2027-01-01', { currency: 'USD', exchangeRates })).toBe(2 * 2 + 15.5 * 3);
  });

  test('exactly: a third of a cent, three thousand times over', () => {
    const rows = Array.from({ length: 3000 }, (_, i) =>
      row({ customerId: `c${i}`, end: '2026-02-01', amount: '1/300' }),
    );
    expect(total(rows)).toBe(10);
  });
});

describe('who has left', () => {
  const rows = [
    row({ customerId: 'early', end: '2026-02-01' }),
    row({ customerId: 'late' }),
    row({ customerId: 'here', end: null }),
  ];

  test.each([
    ['2026-02-01', 0],
    ['2026-02-01T00:00:00.001Z', 1],
    ['2026-03-01', 1],
    ['2026-03-02', 2],
  ])('before %s: %i', (asOf, customers) => {
    expect(realizedLifetimeValue(rows, asOf).count).toBe(customers);
    expect(realizedLifetimeValue(ledger(rows), asOf).count).toBe(customers);
  });

  test('is not who came back', () => {
    const back = [...rows, row({ customerId: 'early', start: '2026-05-01', end: null })];
    expect(realizedLifetimeValue(back, '2026-05-01').total).toBe(93);
    expect(realizedLifetimeValue(back, '2026-05-02').total).toBe(62);
  });

  test('nobody: no mean, no median', () => {
    expect(realizedLifetimeValue([], '2026-01-01')).toEqual({
      count: 0,
      total: 0,
      mean: null,
      median: null,
      quantiles: [0.1, 0.25, 0.5, 0.75, 0.9].map((p) => ({ p, value: null })),
    });
  });
});

test('mean and quantiles of type 7: 10, 20, 30, 100', () => {
  const rows = [100, 20, 10, 30].map((amount, i) => row({ customerId: `c${i}`, end: '2026-02-01', amount }));
  // Places 0.3, 0.75, 1.5, 2.25 and 2.7 among the four.
  expect(realizedLifetimeValue(rows, '2027-01-01')).toEqual({
    count: 4,
    total: 160,
    mean: 40,
    median: 25,
    quantiles: [
      { p: 0.1, value: 13 },
      { p: 0.25, value: 17.5 },
      { p: 0.5, value: 25 },
      { p: 0.75, value: 47.5 },
      { p: 0.9, value: 79 },
    ],
  });
});

test('bad input', () => {
  expect(refusal(() => realizedLifetimeValue([], 'soon'))).toMatchObject({
    code: 'INVALID_INSTANT',
    path: keysOf('asOf'),
  });
  expect(refusal(() => realizedLifetimeValue([], '2026-01-01', { grains: 1 } as never))).toMatchObject({
    code: 'UNKNOWN_KEY',
  });
  const rows = [row({ currency: 'EUR' }), row({ currency: 'USD' })];
  expect(refusal(() => realizedLifetimeValue(rows, '2026-01-01'))).toMatchObject({ code: 'MIXED_CURRENCIES' });
});
