import {
  customerDurations,
  customerMovements,
  inspectLedger,
  month,
  mrrMovements,
  mrrMovementsByCustomer,
  type Policy,
  type Subscription,
} from 'tenure';
import { describe, expect, test } from 'vitest';

const march = month('2026-03');
const rows = (back: number): Subscription[] => [
  { customerId: 'ada', start: '2026-01-01', end: '2026-03-05', amount: 10, interval: 'month' },
  { customerId: 'ada', start: '2026-03-15', amount: back, interval: 'month' },
];
const movements = (back: number, policy: Policy) =>
  mrrMovementsByCustomer(rows(back), march, { movements: 'event', ...policy }).map(({ kind, change }) => [
    kind,
    change,
  ]);

describe('a gap between two paid times', () => {
  test('is no churn where it is shorter than the grace, and churn where it is as long', () => {
    expect(movements(10, { churnGraceDays: 11 })).toEqual([['retained', 0]]);
    expect(movements(10, { churnGraceDays: 10 })).toEqual([
      ['churn', -10],
      ['reactivation', 10],
    ]);
  });

  test('leaves no step behind where the price is the same, and the difference at the return where it is not', () => {
    expect(movements(12, { churnGraceDays: 11 })).toEqual([['expansion', 2]]);
    const policy: Policy = { churnGraceDays: 11, movements: 'event' };
    expect(mrrMovements(rows(10), march, policy)).toMatchObject({
      churn: 0,
      contraction: 0,
      expansion: 0,
      closing: 10,
    });
    expect(customerMovements(rows(10), march, policy)).toMatchObject({ churned: 0, reactivated: 0, closing: 1 });
  });

  test('is closed by a return at the instant that the data reaches to, and not by a later one', () => {
    expect(movements(10, { churnGraceDays: 11, asOf: '2026-03-15' })).toEqual([['retained', 0]]);
    expect(movements(10, { churnGraceDays: 11, asOf: '2026-03-14T23:59:59.999Z' })).toEqual([
      ['churn', -10],
      ['reactivation', 10],
    ]);
  });

  test('makes the return a new start where it is longer than the window, and not where it is as long', () => {
    expect(movements(10, { reactivationWindowDays: 9 })).toEqual([
      ['churn', -10],
      ['new', 10],
    ]);
    expect(movements(10, { reactivationWindowDays: 10 })).toEqual([
      ['churn', -10],
      ['reactivation', 10],
    ]);
  });

  test.each<[string, string | number]>([
    ['in units', 10],
    ['in fractions', '1/4503599627370497'],
  ])('ends with a return of the same customer, and not with the start of another (%s)', (_, amount) => {
    const left = (customerId: string): Subscription => ({ ...(rows(10)[0] as Subscription), customerId, amount });
    const begun = (customerId: string): Subscription => ({ ...(rows(10)[1] as Subscription), customerId });
    const all = [left('ada'), { ...left('ada'), amount: 1000 }, begun('ben'), left('cleo'), begun('dan')];
    const policy = { churnGraceDays: 11, freePlans: 'include' } as const;
    expect(customerMovements(all, march, policy)).toMatchObject({ opening: 2, churned: 2, new: 2, closing: 2 });
  });

  test('of a customer who is summed in BigInt is no other', () => {
    const sliver: Subscription = { ...(rows(10)[0] as Subscription), amount: '1/4503599627370497' };
    const odd = [...rows(12), sliver, { ...sliver, start: '2026-03-15', end: null }];
    const listed = mrrMovementsByCustomer(odd, march, { movements: 'event', churnGraceDays: 11, money: 'fraction' });
    expect(listed.map(({ kind, change }) => [kind, change])).toEqual([['expansion', '2']]);
    expect(mrrMovements(odd, march, { movements: 'event' })).toMatchObject({ churn: 10, reactivation: 12 });
  });
});

describe('more days than any Date can be away', () => {
  const counts = [1e8, 1e9, 1e13, 1e15, 1e300];
  const zones = ['UTC', 'Europe/Berlin', 'America/New_York'];
  const cases = zones.flatMap((timeZone) => counts.map((days) => [timeZone, days] as const));

  test.each(cases)('are never over: %s, %d', (timeZone, days) => {
    const asked = month('2026-03', { timeZone });
    const booked = (policy: Policy) => mrrMovements(rows(10), asked, { movements: 'event', ...policy });
    expect(booked({ churnGraceDays: days })).toMatchObject({ opening: 10, churn: 0, reactivation: 0, closing: 10 });
    expect(booked({ reactivationWindowDays: days })).toMatchObject({ churn: 10, new: 0, reactivation: 10 });
    const unpaid: Subscription = {
      customerId: 'ben',
      start: '2026-01-01',
      amount: 5,
      interval: 'month',
      pastDue: [{ start: '2026-02-01' }],
    };
    expect(mrrMovements([unpaid], asked, { pastDueGraceDays: days })).toMatchObject({ opening: 5, closing: 5 });
    expect(customerDurations([unpaid], { asOf: '2026-04-01', timeZone, pastDueGraceDays: days })[0]).toMatchObject({
      event: false,
    });
    expect(inspectLedger([unpaid], { timeZone, pastDueGraceDays: days }).findings).toEqual([]);
  });

  test('of a customer who pays in two currencies is filled with what both were, and differs in what each is', () => {
    const dollars: Subscription = { ...(rows(10)[0] as Subscription), amount: 5, currency: 'USD' };
    const policy: Policy = { currency: 'EUR', exchangeRates: { USD: 2 }, churnGraceDays: 11 };
    const both = [
      ...rows(10).map((row) => ({ ...row, currency: 'EUR' })),
      dollars,
      { ...dollars, start: '2026-03-15', end: null, amount: 8 },
      { ...dollars, start: '2026-03-20', end: '2026-03-25', amount: 1 },
    ];
    const listed = mrrMovementsByCustomer(both, march, { ...policy, movements: 'event' });
    expect(listed.map(({ kind, change }) => [kind, change])).toEqual([
      ['expansion', 6],
      ['expansion', 2],
      ['contraction', -2],
    ]);
    expect(mrrMovements(both, march, policy)).toMatchObject({ opening: 20, expansion: 6, churn: 0, closing: 26 });
  });
});
