import { describe, expect, it } from 'vitest';
import { exactMrr, mrr } from './oracle.ts';
import { toFraction } from './rational.ts';
import type { Row } from './types.ts';
import { addCalendarMonths, readInstant } from './zone.ts';

const term = (start: string, end: string, more: Partial<Row> = {}): Row => ({
  ...{ customerId: 'a', start, end, amount: 100, interval: 'term' },
  ...more,
});

/** While it runs: at its start. */
const rate = (row: Row, timeZone = 'UTC'): string => toFraction(exactMrr([row], row.start, { timeZone }));

describe('the price of a term, a month', () => {
  it.each([
    ['2025-01-01', '2028-01-01', 'UTC', '25/9'], // 36 months
    ['2026-01-31', '2026-02-28', 'UTC', '100'], // the 31st of February is its last day
    ['2026-01-31', '2026-03-31', 'UTC', '50'],
    ['2024-02-29', '2025-02-28', 'UTC', '25/3'],
    // A month after 28 February is 28 March, so 31 days: 100 x 365 / 12 / 31.
    ['2026-02-28', '2026-03-31', 'UTC', '9125/93'],
    ['2026-03-01', '2026-03-31', 'UTC', '1825/18'], // 30 days
    ['2026-03-01T08:00:00Z', '2026-03-01T20:00:00Z', 'UTC', '9125/3'], // a day at least
    // 36 hours are as many days as they have midnights: one, or two.
    ['2026-03-01', '2026-03-02T12:00:00Z', 'UTC', '9125/3'],
    ['2026-03-01T12:00:00Z', '2026-03-03', 'UTC', '9125/6'],
    ['2026-03-01T12:00:00Z', '2026-04-01T08:00:00Z', 'UTC', '9125/93'],
    ['2026-03-01T08:00:00Z', '2026-04-01T08:00:00Z', 'UTC', '100'],
    ['2026-03-01T08:00:00Z', '2026-04-01T08:00:01Z', 'UTC', '9125/93'],
    // One March in Berlin, an hour short; in UTC the same instants lie on 28 February and 31 March.
    ['2026-02-28T23:00:00Z', '2026-03-31T22:00:00Z', 'Europe/Berlin', '100'],
    ['2026-02-28T23:00:00Z', '2026-03-31T22:00:00Z', 'UTC', '9125/93'],
    ['2026-03-01T08:00:00+01:00', '2026-04-01T08:00:00+02:00', 'Europe/Berlin', '100'],
    // 31 March begins at one o'clock in Beirut, and the days a month from it at midnight.
    ['2024-03-31', '2024-04-30', 'Asia/Beirut', '100'],
    // Apia had no 30 December: a month after 30 November is the start of the 31st, as is one after the 30th's morning.
    ['2011-11-30', '2011-12-31', 'Pacific/Apia', '100'],
    ['2011-11-30T08:00:00-10:00', '2011-12-31T08:00:00+14:00', 'Pacific/Apia', '100'],
  ])('%s to %s in %s', (start, end, zone, expected) => expect(rate(term(start, end), zone)).toBe(expected));

  // 100 a year of 365.25 days: 100 / 12 for 364 to 366 days, else 100 x 1461 / 48 / days.
  it.each([
    ['2026-01-01', '2026-12-30', '12175/1452'],
    ['2026-01-01', '2026-12-31', '25/3'],
    ['2026-01-01', '2027-01-01', '25/3'],
    ['2024-01-01', '2025-01-01', '25/3'],
    ['2026-01-01', '2027-01-03', '12175/1468'],
    ['2026-03-01', '2026-04-01', '12175/124'],
    ['2026-01-01', '2028-01-01', '2435/584'],
    ['2026-03-01T08:00:00Z', '2026-03-01T20:00:00Z', '12175/4'],
  ])('by days, %s to %s', (start, end, expected) => {
    expect(toFraction(exactMrr([term(start, end)], start, { termLength: 'days' }))).toBe(expected);
  });

  it('is for all units, less the discount', () => {
    // 1000 x 3, less 10 %, over a year.
    const row = term('2026-01-01', '2027-01-01', { amount: 1000, quantity: 3, discount: { percent: 10 } });
    expect(rate(row)).toBe('225');
  });

  it('goes by what was agreed, whatever happens in between', () => {
    const row = term('2026-01-01', '2027-01-01', {
      amount: 1200,
      trialEnd: '2026-02-01',
      cancelRequestedAt: '2026-05-01',
      pauses: [{ start: '2026-03-01', end: '2026-04-01' }],
    });
    const at = (instant: string): number => mrr([row], instant, { churnAt: 'cancelRequest', daysPerMonth: '30' });
    expect(['2026-01-15', '2026-02-15', '2026-03-15', '2026-04-15', '2026-05-15'].map(at)).toEqual([0, 100, 0, 100, 0]);
  });

  it('knows a year of 365 days only, whatever a month of days is', () => {
    expect(mrr([term('2026-03-01', '2026-03-31')], '2026-03-01', { daysPerMonth: '30' })).toBe(1825 / 18);
  });

  it('never runs where it ends as it starts', () => {
    expect(mrr([term('2026-03-01', '2026-03-01')], '2026-03-01')).toBe(0);
  });

  it.each<[string, Row]>([
    ['no end', { customerId: 'a', start: '2026-03-01', amount: 1, interval: 'term' }],
    ['an end of null', { customerId: 'a', start: '2026-03-01', end: null, amount: 1, interval: 'term' }],
    ['a count of intervals', term('2026-03-01', '2026-04-01', { intervalCount: 1 })],
  ])('throws for %s', (_, row) => expect(() => mrr([row], '2026-03-01')).toThrow());
});

describe('months added', () => {
  it.each([
    ['2026-01-31', 1, 'UTC', '2026-02-28T00:00:00.000Z'],
    ['2026-12-31', 2, 'UTC', '2027-02-28T00:00:00.000Z'],
    ['2026-01-29T02:30:00+01:00', 2, 'Europe/Berlin', '2026-03-29T01:30:00.000Z'], // in the gap
    ['2026-08-25T02:30:00+02:00', 2, 'Europe/Berlin', '2026-10-25T00:30:00.000Z'], // the first of two
    ['2024-02-29', 25, 'Asia/Kathmandu', '2026-03-28T18:15:00.000Z'],
  ])('to %s, %i of them, in %s', (start, count, zone, expected) => {
    expect(new Date(addCalendarMonths(readInstant(start, zone), count, zone)).toISOString()).toBe(expected);
  });
});
