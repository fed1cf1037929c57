import { describe, expect, it } from 'vitest';
import { duesOf } from './cycles.ts';
import { month, quarter, year } from './periods.ts';
import { readRules } from './policy.ts';
import { type RenewalOptions, renewalRate, revenueRenewalRate } from './renewals.ts';
import { readSubscriptions, withoutFilling } from './subscriptions.ts';
import type { LabelledPeriod, Policy, Row } from './types.ts';

const row = (start: string, end: string | null, more: Partial<Row> = {}): Row => ({
  ...{ customerId: 'a', subscriptionId: 's', start, end, amount: 10, interval: 'month' },
  ...more,
});

/** What is due from one subscription until 2028, as dates; an early end with a mark. */
function dues(rows: readonly Row[], policy: Policy = {}): string[] {
  const rules = withoutFilling(readRules(rows, policy, null));
  const until = Date.UTC(2028, 0, 1);
  return readSubscriptions(rows, rules)
    .flatMap((subscription) => duesOf(subscription, 0, until, 0, rules))
    .map(({ at, early }) => {
      const text = new Date(at).toISOString().replace(/:00\.000Z$/, '');
      return text.replace(/T00:00$/, '') + (early ? ' early' : '');
    });
}

describe('due dates, by hand', () => {
  it.each<[string, readonly Row[], readonly string[]]>([
    [
      'the 31st is the last day of shorter months, and the 31st again after them',
      [row('2026-01-31', '2026-05-31')],
      ['2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31'],
    ],
    [
      '29 February comes back in leap years',
      [row('2020-02-29', '2025-02-28', { interval: 'year' })],
      ['2021-02-28', '2022-02-28', '2023-02-28', '2024-02-29', '2025-02-28'],
    ],
    [
      'an upgrade is not due, and moves nothing',
      [row('2026-01-05', '2026-03-10'), row('2026-03-10', '2026-05-05', { amount: 20 })],
      ['2026-02-05', '2026-03-05', '2026-04-05', '2026-05-05'],
    ],
    [
      'a yearly plan from the second month on',
      [row('2026-01-05', '2026-02-10'), row('2026-02-10', '2027-02-10', { interval: 'year' })],
      ['2026-02-05', '2027-02-10'],
    ],
    [
      'four quarters are a year, and twelve months too',
      [
        row('2025-01-05', '2025-06-01', { interval: 'year' }),
        row('2025-06-01', '2025-09-01', { interval: 'quarter', intervalCount: 4 }),
        row('2025-09-01', '2026-01-05', { intervalCount: 12 }),
      ],
      ['2026-01-05'],
    ],
    [
      'there and back is a new anchor both times',
      [
        row('2026-01-01', '2026-02-10'),
        row('2026-02-10', '2026-02-20', { interval: 'week' }),
        row('2026-02-20', '2026-04-20'),
      ],
      ['2026-02-01', '2026-02-17', '2026-03-20', '2026-04-20'],
    ],
    [
      'the same cycle after a gap keeps its anchor, and nothing is due in the gap but at its start',
      [row('2026-01-05', '2026-02-05'), row('2026-03-20', '2026-05-05')],
      ['2026-02-05', '2026-04-05', '2026-05-05'],
    ],
    [
      'another cycle after a gap has one of its own',
      [row('2026-01-05', '2026-02-05'), row('2026-03-20', '2026-06-20', { interval: 'quarter' })],
      ['2026-02-05', '2026-06-20'],
    ],
    [
      'a trial is not paid',
      [row('2026-01-05', '2026-03-19', { trialEnd: '2026-01-19' })],
      ['2026-02-19', '2026-03-19'],
    ],
    ['left in between', [row('2026-01-05', '2026-02-20')], ['2026-02-05', '2026-02-20 early']],
    ['left before the first', [row('2026-01-05', '2026-01-06')], ['2026-01-06 early']],
    [
      'not yet gone for good',
      [row('2026-01-05', '2026-02-20'), row('2026-03-05', '2026-03-05T00:01:00Z')],
      ['2026-02-05', '2026-03-05T00:01 early'],
    ],
    [
      'terms, one after the other, and one that is left sooner',
      [
        row('2023-01-01', '2024-01-01', { interval: 'term' }),
        row('2024-01-01', '2026-01-01', { interval: 'term' }),
        row('2026-01-01', '2027-01-01', { interval: 'term', cancelRequestedAt: '2026-06-01' }),
      ],
      ['2024-01-01', '2026-01-01', '2026-06-01 early'],
    ],
    [
      'the larger of two cycles: 30 a month over 240 a year',
      [
        row('2026-01-01', '2026-04-01', { amount: 30 }),
        row('2026-01-15', '2027-01-15', { interval: 'year', amount: 240 }),
      ],
      // A year from 1 April, when the monthly one is gone, is never reached.
      ['2026-02-01', '2026-03-01', '2026-04-01', '2027-01-15 early'],
    ],
    [
      'the longer of two as large',
      [
        row('2026-01-01', '2026-04-01', { amount: 20 }),
        row('2026-01-15', '2027-01-15', { interval: 'year', amount: 240 }),
      ],
      ['2027-01-15'],
    ],
    ['nothing of a free row', [row('2026-01-01', '2026-04-01', { amount: 0 })], []],
  ])('%s', (_, rows, expected) => expect(dues(rows, { churnAt: 'cancelRequest' })).toEqual(expected));

  it('keeps the local time of day', () => {
    const rows = [row('2026-02-28T12:00:00+01:00', '2026-04-28T12:00:00+02:00')];
    expect(dues(rows, { timeZone: 'Europe/Berlin' })).toEqual(['2026-03-28T11:00', '2026-04-28T10:00']);
  });

  it('goes by a pause only where it is churn', () => {
    const rows = [row('2026-01-05', '2026-05-05', { pauses: [{ start: '2026-02-10', end: '2026-03-20' }] })];
    expect(dues(rows)).toEqual(['2026-02-05', '2026-04-05', '2026-05-05']);
    expect(dues(rows, { pauses: 'retain' })).toEqual(['2026-02-05', '2026-03-05', '2026-04-05', '2026-05-05']);
  });
});

