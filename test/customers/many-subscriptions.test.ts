import {
  day,
  days,
  ledger,
  renewalRate,
  revenueRenewalRate,
  type Subscription,
  trialConversionRate,
  year,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { doublingRatio } from '../support/doubling.ts';

const each = { weightedBy: 'opportunities' } as const;

describe('a day that the zone skipped is no due date of its own', () => {
  test.each<[string, string, string, string]>([
    ['Pacific/Apia', '2011-12-20', '2011-12-29', '2012-01-01'],
    ['Pacific/Kwajalein', '1993-08-10', '1993-08-19', '1993-08-24'],
    ['Pacific/Kiritimati', '1994-12-20', '1994-12-29', '1995-01-03'],
  ])('%s', (timeZone, start, first, last) => {
    for (const time of ['', 'T12:00:00Z']) {
      const rows: Subscription[] = [{ customerId: 'ada', start: start + time, amount: 1, interval: 'day' }];
      const list = days(first, last, { timeZone });
      // One due date a day that there was, and as many in the days together.
      const due = renewalRate(rows, list, each).map(({ denominator }) => denominator);
      expect(due).toEqual(list.map(() => 1));
      const revenue = revenueRenewalRate(rows, list).map(({ net }) => net.denominator > 0);
      expect(revenue).toEqual(list.map(() => true));
    }
  });

  test('nor does a term begin on it', () => {
    const timeZone = 'Pacific/Apia';
    const rows: Subscription[] = [
      { customerId: 'ada', start: '2011-12-20', end: '2011-12-31', amount: 1, interval: 'day' },
      { customerId: 'ada', start: '2011-12-29T12:00:00Z', amount: 1, interval: 'day' },
    ];
    // The other one was first paid within the term that ends on the 31st, which began on the 29th.
    expect(revenueRenewalRate(rows, day('2011-12-31', { timeZone })).net.value).toBe(1);
  });
});

/** One customer with this many yearly subscriptions, begun and ended one after another within a year. */
function yearly(count: number, fields: Partial<Subscription> = {}): Subscription[] {
  const ms = 31_536_000_000 / count;
  return Array.from({ length: count }, (_, i): Subscription => {
    const start = Date.UTC(2025, 0, 1) + Math.floor(i * ms);
    return { customerId: 'ada', start, end: start + 31_536_000_000, amount: 10 + (i % 7), interval: 'year', ...fields };
  });
}

const trials = (count: number): Subscription[] =>
  yearly(count).map((row) => ({ ...row, trialEnd: (row.start as number) + 40 * 86_400_000 }));

// Three hundred times as long for sixteen times as many, before; 8,000 took from 11 to 70 seconds.
describe('one customer with many subscriptions costs no more than they do', () => {
  test.each<[string, (rows: readonly Subscription[]) => unknown]>([
    ['revenueRenewalRate, all lapsed', (rows) => revenueRenewalRate(rows, year('2026'), { graceDays: 30 })],
    ['renewalRate', (rows) => renewalRate(rows, year('2026'))],
  ])('%s', (_, run) => {
    expect(
      doublingRatio(
        500,
        (count) => ledger(yearly(count)),
        (book) => run(book as never),
      ),
    ).toBeLessThan(3);
  });

  test.each<[string, (rows: readonly Subscription[]) => unknown]>([
    ['trialConversionRate', (rows) => trialConversionRate(rows, year('2025'))],
    ['renewalRate with trials', (rows) => renewalRate(rows, year('2025'), { trialConversions: 'include' })],
  ])('%s', (_, run) => {
    expect(
      doublingRatio(
        1500,
        (count) => ledger(trials(count)),
        (book) => run(book as never),
      ),
    ).toBeLessThan(3);
  });

  test('trials of one subscription', () => {
    const book = (count: number) => ledger(trials(count).map((row) => ({ ...row, subscriptionId: 's' })));
    expect(doublingRatio(1500, book, (one) => trialConversionRate(one, year('2025')))).toBeLessThan(3);
  });
});
