import {
  type Ledger,
  ledger,
  month,
  mrr,
  mrrMovements,
  type Policy,
  realizedLifetimeValue,
  type Subscription,
} from 'tenure';
import { beforeAll, describe, expect, test } from 'vitest';
import { caught, keysOf } from '../support/caught.ts';
import { row } from '../support/row.ts';

const at = '2026-02-01';
const exact = (fields: Partial<Subscription>, policy: Policy = {}) =>
  mrr([row(fields)], at, { ...policy, money: 'fraction' } as Policy<'fraction'>);

describe('the price of a month, exactly', () => {
  test.each<[string, Partial<Subscription>, string, Policy?]>([
    ['a month', { amount: 19.99 }, '1999/100'],
    ['a quarter', { amount: 19.99, interval: 'quarter' }, '1999/300'],
    ['a year', { amount: 19.99, interval: 'year' }, '1999/1200'],
    ['a week is 52/12 of a month', { amount: 3, interval: 'week' }, '13'],
    ['a day is 365/12', { amount: 12, interval: 'day' }, '365'],
    ['a week of 4', { amount: 3, interval: 'week' }, '12', { weeksPerMonth: '4' }],
    ['a day of 30', { amount: 12, interval: 'day' }, '360', { daysPerMonth: '30' }],
    ['a week, where days are of 30', { amount: 3, interval: 'week' }, '13', { daysPerMonth: '30' }],
    ['two months', { amount: 19.99, intervalCount: 2 }, '1999/200'],
    ['one month, said so', { amount: 19.99, intervalCount: 1 }, '1999/100'],
    ['three seats', { amount: 19.99, quantity: 3 }, '5997/100'],
    ['half a seat', { amount: 19.99, quantity: 0.5 }, '1999/200'],
    ['no seat', { amount: 19.99, quantity: 0 }, '0'],
    ['nothing', { amount: 0 }, '0'],
    ['a tenth of a cent', { amount: 0.001 }, '1/1000'],
    ['a text', { amount: '19.99', interval: 'year' }, '1999/1200'],
    ['a fraction', { amount: '25/3', quantity: 3 }, '25'],
    ['10 % off', { amount: 19.99, discount: { percent: 10 } }, '17991/1000'],
    ['10 % off three seats', { amount: 10, quantity: 3, discount: { percent: 10 } }, '27'],
    ['4 off three seats, once', { amount: 10, quantity: 3, discount: { amount: 4 } }, '26'],
    ['all off', { amount: 10, discount: { percent: 100 } }, '0'],
    ['more off than it costs', { amount: 10, discount: { amount: 11 } }, '0'],
    ['4 off a year', { amount: 100, interval: 'year', discount: { amount: 4 } }, '8'],
    ['a large amount of many seats', { amount: 9e12, quantity: 9e12, interval: 'year' }, '6750000000000000000000000'],
    ['the largest amount of cents', { amount: 9999999999999.99 }, '999999999999999/100'],
  ])('%s', (_, fields, expected, policy) => {
    expect(exact(fields, policy)).toBe(expected);
  });

  test.each<[string, Partial<Subscription>, string]>([
    ['a whole number of months', { end: '2026-07-01', amount: 600 }, '100'],
    ['months of unequal length', { start: '2026-01-31', end: '2026-02-28', amount: 10 }, '10'],
    ['a year and a half', { end: '2027-07-01', amount: 1800 }, '100'],
    ['days of which 365/12 are a month', { end: '2026-03-15', amount: 73 }, '365/12'],
    ['less than a month', { start: '2026-01-20', end: '2026-02-08', amount: 19 }, '365/12'],
    ['a month and some hours', { end: '2026-02-01T12:00:00Z', amount: 31 }, '365/12'],
    ['hours of a day', { start: '2026-02-01', end: '2026-02-01T12:00:00Z', amount: 12 }, '365'],
  ])('a term: %s', (_, fields, expected) => {
    expect(exact({ ...fields, interval: 'term' })).toBe(expected);
  });

  // By months, then by days: 1,461 / 4 of them are a year, and 364 to 366 are one too. From 1 January on.
  test.each<[string, Partial<Subscription>, string, string]>([
    ['a year', { end: '2027-01-01', amount: 1200 }, '100', '100'],
    ['a leap year', { start: '2024-01-01', end: '2025-01-01', amount: 1200 }, '100', '100'],
    // 1200 x 365 / 12 / 364.
    ['a year but for its last day', { end: '2026-12-31', amount: 1200 }, '9125/91', '100'],
    ['a year and a day', { end: '2027-01-02', amount: 1200 }, '18250/183', '100'],
    // 1200 x 365.25 / 12 / 363.
    ['a year but for two days', { end: '2026-12-30', amount: 1200 }, '36500/363', '12175/121'],
    ['a year and two days', { end: '2027-01-03', amount: 1200 }, '36500/367', '36525/367'],
    ['a month', { end: '2026-02-01', amount: 31 }, '31', '487/16'],
    ['a month, at noon', { start: '2026-01-01T12:00:00Z', end: '2026-02-01T12:00:00Z', amount: 31 }, '31', '487/16'],
    ['two years', { end: '2028-01-01', amount: 2400 }, '100', '7305/73'],
    ['30 days', { end: '2026-01-31', amount: 30 }, '365/12', '487/16'],
    ['half a day', { end: '2026-01-01T12:00:00Z', amount: 12 }, '365', '1461/4'],
    ['none', { end: '2026-01-01', amount: 12 }, '0', '0'],
  ])('a term by months and by days: %s', (_, fields, months, days) => {
    const at = fields.start ?? '2026-01-01';
    const price = (policy: Policy) => {
      const rows = [row({ start: '2026-01-01', ...fields, interval: 'term' })];
      return mrr(rows, at, { ...policy, money: 'fraction' } as Policy<'fraction'>);
    };
    expect([price({}), price({ termLength: 'months' }), price({ termLength: 'days' })]).toEqual([months, months, days]);
  });

  test('days are those of the time zone', () => {
    const term = {
      start: '2025-12-31T23:00:00Z',
      end: '2026-12-31T22:59:59Z',
      amount: 1200,
      interval: 'term',
    } as const;
    const price = (timeZone: string) => mrr([row(term)], term.start, { timeZone, termLength: 'days' });
    // In Berlin 1 January to 31 December, 364 midnights; in UTC 31 December to 31 December, 365.
    expect([price('Europe/Berlin'), price('UTC')]).toEqual([100, 100]);
    const short = { ...term, end: '2026-12-30T22:59:59Z' };
    expect(mrr([row(short)], term.start, { timeZone: 'UTC', termLength: 'days' })).toBe(100);
    expect(mrr([row(short)], term.start, { timeZone: 'Europe/Berlin', termLength: 'days' })).toBe(12175 / 121);
  });

  test.each<[Partial<Subscription>, string]>([
    [{ interval: 'term' }, "subscriptions[0].end must be present if interval is 'term'; received undefined"],
    [
      { interval: 'term', end: '2026-07-01', intervalCount: 1 },
      "subscriptions[0].intervalCount must be left out if interval is 'term'; received 1",
    ],
  ])('a term that is none: %o', (fields, message) => {
    expect(caught(() => ledger([row(fields)]))).toMatchObject({ message });
  });

  test('a term of no time is legal and never counts', () => {
    expect(exact({ start: at, end: at, interval: 'term' })).toBe('0');
  });
});