const rate = (rows: readonly Row[], period: LabelledPeriod, options: RenewalOptions = {}): number[] => {
  const { numerator, denominator, undecided } = renewalRate(rows, period, options);
  return [numerator, denominator, undecided];
};
const byOpportunity: RenewalOptions = { weightedBy: 'opportunities' };
const march = month('2026-03');

describe('renewals, by hand', () => {
  it('the hand-worked cases of the contract', () => {
    // 100 due in April, 100 in May of which 5 leave, 95 in June.
    const rows = Array.from({ length: 100 }, (_, index) => {
      return row('2026-01-01', index < 5 ? '2026-05-01' : null, {
        customerId: `c${index}`,
        subscriptionId: `s${index}`,
      });
    });
    expect(rate(rows, quarter('2026-Q2'), byOpportunity)).toEqual([290, 295, 0]);
    expect(renewalRate(rows, quarter('2026-Q2'))).toEqual({
      value: 0.95,
      numerator: 95,
      denominator: 100,
      undecided: 0,
    });
    const monthEnd = [row('2026-01-31', '2026-04-30')];
    expect(rate(monthEnd, month('2026-04'), byOpportunity)).toEqual([0, 1, 0]);
    const upgrade = [row('2026-01-05', '2026-03-10'), row('2026-03-10', null, { amount: 20 })];
    expect(rate(upgrade, march, byOpportunity)).toEqual([1, 1, 0]);
  });

  it('a customer who stays with another subscription renews, a subscription does not', () => {
    const rows = [row('2026-01-05', '2026-03-05'), row('2026-01-10', null, { subscriptionId: 't' })];
    expect(rate(rows, march)).toEqual([1, 1, 0]);
    expect(rate(rows, march, byOpportunity)).toEqual([2, 2, 0]);
    expect(rate(rows, march, { grain: 'subscription' })).toEqual([1, 2, 0]);
  });

  it('one lost of three is a customer lost', () => {
    // Weekly due on 1, 8, 15, 22 and 29 March; away from the 8th to the 20th, back on the old anchor.
    const rows = [row('2026-02-01', '2026-03-08', { interval: 'week' }), row('2026-03-20', null, { interval: 'week' })];
    expect(rate(rows, march)).toEqual([0, 1, 0]);
    expect(rate(rows, march, byOpportunity)).toEqual([3, 4, 0]);
  });

  it('grace includes its last instant', () => {
    const rows = [row('2026-01-05', '2026-03-05'), row('2026-03-08', null)];
    expect(rate(rows, march, { graceDays: 2 })).toEqual([0, 1, 0]);
    expect(rate(rows, march, { graceDays: 3 })).toEqual([1, 1, 0]);
    // A gap of three days is shorter than four, not than three.
    expect(rate(rows, march, { churnGraceDays: 3 })).toEqual([0, 1, 0]);
    expect(rate(rows, march, { churnGraceDays: 4 })).toEqual([1, 1, 0]);
  });

  it('a due date at asOf is not decided yet, and counts one whatever the weight', () => {
    const rows = [row('2026-01-01', null, { interval: 'week' })]; // due on 5, 12, 19 and 26 March
    expect(rate(rows, march, { asOf: '2026-03-19' })).toEqual([1, 1, 2]);
    expect(rate(rows, march, { asOf: '2026-03-19T00:00:00.001Z', ...byOpportunity })).toEqual([3, 3, 1]);
    expect(rate(rows, march, { asOf: '2026-03-01' })).toEqual([0, 0, 4]);
  });

  it('an early end counts, or does not', () => {
    const rows = [row('2026-01-05', '2026-03-20')];
    expect(rate(rows, march)).toEqual([0, 1, 0]);
    expect(rate(rows, march, byOpportunity)).toEqual([1, 2, 0]);
    expect(rate(rows, march, { earlyTermination: 'exclude' })).toEqual([1, 1, 0]);
  });

  it('by interval', () => {
    const rows = [
      row('2025-03-05', null, { interval: 'year' }),
      row('2024-03-10', null, { intervalCount: 12, customerId: 'b' }),
      row('2026-02-01', null, { interval: 'day', intervalCount: 7, customerId: 'c' }),
      row('2025-03-09', '2026-03-20', { interval: 'term', customerId: 'd' }),
    ];
    expect(rate(rows, march, { interval: 'year' })).toEqual([2, 2, 0]);
    expect(rate(rows, march, { interval: 'quarter', intervalCount: 4 })).toEqual([2, 2, 0]);
    expect(rate(rows, march, { interval: 'week', ...byOpportunity })).toEqual([5, 5, 0]);
    expect(rate(rows, march, { interval: 'term' })).toEqual([0, 1, 0]);
    expect(rate(rows, march, { interval: 'month' })).toEqual([0, 0, 0]);
  });

  it('with trials as opportunities', () => {
    const rows = [
      row('2026-01-05', null),
      row('2026-02-20', '2026-03-06', { trialEnd: '2026-03-06', subscriptionId: 't' }),
      row('2026-02-20', null, { trialEnd: '2026-03-06', customerId: 'b' }),
      row('2026-02-20', null, { trialEnd: '2026-03-16', customerId: 'c' }),
    ];
    const options: RenewalOptions = { trialConversions: 'include', asOf: '2026-03-10' };
    expect(rate(rows, march, { ...options, trialConversions: 'exclude' })).toEqual([1, 1, 0]);
    expect(rate(rows, march, options)).toEqual([1, 2, 1]);
    expect(rate(rows, march, { ...options, ...byOpportunity })).toEqual([2, 3, 1]);
    expect(rate(rows, march, { ...options, interval: 'year' })).toEqual([1, 2, 1]);
  });
});

