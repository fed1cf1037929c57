import { customerCount, customerMovements, days, month, mrrMovements, type Policy, type Subscription } from 'tenure';
import { describe, expect, test } from 'vitest';

const row = (start: number, end: number | null, amount: number, more: Partial<Subscription> = {}): Subscription => ({
  customerId: 'ada',
  start: Date.UTC(2026, 2, start),
  end: end === null ? null : Date.UTC(2026, 2, end),
  amount,
  interval: 'month',
  ...more,
});
const week = days('2026-03-01', '2026-03-09');

/** Whether ada is a customer, from 1 to 9 March. */
function customerOn(rows: readonly Subscription[], policy: Policy = {}): string {
  return week.map(({ start }) => customerCount(rows, start, { freePlans: 'include', ...policy })).join('');
}

describe('a customer is whoever has a plan, paid or free', () => {
  test.each<[what: string, rows: Subscription[], on: string]>([
    ['a free plan', [row(2, 5, 0)], '011100000'],
    ['one that is still running', [row(4, null, 0)], '000111111'],
    ['a paid one', [row(2, 5, 10)], '011100000'],
    ['a free one, then a paid one', [row(2, 5, 0), row(5, 8, 10)], '011111100'],
    ['a paid one, then a free one', [row(2, 5, 10), row(5, 8, 0)], '011111100'],
    ['a free one, and later another', [row(2, 4, 0), row(6, 8, 0)], '011001100'],
    ['a paid one within a free one', [row(2, 8, 0), row(4, 6, 10)], '011111100'],
    ['a free one that outlasts a paid one', [row(2, 5, 10), row(3, 7, 0)], '011111000'],
    ['two free ones that overlap', [row(2, 5, 0), row(3, 7, 0)], '011111000'],
    ['a price that is discounted away', [row(2, 5, 10, { discount: { percent: 100 } })], '011100000'],
  ])('%s', (_, rows, on) => {
    expect(customerOn(rows)).toBe(on);
    expect(customerOn([...rows].reverse())).toBe(on);
    const byDay = customerMovements(rows, week, { freePlans: 'include' });
    expect(byDay.map(({ closing }) => closing).join('')).toBe(on);
  });

  test('a gap that is no churn leaves the customer one, also between a paid plan and the next', () => {
    const rows = [row(2, 4, 10), row(6, 8, 10)];
    expect(customerOn(rows)).toBe('011001100');
    expect(customerOn(rows, { churnGraceDays: 30, asOf: '2026-04-01' })).toBe('011111100');
    const withFree = [...rows, row(7, 9, 0)];
    expect(customerOn(withFree, { churnGraceDays: 30, asOf: '2026-04-01' })).toBe('011111110');
  });

  test('nor does a pause of a paid plan take a free one away', () => {
    const paused = row(2, 8, 10, { pauses: [{ start: Date.UTC(2026, 2, 4), end: Date.UTC(2026, 2, 6) }] });
    expect(customerOn([paused])).toBe('011001100');
    expect(customerOn([paused, row(3, 6, 0)])).toBe('011111100');
  });

  test('counts follow, and amounts do not: an upgrade from a free plan is new money of a retained customer', () => {
    const rows = [row(-30, 5, 0), row(5, null, 10)];
    const march = month('2026-03');
    const policy: Policy = { freePlans: 'include' };
    expect(customerMovements(rows, march, policy)).toMatchObject({ opening: 1, new: 0, churned: 0, closing: 1 });
    expect(mrrMovements(rows, march, policy)).toMatchObject({ opening: 0, new: 10, closing: 10 });
    expect(customerMovements(rows, march)).toMatchObject({ opening: 0, new: 1, closing: 1 });
  });

  test('sums in BigInt, and of two currencies, are paid too', () => {
    const slivers = [row(2, 5, 1000), row(2, 5, 0, { amount: '1/4503599627370497' }), row(5, 7, 0)];
    expect(customerOn(slivers)).toBe('011111000');
    const currencies = [row(2, 5, 10, { currency: 'EUR' }), row(4, 7, 10, { currency: 'USD' })];
    expect(customerOn(currencies, { currency: 'EUR', exchangeRates: { USD: 2 } })).toBe('011111000');
  });
});
