import { describe, expect, it } from 'vitest';
import { customerDurations, exactCustomerDurations, unitsBetween } from './durations.ts';
import { toFraction } from './rational.ts';
import type { Row } from './types.ts';
import type { Unit } from './units.ts';
import { readInstant } from './zone.ts';

const row = (customerId: string, start: string, end: string | null, more: Partial<Row> = {}): Row => ({
  ...{ customerId, start, end, amount: 10, interval: 'month' },
  ...more,
});

const between = (from: string, to: string, unit: Unit, zone = 'UTC'): string =>
  toFraction(unitsBetween(readInstant(from, zone), readInstant(to, zone), unit, zone));

describe('units between two instants, by hand', () => {
  it.each<[string, string, Unit, string, string]>([
    ['2026-01-31', '2026-02-28', 'month', 'UTC', '1'],
    ['2026-01-31', '2026-03-30', 'month', 'UTC', '61/31'], // 30 of the 31 days after 28 February
    ['2026-01-31', '2026-03-31', 'month', 'UTC', '2'],
    ['2024-02-01', '2024-02-15T12:00:00Z', 'month', 'UTC', '1/2'], // 14.5 of 29 days
    ['2024-02-29', '2025-02-28', 'year', 'UTC', '1'],
    ['2024-02-29', '2028-02-28', 'year', 'UTC', '1463/366'], // 3 years to 28 February 2027, 365 of the 366 days after it
    ['2026-01-01', '2026-02-15', 'quarter', 'UTC', '1/2'], // 45 of 90 days
    ['2026-03-28', '2026-04-04', 'week', 'Europe/Berlin', '1'],
    // 29 March has 23 hours in Berlin: noon by the clock, 11 hours into it.
    ['2026-03-29', '2026-03-29T12:00:00+02:00', 'day', 'Europe/Berlin', '11/23'],
    ['2026-03-28', '2026-03-29T12:00:00+02:00', 'day', 'Europe/Berlin', '34/23'],
    // From noon to noon there is half a day of 24 hours and 11/23 of the next, which is the whole unit.
    ['2026-03-28T12:00:00+01:00', '2026-03-29T12:00:00+02:00', 'day', 'Europe/Berlin', '1'],
    ['2026-03-28T12:00:00+01:00', '2026-03-29T00:00:00+01:00', 'day', 'Europe/Berlin', '23/45'],
  ])('%s to %s in %ss (%s)', (from, to, unit, zone, expected) => expect(between(from, to, unit, zone)).toBe(expected));
});

describe('durations, by hand', () => {
  const rows = [
    row('b', '2026-01-01', '2026-02-15'), // 1.5 of a February of 28 days
    row('a', '2026-01-01', null), // runs on: censored
    row('c', '2026-01-01', '2026-03-01'), // ends as the data is taken: not seen
    row('d', '2026-03-01', null), // not there yet
    row('e', '2026-01-01', '2026-02-01', { trialEnd: '2026-02-01' }), // never paid
  ];

  it('from the first paid instant to the first churn', () => {
    expect(customerDurations(rows, { asOf: '2026-03-01', unit: 'month' })).toEqual([
      { customerId: 'a', duration: 2, event: false },
      { customerId: 'b', duration: 1.5, event: true },
      { customerId: 'c', duration: 2, event: false },
    ]);
  });

  it('a gap that is filled is no churn, one still open is', () => {
    const gap = [row('a', '2026-01-01', '2026-01-11'), row('a', '2026-01-15', null)];
    const days = (asOf: string): unknown[] =>
      customerDurations(gap, { asOf, unit: 'day', churnGraceDays: 5 }).map(({ duration, event }) => [duration, event]);
    expect([days('2026-01-14'), days('2026-01-15')]).toEqual([[[10, true]], [[14, false]]]);
  });

  it('by subscription', () => {
    const two = [row('a', '2026-01-01', '2026-02-01'), row('a', '2026-02-01', null, { subscriptionId: 's' })];
    expect(exactCustomerDurations(two, { asOf: '2026-03-01', unit: 'month' })).toHaveLength(1);
    expect(customerDurations(two, { asOf: '2026-03-01', unit: 'month', grain: 'subscription' })).toEqual([
      { customerId: 'a', duration: 1, event: true },
      { customerId: 'a', subscriptionId: 's', duration: 1, event: false },
    ]);
  });
});