describe('currencies, word for word', () => {
  const euros = row({ currency: 'EUR' });
  const dollars = row({ currency: 'USD' });
  const rates = { EUR: 1.25 };
  test.each<[string, Subscription[], Policy, string, string]>([
    [
      'two without rates',
      [euros, dollars],
      {},
      'subscriptions[1].currency',
      "must be the currency of all rows, unless policy.exchangeRates is set: 'USD' cannot be added to 'EUR'",
    ],
    [
      'one and none',
      [euros, row({})],
      {},
      'subscriptions[1].currency',
      "must be the currency of all rows, unless policy.exchangeRates is set: none cannot be added to 'EUR'",
    ],
    [
      'one that is not that of the policy',
      [euros],
      { currency: 'USD' },
      'subscriptions[0].currency',
      "must be the currency of all rows, unless policy.exchangeRates is set: 'EUR' cannot be added to 'USD'",
    ],
    [
      'one without a rate',
      [row({ currency: 'JPY' })],
      { currency: 'USD', exchangeRates: rates },
      'subscriptions[0].currency',
      "must be policy.currency or have an exchange rate in policy.exchangeRates; received 'JPY'",
    ],
    [
      'several and none of them the one of the statements',
      [euros, dollars],
      { exchangeRates: rates },
      'policy.currency',
      "must name the currency of the statements: the rows are in 'EUR', 'USD'",
    ],
  ])('%s', (_, rows, policy, path, rule) => {
    expect(caught(() => ledger(rows, policy))).toMatchObject({
      code: 'MIXED_CURRENCIES',
      path: keysOf(path),
      message: `${path} ${rule}`,
    });
  });

  test.each<[Policy['exchangeRates'], string]>([
    [
      { USD: 2 },
      'policy.exchangeRates.USD must be 1, or be left out: it is the currency of the statements; received 2',
    ],
    [
      { USD: { '2026-03': 1 } },
      "policy.exchangeRates.USD must be 1, or be left out: it is the currency of the statements; received 'exchange rates by month'",
    ],
    [{ EUR: 0 }, 'policy.exchangeRates.EUR must be above 0; received 0'],
    [
      { EUR: { '2026-3': 1 } },
      "policy.exchangeRates.EUR.2026-3 must be a calendar month like '2026-03'; received '2026-3'",
    ],
    [
      { EUR: { 'x2026-03': 1 } },
      "policy.exchangeRates.EUR.x2026-03 must be a calendar month like '2026-03'; received 'x2026-03'",
    ],
    [
      { EUR: { '2026-033': 1 } },
      "policy.exchangeRates.EUR.2026-033 must be a calendar month like '2026-03'; received '2026-033'",
    ],
    [5 as never, 'policy.exchangeRates must be an object of exchange rates by currency; received 5'],
  ])('rates %o', (exchangeRates, message) => {
    expect(caught(() => ledger([dollars], { currency: 'USD', exchangeRates }))).toMatchObject({ message });
  });

  test('the one currency of the rows is that of the statements, and no rate of its own changes it', () => {
    const march = month('2026-03');
    expect(mrrMovements([euros], march).currency).toBe('EUR');
    expect(mrrMovements([euros], march, { exchangeRates: { EUR: 1 } })).toMatchObject({ currency: 'EUR', closing: 10 });
    expect(mrrMovements([], march, { currency: 'EUR' }).currency).toBe('EUR');
    expect(mrrMovements([], march).currency).toBe(null);
    expect(mrrMovements([euros, dollars], march, { currency: 'USD', exchangeRates: rates }).closing).toBe(22.5);
    expect(mrrMovements([row({}), euros], march, { currency: 'USD', exchangeRates: { EUR: '5/4' } }).closing).toBe(
      22.5,
    );
  });

  test('a month without a rate that an amount needs', () => {
    const policy = { currency: 'USD', exchangeRates: { EUR: { '2026-03': 1.25 } } };
    expect(caught(() => mrr([euros], '2026-04-01', policy))).toMatchObject({
      code: 'MISSING_EXCHANGE_RATE',
      message: 'policy.exchangeRates.EUR.2026-04 is required: an amount in EUR needs it',
    });
  });
});

