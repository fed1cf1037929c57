import {
  arr,
  customerChurnRate,
  customerCount,
  customerMovements,
  customerRetentionRate,
  days,
  month,
  months,
  mrr,
  mrrMovements,
  retentionReport,
  type Subscription,
  year,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { row } from '../support/row.ts';

const book = (count: number, fields: Partial<Subscription>) =>
  Array.from({ length: count }, (_, i) => row({ customerId: `c${i}`, ...fields }));
const at = '2026-02-01';

/** Each was seen in an existing tool; the name says which. */
describe('mistakes of other tools that are not repeated', () => {
  test('pax8-cli: terms of two and three years count neither 24 or 36 times nor once', () => {
    expect(mrr([row({ amount: 2400, interval: 'year', intervalCount: 2 })], at)).toBe(100);
    expect(mrr([row({ amount: 3600, interval: 'year', intervalCount: 3 })], at)).toBe(100);
    expect(mrr([row({ amount: 2400, interval: 'term', end: '2028-01-01' })], at)).toBe(100);
    expect(mrr([row({ amount: 3600, interval: 'term', end: '2029-01-01' })], at)).toBe(100);
  });

  test('Ghost: a year over twelve is not floored', () => {
    expect(mrr([row({ amount: 100, interval: 'year' })], at)).toBe(8.333333333333334);
  });

  test('ChartMogul: lines are not rounded to a cent: 1,000 plans of 49 a year are not 40 short', () => {
    expect(arr(book(1000, { amount: 49, interval: 'year' }), at)).toBe(49_000);
  });

  test('dbt_recurly, dbt_zuora, dbt_stripe: churn and reactivation are reachable', () => {
    const rows = [row({ end: '2026-02-10' }), row({ start: '2026-03-10' })];
    const [february, march] = mrrMovements(rows, months('2026-02', '2026-03'));
    expect(february).toMatchObject({ churn: 10, contraction: 0 });
    expect(march).toMatchObject({ reactivation: 10, new: 0, expansion: 0 });
  });

  test('dbt_stripe: today’s price is not applied to all history', () => {
    const rows = [row({ end: '2026-03-01' }), row({ start: '2026-03-01', amount: 99 })];
    expect(retentionReport(rows, months('2026-01', '2026-03')).map((line) => line.closingMrr)).toEqual([10, 10, 99]);
  });

  test('Lago: weekly MRR counts its subscribers', () => {
    expect(mrr(book(12, { amount: 3, interval: 'week' }), at)).toBe(156);
  });

  test('PostHog: churn is counted on the day on which the active customers fall', () => {
    const fortnight = days('2026-03-01', '2026-03-14');
    const rows = [...book(3, {}), row({ end: '2026-03-08' })];
    const daily = customerMovements(rows, fortnight);
    const fallen = fortnight.filter(
      (day, i) => i > 0 && customerCount(rows, day) < customerCount(rows, fortnight[i - 1] ?? day),
    );
    expect(fallen.map((day) => day.label)).toEqual(['2026-03-08']);
    expect(daily.filter((line) => line.churned > 0).map((line) => line.period.label)).toEqual(['2026-03-08']);
  });

  test('Gumroad: churn of a long range is never above 100 %', () => {
    // One customer at the start; twelve come and go during the year.
    const passing = Array.from({ length: 12 }, (_, i) => {
      const first = String(i + 1).padStart(2, '0');
      return row({ customerId: `c${i}`, start: `2026-${first}-02`, end: `2026-${first}-20` });
    });
    const rows = [row({ start: '2025-06-01', end: '2026-07-01' }), ...passing];
    for (const movements of ['net', 'event'] as const) {
      expect(customerChurnRate(rows, year('2026'), { movements })).toEqual({ value: 1, numerator: 1, denominator: 1 });
    }
  });

  test('profitable: the denominator is who was there at the start, not who survived', () => {
    const rows = [
      ...book(8, {}),
      row({ customerId: 'x', end: '2026-03-05' }),
      row({ customerId: 'y', end: '2026-03-06' }),
    ];
    expect(customerChurnRate(rows, month('2026-03'))).toEqual({ value: 0.2, numerator: 2, denominator: 10 });
    expect(customerRetentionRate(rows, month('2026-03'))).toEqual({ value: 0.8, numerator: 8, denominator: 10 });
  });

  test('published SQL with inner joins: a month without churn, or without anything, has its row', () => {
    const rows = [row({ start: '2026-02-01', end: '2026-04-01' })];
    const report = retentionReport(rows, months('2026-01', '2026-05'));
    expect(report.map((line) => [line.period, line.churnMrr, line.customerChurnRate])).toEqual([
      ['2026-01', 0, null],
      ['2026-02', 0, null],
      ['2026-03', 0, 0],
      ['2026-04', 10, 1],
      ['2026-05', 0, null],
    ]);
  });

  test('a trial that ends at 23:59 Pacific is not counted in the next month', () => {
    const pacific = { timeZone: 'America/Los_Angeles' };
    const rows = [row({ trialEnd: '2026-01-31T23:59:00-08:00' })];
    expect(mrrMovements(rows, month('2026-01', pacific)).new).toBe(10);
    expect(mrrMovements(rows, month('2026-02', pacific)).new).toBe(0);
    // Somebody who reports in UTC sees it on 1 February, because there it is.
    expect(mrrMovements(rows, month('2026-02')).new).toBe(10);
  });

  test('month boundaries are not the machine’s own', () => {
    // The suite runs in a zone west of Greenwich, where the first hours of a UTC month are still the month before.
    expect(new Date('2026-03-01T00:30:00Z').getMonth()).toBe(1);
    const rows = [row({ start: '2026-03-01T00:30:00Z' })];
    expect(mrrMovements(rows, month('2026-03')).new).toBe(10);
    expect(mrrMovements(rows, month('2026-02')).new).toBe(0);
  });

  test('Capgo: no row is dropped, past 1,000 or past any number', () => {
    for (const count of [999, 1000, 1001, 25_000]) expect(customerCount(book(count, {}), at)).toBe(count);
  });

  test('Chargebee: a one-time coupon is not given to the ledger, so it is no contraction', () => {
    const rows = [row({ amount: 100 })];
    expect(mrrMovements(rows, months('2026-01', '2026-03')).map((m) => m.contraction)).toEqual([0, 0, 0]);
    // A recurring discount is another price from the day it begins.
    const discounted = [
      row({ amount: 100, end: '2026-03-01' }),
      row({ amount: 100, start: '2026-03-01', discount: { percent: 20 } }),
    ];
    expect(mrrMovements(discounted, month('2026-03')).contraction).toBe(20);
  });
});