describe('revenue renewals, by hand', () => {
  const revenue = (
    rows: readonly Row[],
    period: LabelledPeriod,
    options: Parameters<typeof revenueRenewalRate>[2] = {},
  ) => {
    const { gross, net } = revenueRenewalRate(rows, period, options);
    return [gross.numerator, net.numerator, net.denominator];
  };

  it('what is renewed for more or less', () => {
    const rows = [
      row('2026-01-05', '2026-03-05'),
      row('2026-03-05', null, { amount: 15 }),
      row('2026-01-05', '2026-03-05', { customerId: 'b' }),
      row('2026-03-05', null, { customerId: 'b', amount: 4 }),
      row('2026-01-05', '2026-03-05', { customerId: 'c' }),
    ];
    expect(revenue(rows, march)).toEqual([14, 19, 30]);
    expect(revenueRenewalRate([], march)).toEqual({
      gross: { value: null, numerator: 0, denominator: 0 },
      net: { value: null, numerator: 0, denominator: 0 },
      lost: { value: null, numerator: 0, denominator: 0 },
      undecided: 0,
    });
  });

  it('of customers all of whose contracts are due', () => {
    const year = (subscriptionId: string, start: string, end: string | null): Row =>
      row(start, end, { subscriptionId, interval: 'year', amount: 120 });
    const all = { due: 'all' } as const;
    const one = [year('s', '2025-03-05', '2026-03-05'), year('t', '2024-06-05', null)];
    expect(revenue(one, march)).toEqual([0, 0, 10]);
    expect(revenueRenewalRate(one, march).lost.numerator).toBe(10);
    expect(revenue(one, march, all)).toEqual([0, 0, 0]);
    expect(renewalRate(one, march, all).denominator).toBe(0);
    // Both in March, and one of them broken off.
    const two = [year('s', '2025-03-05', '2026-03-05'), year('t', '2025-06-05', '2026-03-20')];
    expect(renewalRate(two, march, all)).toMatchObject({ numerator: 0, denominator: 1 });
    expect(renewalRate(one, march, { ...all, grain: 'subscription' }).denominator).toBe(1);
  });

  it('by another subscription, where that began in the term', () => {
    const other = (start: string): Row => row(start, null, { subscriptionId: 't', amount: 25 });
    const beside = (start: string): number[] =>
      revenue([row('2026-01-05', '2026-03-05'), other(start)], march, { interval: 'month', graceDays: 2 });
    // Where it began in February it is due itself in March, for 25.
    expect(beside('2026-02-06')).toEqual([10 + 25, 25 + 25, 35]);
    expect(beside('2026-02-05')).toEqual([25, 25, 35]); // not after the start of the term
    expect(beside('2026-03-07')).toEqual([10, 25, 10]); // the last day of grace
    expect(beside('2026-03-08')).toEqual([0, 0, 10]);
    const rows = [row('2026-01-05', '2026-03-05'), other('2026-03-05')];
    expect(revenue(rows, march, { grain: 'subscription' })).toEqual([0, 0, 10]);
  });

  it('churnGraceDays is shorter than, and known by asOf', () => {
    const rows = [row('2026-01-05', '2026-03-05'), row('2026-03-09', null, { amount: 12 })];
    expect(revenue(rows, march, { churnGraceDays: 4 })).toEqual([0, 0, 10]);
    expect(revenue(rows, march, { churnGraceDays: 5 })).toEqual([10, 12, 10]);
    expect(revenue(rows, march, { churnGraceDays: 5, asOf: '2026-03-08' })).toEqual([0, 0, 10]);
    expect(revenue(rows, march, { churnGraceDays: 5, asOf: '2026-03-09' })).toEqual([10, 12, 10]);
  });

  it('two that end at once share what followed, by what was due', () => {
    const rows = [
      row('2026-01-05', '2026-03-05', { amount: 30 }),
      row('2026-02-05', '2026-03-05', { amount: 10, subscriptionId: 't' }),
      row('2026-03-05', null, { amount: 20, subscriptionId: 'u' }),
      row('2026-03-05', null, { amount: 7, customerId: 'b' }),
    ];
    // 30 of 40 get 15 of the 20, 10 of 40 get 5.
    expect(revenue(rows, march)).toEqual([20, 20, 40]);
    const dearer = [...rows, row('2026-03-05', null, { amount: 60, subscriptionId: 'v' })];
    expect(revenue(dearer, march)).toEqual([40, 80, 40]);
  });

  it('at the rates before the period, which may say which cycle is in force too', () => {
    const rows = [
      row('2025-12-10', '2026-03-10', { currency: 'EUR' }),
      row('2025-12-20', '2026-03-20', { currency: 'USD', amount: 33, interval: 'quarter' }),
    ];
    const policy: Policy = { currency: 'USD', exchangeRates: { EUR: { '2026-01': 1, '2026-02': '1.2' } } };
    // In March 12 USD a month are more than 11: due on the 10th, and the rest left on the 20th.
    expect(revenue(rows, march, policy)).toEqual([11, 11, 34]);
    // For February 11 USD are more than 10: a quarter from 20 December, nothing due.
    expect(revenue(rows, month('2026-02'), policy)).toEqual([0, 0, 0]);
  });

  it('a lost term in the middle of it', () => {
    const rows = [
      row('2025-06-01', '2026-03-10', { interval: 'year', amount: 120 }),
      row('2026-03-10', null, { subscriptionId: 't', amount: 8 }),
    ];
    expect(revenue(rows, year('2026'), { interval: 'year' })).toEqual([8, 8, 10]);
    expect(revenue(rows, year('2026'), { interval: 'year', earlyTermination: 'exclude' })).toEqual([0, 0, 0]);
  });
});
