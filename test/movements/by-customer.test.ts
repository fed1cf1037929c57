import Decimal from 'decimal.js';
import {
  type CustomerMovementOptions,
  customerRetentionRate,
  month,
  months,
  mrrMovements,
  mrrMovementsByCustomer,
  netRevenueRetention,
  type Policy,
  quickRatio,
  type Subscription,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { caught, keysOf } from '../support/caught.ts';
import { row } from '../support/row.ts';

const march = month('2026-03');

describe('movements by customer', () => {
  test('are in order of customers, by code unit, whatever the order of the rows', () => {
    const rows = ['eve', 'ada', 'Zoe', 'ben', 'a'].map((customerId) => row({ customerId }));
    const names = ['Zoe', 'a', 'ada', 'ben', 'eve'];
    for (const list of [rows, [...rows].reverse()])
      expect(mrrMovementsByCustomer(list, march).map(({ customerId }) => customerId)).toEqual(names);
  });

  test('name the subscription where subscriptions are counted, and only where the row names one', () => {
    const rows = [
      row({ subscriptionId: 'b' }),
      row({ subscriptionId: 'a', end: '2026-03-10' }),
      row({ start: '2026-03-05' }),
      row({ customerId: 'Ben', subscriptionId: 'a', amount: 5 }),
    ];
    const found = mrrMovementsByCustomer(rows, march, { grain: 'subscription' });
    expect(found).toStrictEqual([
      { customerId: 'Ben', subscriptionId: 'a', kind: 'retained', opening: 5, closing: 5, change: 0 },
      { customerId: 'ada', kind: 'new', opening: 0, closing: 10, change: 10 },
      { customerId: 'ada', subscriptionId: 'a', kind: 'churn', opening: 10, closing: 0, change: -10 },
      { customerId: 'ada', subscriptionId: 'b', kind: 'retained', opening: 10, closing: 10, change: 0 },
    ]);
    expect(mrrMovementsByCustomer([...rows].reverse(), march, { grain: 'subscription' })).toStrictEqual(found);
  });

  test('are in order of time where they are not netted, each at its instant', () => {
    const rows = [
      row({ customerId: 'ben', end: '2026-03-20' }),
      row({ end: '2026-03-10' }),
      row({ start: '2026-03-15', amount: 12 }),
      row({ start: '2026-03-20', amount: 1, subscriptionId: 'more' }),
      row({ customerId: 'cem' }),
    ];
    const event = (fields: object) => expect.objectContaining(fields);
    const day = (number: number) => new Date(Date.UTC(2026, 2, number));
    const found = mrrMovementsByCustomer(rows, march, { movements: 'event' });
    expect(found).toEqual([
      { customerId: 'ada', kind: 'churn', opening: 10, closing: 0, change: -10, at: day(10) },
      { customerId: 'ada', kind: 'reactivation', opening: 0, closing: 12, change: 12, at: day(15) },
      { customerId: 'ada', kind: 'expansion', opening: 12, closing: 13, change: 1, at: day(20) },
      event({ customerId: 'ben', kind: 'churn', at: day(20) }),
      { customerId: 'cem', kind: 'retained', opening: 10, closing: 10, change: 0 },
    ]);
    // By subscription, too, time comes before names, and what stays before all that happens.
    const ends = { a: '2026-03-20', b: '2026-03-10', c: '2026-03-15', d: null };
    const subscriptions = Object.entries(ends).map(([subscriptionId, end], i) =>
      row({ subscriptionId, end, amount: 10 + i }),
    );
    const byTime = { movements: 'event', grain: 'subscription' } as const;
    const names = (policy: CustomerMovementOptions) =>
      mrrMovementsByCustomer(subscriptions, march, policy).map(({ subscriptionId }) => subscriptionId);
    expect(names(byTime)).toEqual(['d', 'b', 'c', 'a']);
    expect(names({ ...byTime, top: 3 })).toEqual(['c', 'b', 'a']);
  });

  test('come without a subscription before any that has one', () => {
    const rows = [row({ subscriptionId: 'A' }), row({ amount: 5 }), row({ amount: 6 }), row({ subscriptionId: '-' })];
    const found = mrrMovementsByCustomer(rows, march, { grain: 'subscription' });
    expect(found.map(({ subscriptionId, closing }) => subscriptionId ?? closing)).toEqual([5, 6, '-', 'A']);
  });

  test('are plain numbers also of amounts that need many digits', () => {
    const rows = [row({ amount: 1000 }), row({ amount: '1/4503599627370497', end: '2026-03-10' })];
    expect(mrrMovementsByCustomer(rows, march)).toEqual([
      { customerId: 'ada', kind: 'contraction', opening: 1000, closing: 1000, change: -1 / 4503599627370497 },
    ]);
  });

  test('read dates of rows in the zone of the period', () => {
    const newYork = month('2026-03', { timeZone: 'America/New_York' });
    expect(mrrMovementsByCustomer([row({ end: '2026-03-01' })], newYork)).toMatchObject([{ kind: 'churn' }]);
    expect(mrrMovementsByCustomer([row({ end: '2026-03-01' })], march)).toMatchObject([{ kind: 'churn' }]);
  });

  test('have the kinds of a first and of a later return', () => {
    const rows = [
      row({ end: '2026-02-01' }),
      row({ start: '2026-03-05' }),
      row({ customerId: 'ben', start: '2026-03-05', end: '2026-03-10' }),
      row({ customerId: 'ben', start: '2026-03-15' }),
    ];
    const kinds = (movements: 'net' | 'event') =>
      mrrMovementsByCustomer(rows, march, { movements }).map(({ customerId, kind }) => `${customerId} ${kind}`);
    expect(kinds('net')).toEqual(['ada reactivation', 'ben new']);
    expect(kinds('event')).toEqual(['ada reactivation', 'ben new', 'ben churn', 'ben reactivation']);
  });
});

describe('movements by customer that are asked for', () => {
  const rows = [
    row({ customerId: 'a', amount: 30, end: '2026-03-10' }),
    row({ customerId: 'b', start: '2026-03-02', amount: 50 }),
    row({ customerId: 'c', amount: 40, end: '2026-03-05' }),
    row({ customerId: 'c', amount: 10, start: '2026-03-05' }),
    row({ customerId: 'd', amount: 100 }),
    row({ customerId: 'e', amount: 20 }),
    row({ customerId: 'e', amount: 1, start: '2026-03-20' }),
  ];
  const names = (policy?: CustomerMovementOptions) =>
    mrrMovementsByCustomer(rows, march, policy).map(({ customerId }) => customerId);

  test('are of some kinds, by default of all', () => {
    expect(names()).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(names({ kinds: ['churn', 'contraction'] })).toEqual(['a', 'c']);
    expect(names({ kinds: ['retained'] })).toEqual(['d']);
    expect(names({ kinds: [] })).toEqual([]);
  });

  test('are those with the largest changes, up or down, equal ones by name', () => {
    expect(names({ top: 3 })).toEqual(['b', 'a', 'c']);
    expect(names({ top: 100 })).toEqual(['b', 'a', 'c', 'e', 'd']);
    expect(names({ top: 1, kinds: ['expansion', 'contraction'] })).toEqual(['c']);
    // Told apart where the nearest doubles are the same.
    const close = [
      row({ customerId: 'a', amount: '1/3', end: '2026-03-10' }),
      row({ customerId: 'b', amount: '33333333333333333334/100000000000000000000', end: '2026-03-10' }),
    ];
    expect(mrrMovementsByCustomer(close, march, { top: 1 })).toMatchObject([{ customerId: 'b' }]);
  });

  test('are of one period or of each of a list', () => {
    const spring = months('2026-02', '2026-04');
    const list = mrrMovementsByCustomer(rows, spring, { top: 2, movements: 'event' });
    expect(list).toEqual(spring.map((period) => mrrMovementsByCustomer(rows, period, { top: 2, movements: 'event' })));
    expect(mrrMovementsByCustomer(rows, [])).toEqual([]);
  });

  test.each<[object, string, string]>([
    [{ kinds: ['lost'] }, 'INVALID_OPTION', 'policy.kinds[0]'],
    [{ kinds: 'churn' }, 'INVALID_TYPE', 'policy.kinds'],
    [{ kinds: null }, 'INVALID_TYPE', 'policy.kinds'],
    [{ top: 0 }, 'INVALID_NUMBER', 'policy.top'],
    [{ top: 1.5 }, 'INVALID_NUMBER', 'policy.top'],
    [{ kind: ['churn'] }, 'UNKNOWN_KEY', 'policy.kind'],
  ])('%o is refused', (policy, code, path) => {
    expect(caught(() => mrrMovementsByCustomer(rows, march, policy))).toMatchObject({ code, path: keysOf(path) });
  });

  test('name customers by the text of their ids, and give amounts in the form asked for', () => {
    const found = mrrMovementsByCustomer([row({ customerId: 17, amount: '1/3' })], march, { money: 'fraction' });
    expect(found).toEqual([{ customerId: '17', kind: 'retained', opening: '1/3', closing: '1/3', change: '0' }]);
    const [decimal] = mrrMovementsByCustomer([row({ amount: '0.1' })], march, { money: Decimal });
    expect(decimal?.opening.toFixed()).toBe('0.1');
  });
});

describe('a customer who pays in two currencies', () => {
  const policy: Policy = { currency: 'USD', exchangeRates: { EUR: { '2026-02': 2, '2026-03': 3 } } };
  const both = (customerId: string, fields: Partial<Subscription> = {}, euros: Partial<Subscription> = {}) => [
    row({ customerId, currency: 'USD', ...fields }),
    row({ customerId, currency: 'EUR', amount: 5, ...euros }),
  ];
  const rows = [
    ...both('ada'),
    ...both('ben', { end: '2026-03-10' }, { end: '2026-03-12' }),
    ...both('cem', { start: '2026-03-02' }, { start: '2026-03-04' }),
    // 10 USD for 5 EUR at the opening rate: as much as before.
    row({ customerId: 'dia', currency: 'USD', end: '2026-03-10' }),
    row({ customerId: 'dia', currency: 'EUR', amount: 5, start: '2026-03-10' }),
    ...both('eve', { end: '2026-02-10' }, { end: '2026-02-12' }),
    row({ customerId: 'eve', currency: 'EUR', amount: 5, start: '2026-03-10' }),
    row({ customerId: 'fay', currency: 'EUR', amount: 1 }),
  ];

  test('is one customer, at the opening rate, with what rates did apart', () => {
    expect(mrrMovements(rows, march, policy)).toMatchObject({
      opening: 20 + 20 + 10 + 2,
      new: 20,
      reactivation: 10,
      expansion: 0,
      contraction: 0,
      churn: 20,
      // A euro more for each euro at the end: of ada 5, cem 5, dia 5, eve 5, fay 1.
      fx: 21,
      closing: 25 + 25 + 15 + 15 + 3,
    });
    expect(mrrMovementsByCustomer(rows, march, policy)).toEqual([
      { customerId: 'ada', kind: 'retained', opening: 20, closing: 20, change: 0 },
      { customerId: 'ben', kind: 'churn', opening: 20, closing: 0, change: -20 },
      { customerId: 'cem', kind: 'new', opening: 0, closing: 20, change: 20 },
      { customerId: 'dia', kind: 'retained', opening: 10, closing: 10, change: 0 },
      { customerId: 'eve', kind: 'reactivation', opening: 0, closing: 10, change: 10 },
      { customerId: 'fay', kind: 'retained', opening: 2, closing: 2, change: 0 },
    ]);
  });

  test('has every change of it booked, where changes are', () => {
    const found = mrrMovementsByCustomer(rows, march, { ...policy, movements: 'event' });
    const day = (number: number) => new Date(Date.UTC(2026, 2, number));
    expect(found).toEqual([
      { customerId: 'ada', kind: 'retained', opening: 20, closing: 20, change: 0 },
      { customerId: 'ben', kind: 'contraction', opening: 20, closing: 10, change: -10, at: day(10) },
      { customerId: 'ben', kind: 'churn', opening: 10, closing: 0, change: -10, at: day(12) },
      { customerId: 'cem', kind: 'new', opening: 0, closing: 10, change: 10, at: day(2) },
      { customerId: 'cem', kind: 'expansion', opening: 10, closing: 20, change: 10, at: day(4) },
      { customerId: 'dia', kind: 'retained', opening: 10, closing: 10, change: 0 },
      { customerId: 'eve', kind: 'reactivation', opening: 0, closing: 10, change: 10, at: day(10) },
      { customerId: 'fay', kind: 'retained', opening: 2, closing: 2, change: 0 },
    ]);
    expect(mrrMovements(rows, march, { ...policy, movements: 'event' })).toMatchObject({
      new: 10,
      reactivation: 10,
      expansion: 10,
      contraction: 10,
      churn: 10,
    });
  });
});

test('a customer of two currencies who joins, leaves and returns within a period does so in events', () => {
  const rows = ['USD', 'EUR'].flatMap((currency) => [
    row({ currency, start: '2026-03-05', end: '2026-03-10' }),
    row({ currency, start: '2026-03-15' }),
  ]);
  const policy: Policy = { currency: 'USD', exchangeRates: { EUR: 2 }, movements: 'event' };
  expect(mrrMovementsByCustomer(rows, march, policy).map(({ kind, change }) => [kind, change])).toEqual([
    ['new', 30],
    ['churn', -30],
    ['reactivation', 30],
  ]);
  expect(mrrMovements(rows, march, policy)).toMatchObject({ new: 30, churn: 30, reactivation: 30, closing: 30 });
});

test('customers who all pay in one currency are listed in that of the policy', () => {
  const rows = [row({ currency: 'EUR' }), row({ customerId: 'ben', currency: 'EUR', start: '2026-03-10', amount: 5 })];
  expect(mrrMovementsByCustomer(rows, march, { currency: 'USD', exchangeRates: { EUR: 2 } })).toEqual([
    { customerId: 'ada', kind: 'retained', opening: 20, closing: 20, change: 0 },
    { customerId: 'ben', kind: 'new', opening: 0, closing: 10, change: 10 },
  ]);
});

describe('a rate over data', () => {
  const third = { amount: 100, interval: 'year' as const };
  const rows = [
    row({ ...third, start: '2026-03-05' }),
    row({ customerId: 'ben', ...third, end: '2026-02-01' }),
    row({ customerId: 'ben', ...third, start: '2026-03-05' }),
    row({ customerId: 'cem', ...third, end: '2026-03-05' }),
    row({ customerId: 'cem', amount: 200, interval: 'year', start: '2026-03-05' }),
  ];

  test('is of exact terms, whatever form money comes out in', () => {
    // Three of 100 a year: as they print they would add up to 25.000000000000004.
    expect(quickRatio(rows, march).numerator).toBe(25);
    expect(quickRatio({ ...mrrMovements(rows, march) }).numerator).toBe(25.000000000000004);
    expect(quickRatio(rows, march, { money: 'fraction' }).numerator).toBe(25);
    expect(quickRatio(rows, march, { money: Decimal }).numerator).toBe(25);
  });

  test('names what is wrong with its terms and options', () => {
    expect(caught(() => netRevenueRetention({ opening: 1 }, { reactivation: 'maybe' as never }))).toMatchObject({
      code: 'INVALID_OPTION',
      path: keysOf('options.reactivation'),
    });
    for (const name of ['opening', 'new', 'reactivated', 'churned', 'closing', 'retained'])
      expect(caught(() => customerRetentionRate({ opening: 1, [name]: 'many' }))).toMatchObject({
        code: 'INVALID_AMOUNT',
        path: keysOf(`terms.${name}`),
      });
    expect(caught(() => customerRetentionRate(5 as never))).toMatchObject({
      message: 'terms must be the terms of a statement, or rows or a ledger and a period; received 5',
    });
  });
});
