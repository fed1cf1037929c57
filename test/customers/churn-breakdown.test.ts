import { churnBreakdown, month, type Period, type Subscription, winBackRate } from 'tenure';
import { describe, expect, test } from 'vitest';
import { caught } from '../support/caught.ts';

const march = month('2026-03');
const row = (customerId: string, churnReason: string, fields: Partial<Subscription> = {}): Subscription => ({
  customerId,
  start: '2026-01-01',
  end: '2026-03-10',
  amount: 10,
  interval: 'month',
  churnReason,
  ...fields,
});
const told = (rows: Subscription[], period: Period = march) =>
  churnBreakdown(rows, period, ({ churnReason }) => churnReason).map(({ key, customers, mrr, share }) => [
    key,
    customers,
    mrr,
    share.numerator,
    share.denominator,
  ]);

describe('churn by reason', () => {
  test('counts the customers who left, and the MRR that went', () => {
    const rows = [
      row('ada', 'price', { amount: 100, interval: 'year' }),
      row('ben', 'price', { amount: 50, interval: 'year' }),
      row('cem', 'moved', { amount: 19.99 }),
      row('dia', 'stayed', { end: null }),
      row('eve', 'came and went', { start: '2026-03-02' }),
      row('fay', 'went earlier', { end: '2026-02-10' }),
    ];
    expect(told(rows)).toEqual([
      ['price', 2, 12.5, 2, 3],
      ['moved', 1, 19.99, 1, 3],
    ]);
  });

  test('is in order of customers, then of MRR, then of the key as text, whatever the order of the rows', () => {
    const rows = [
      row('ada', 'b', { amount: 5 }),
      row('ben', 'a', { amount: 5 }),
      row('cem', 'c', { amount: 5 }),
      row('dia', 'large', { amount: 20 }),
      row('eve', 'many', { amount: 1 }),
      row('fay', 'many', { amount: 1 }),
    ];
    const keys = ['many', 'large', 'a', 'b', 'c'];
    expect(told(rows).map(([key]) => key)).toEqual(keys);
    expect(told([...rows].reverse()).map(([key]) => key)).toEqual(keys);
  });

  test('of nobody is empty', () => {
    expect(told([])).toEqual([]);
    expect(told([row('ada', 'stayed', { end: null })])).toEqual([]);
  });

  test('books every churn of the period, or the net one', () => {
    const twice = [row('ada', 'first', { end: '2026-03-05' }), row('ada', 'second', { start: '2026-03-08' })];
    const by = (movements: 'net' | 'event') =>
      churnBreakdown(twice, march, ({ churnReason }) => churnReason, { movements }).map(({ key }) => key);
    expect(by('net')).toEqual(['second']);
    expect(by('event')).toEqual(['first', 'second']);
  });

  test('goes by the paid row that ended last, not by a free one beside it', () => {
    const rows = [row('ada', 'free', { amount: 0, start: '2026-02-01' }), row('ada', 'paid')];
    expect(told(rows)).toEqual([['paid', 1, 10, 1, 1]]);
  });

  test('goes by what a row brought in, in one currency and by the opening rate', () => {
    const rows = [
      row('ada', 'dollars', { amount: 10, currency: 'USD' }),
      row('ada', 'euros', { amount: 9, currency: 'EUR' }),
    ];
    const exchangeRates = { EUR: { '2026-02': 1.2, '2026-03': 1 } };
    const policy = { currency: 'USD', exchangeRates };
    expect(churnBreakdown(rows, march, ({ churnReason }) => churnReason, policy)).toMatchObject([
      { key: 'euros', mrr: 20.8 },
    ]);
  });

  test('needs a function to tell reasons by', () => {
    expect(caught(() => churnBreakdown([], march, 'churnReason' as never))).toMatchObject({
      code: 'INVALID_TYPE',
      message: "keyOf must be a function from a row to its key; received 'churnReason'",
    });
  });
});

test('win-back counts at the end of the period, and days back from its start by the calendar of its zone', () => {
  const rows = [
    row('ada', 'left', { end: '2026-02-01' }),
    row('ada', 'back and gone again', { start: '2026-03-05', end: '2026-03-20' }),
    row('ben', 'left', { end: '2026-02-01' }),
    row('ben', 'back to stay', { start: '2026-03-05', end: null }),
    row('cem', 'never left', { end: null }),
    row('dia', 'not there yet', { start: '2026-03-05', end: null }),
  ];
  expect(winBackRate(rows, march)).toEqual({ value: 0.5, numerator: 1, denominator: 2 });
  expect(winBackRate(rows, march, { lapsedWithinDays: null }).denominator).toBe(2);
  expect(winBackRate(rows, march, { lapsedWithinDays: 0 }).denominator).toBe(0);
  // Gone on the first instant of March is lapsed by no day.
  const first = [row('ada', 'left', { end: '2026-02-28T23:59:59.999Z' })];
  expect(winBackRate(first, march, { lapsedWithinDays: 0 }).denominator).toBe(0);
  expect(winBackRate(first, march, { lapsedWithinDays: 1 }).denominator).toBe(1);
});