describe('a ledger and a call that disagree, word for word', () => {
  let book: Ledger;
  beforeAll(() => {
    book = ledger([row({})], { asOf: '2026-03-15' });
  });
  test.each<[string, () => unknown, string, string]>([
    [
      'a period of another zone',
      () => mrrMovements(book, month('2026-03', { timeZone: 'Europe/Berlin' })),
      'CONFLICTING_TIME_ZONES',
      "period must be in the ledger's time zone, 'UTC'; received 'Europe/Berlin'",
    ],
    [
      'another option',
      () => mrrMovements(book, month('2026-03'), { trials: 'include' }),
      'CONFLICTING_POLICY',
      "policy.trials must be what the ledger was compiled with, or be left out; received 'include'",
    ],
    [
      'a cut-off later than the data',
      () => realizedLifetimeValue(book, '2026-03-16'),
      'CONFLICTING_POLICY',
      "asOf must agree with the ledger's asOf, 2026-03-15T00:00:00.000Z: no later, and with churnGraceDays the same; received '2026-03-16'",
    ],
    [
      'a cut-off beside grace days that know none',
      () => realizedLifetimeValue(ledger([row({})], { churnGraceDays: 5 }), '2026-03-15'),
      'CONFLICTING_POLICY',
      "asOf must be compiled into a ledger with churnGraceDays, as its asOf; received '2026-03-15'",
    ],
    [
      'an earlier cut-off beside grace days',
      () => realizedLifetimeValue(ledger([row({})], { churnGraceDays: 5, asOf: '2026-03-15' }), '2026-03-14'),
      'CONFLICTING_POLICY',
      "asOf must agree with the ledger's asOf, 2026-03-15T00:00:00.000Z: no later, and with churnGraceDays the same; received '2026-03-14'",
    ],
    [
      'days that are none',
      () => ledger([], { churnGraceDays: -1 }),
      'INVALID_NUMBER',
      'policy.churnGraceDays must be a whole number of days >= 0; received -1',
    ],
    [
      'days or null that are neither',
      () => ledger([], { pastDueGraceDays: 1.5 }),
      'INVALID_NUMBER',
      'policy.pastDueGraceDays must be a whole number of days >= 0, or null; received 1.5',
    ],
    [
      'a currency that is none',
      () => ledger([], { currency: '' }),
      'INVALID_TYPE',
      "policy.currency must be a currency code such as 'EUR'; received ''",
    ],
    [
      'a choice that is none',
      () => ledger([], { grain: 'plan' as never }),
      'INVALID_OPTION',
      "policy.grain must be one of 'customer', 'subscription'; received 'plan'",
    ],
  ])('%s', (_, action, code, message) => {
    expect(caught(action)).toMatchObject({ code, message });
  });

  test('and those that agree', () => {
    expect(realizedLifetimeValue(book, '2026-03-14')).toEqual(realizedLifetimeValue([row({})], '2026-03-14'));
    expect(realizedLifetimeValue(book, '2026-03-15')).toEqual(realizedLifetimeValue([row({})], '2026-03-15'));
  });
});
