import {
  type Ledger,
  ledger,
  type Period,
  period,
  renewalRate,
  revenueRenewalRate,
  type Subscription,
  trialConversionRate,
  year,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { growth } from '../support/growth.ts';

/** One customer with this many yearly subscriptions, begun and ended one after another within a year. */
function yearly(count: number, fields: Partial<Subscription> = {}): Subscription[] {
  const ms = 31_536_000_000 / count;
  return Array.from({ length: count }, (_, i): Subscription => {
    const start = Date.UTC(2025, 0, 1) + Math.floor(i * ms);
    return { customerId: 'ada', start, end: start + 31_536_000_000, amount: 10 + (i % 7), interval: 'year', ...fields };
  });
}

/** Every other one runs on, and holds the customer. */
const twoYears = (count: number): Subscription[] =>
  yearly(count).map((row, i) => (i % 2 === 0 ? row : { ...row, end: null, intervalCount: 3 }));

const trials = (count: number): Subscription[] =>
  yearly(count).map((row) => ({ ...row, trialEnd: (row.start as number) + 40 * 86_400_000 }));

// 8,000 of them took from 11 to 70 seconds.
describe('one customer with many subscriptions costs no more than they do', () => {
  test.each<[string, (count: number) => Subscription[], (book: Ledger) => unknown]>([
    ['revenueRenewalRate, all lapsed', yearly, (book) => revenueRenewalRate(book, year('2026'), { graceDays: 30 })],
    ['renewalRate', yearly, (book) => renewalRate(book, year('2026'))],
    ['renewalRate of all', twoYears, (book) => renewalRate(book, year('2026'), { due: 'all', interval: 'year' })],
    ['trialConversionRate', trials, (book) => trialConversionRate(book, year('2025'))],
    ['renewalRate with trials', trials, (book) => renewalRate(book, year('2025'), { trialConversions: 'include' })],
    ['trials of one subscription', oneSubscription, (book) => trialConversionRate(book, year('2025'))],
  ])('%s', (_, rows, run) => {
    const prepare = (count: number) => {
      const book = ledger(rows(count));
      return () => run(book);
    };
    expect(growth(prepare, 125)).toBeLessThan(1.5);
  });
});

/** Two customers per number, one of which renews each year and one of which moves to another subscription. */
const customers = (count: number): Subscription[] =>
  Array.from({ length: count }, (_, i) => i).flatMap((i): Subscription[] => [
    { customerId: `a${i}`, start: Date.UTC(2020, 0, 1 + (i % 365)), amount: 10 + (i % 7), interval: 'month' },
    { customerId: `b${i}`, start: '2020-03-01', end: '2022-03-01', amount: 10, interval: 'year' },
    { customerId: `b${i}`, start: '2022-03-01', amount: 12, interval: 'month' },
  ]);

/** 2020 to 2023, cut into so many periods. */
function cutInto(count: number): Period[] {
  const at = (index: number) => new Date(Date.UTC(2020, 0, 1) + Math.round((index * 1461 * 86_400_000) / count));
  return Array.from({ length: count }, (_, index) => period(at(index), at(index + 1)));
}

// 20,000 rows over 60 months took 3 seconds, nearly all of them for a look at each contract once for every period.
describe('a list of periods costs what is due in them', () => {
  test.each<[string, Subscription[], (book: Ledger, list: Period[]) => unknown]>([
    ['renewalRate', customers(400), (book, list) => renewalRate(book, list)],
    ['renewalRate of all', yearly(400), (book, list) => renewalRate(book, list, { due: 'all' })],
    ['revenueRenewalRate', customers(400), (book, list) => revenueRenewalRate(book, list)],
  ])('%s, whatever their number', (_, rows, rate) => {
    const book = ledger(rows);
    const prepare = (count: number) => {
      const list = cutInto(count);
      return () => rate(book, list);
    };
    expect(growth(prepare, 30)).toBeLessThan(0.75);
  });
});

function oneSubscription(count: number): Subscription[] {
  return trials(count).map((row) => ({ ...row, subscriptionId: 's' }));
}
