import {
  customerChurnRate,
  customerDurations,
  inspectLedger,
  involuntaryChurnRate,
  ledgerBuilder,
  ledgerFromColumns,
  month,
  mrr,
  type Policy,
  type Subscription,
  subscriptionColumns,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { keysOf, refusal } from '../../support/caught.ts';
import { row } from '../../support/row.ts';

/** Taken on 15 March. */
const through = { lastEnds: 'paidThrough', asOf: '2026-03-15' } as const satisfies Policy;
const at = ['2026-02-15', '2026-03-15', '2026-04-15', '2026-06-15'];
const paid = (start: string, end: string | null, fields: Partial<Subscription> = {}) =>
  row({ subscriptionId: 's', start, end, ...fields });

describe("lastEnds: 'paidThrough'", () => {
  test.each<[string, Subscription[], number[], Policy?]>([
    ['paid until April, and nobody said that it ends', [paid('2026-01-10', '2026-04-10')], [10, 10, 10, 10]],
    ['by default that is its end', [paid('2026-01-10', '2026-04-10')], [10, 10, 0, 0], { asOf: '2026-03-15' }],
    ['an end before the data was taken is one', [paid('2026-01-10', '2026-03-14')], [10, 0, 0, 0]],
    ['at the instant it was taken it is none', [paid('2026-01-10', '2026-03-15')], [10, 10, 10, 10]],
    [
      'of the rows of a subscription the latest',
      [paid('2026-01-10', '2026-02-10'), paid('2026-02-10', '2026-04-10', { amount: 12 })],
      [12, 12, 12, 12],
    ],
    [
      'what comes before it ends, planned as it may be',
      [paid('2026-01-10', '2026-04-10'), paid('2026-04-10', '2026-05-10', { amount: 12 })],
      [10, 10, 12, 12],
    ],
    [
      'before one that runs on too',
      [paid('2026-01-10', '2026-04-10'), paid('2026-04-10', null, { amount: 12 })],
      [10, 10, 12, 12],
    ],
    [
      'each subscription has one',
      [paid('2026-01-10', '2026-04-10'), paid('2026-01-10', '2026-05-10', { subscriptionId: 't', amount: 5 })],
      [15, 15, 15, 15],
    ],
    ['a row without an id is one', [paid('2026-01-10', '2026-04-10', { subscriptionId: null })], [10, 10, 10, 10]],
    [
      'who asked to leave does',
      [paid('2026-01-10', '2026-04-10', { cancelRequestedAt: '2026-03-01' })],
      [10, 10, 0, 0],
    ],
    [
      'and at once where that counts',
      [paid('2026-01-10', '2026-04-10', { cancelRequestedAt: '2026-03-01' })],
      [10, 0, 0, 0],
      { ...through, churnAt: 'cancelRequest' },
    ],
    [
      'a trial that is told as such goes on to pay',
      [paid('2026-03-10', '2026-04-10', { trialEnd: '2026-04-10' })],
      [0, 0, 10, 10],
    ],
    [
      'the price of a term is that of its own dates',
      [paid('2026-01-10', '2026-04-10', { interval: 'term', amount: 30 })],
      [10, 10, 10, 10],
    ],
    ['a row that ends as it begins is never active', [paid('2026-04-10', '2026-04-10')], [0, 0, 0, 0]],
    [
      'what was replaced has ended',
      [paid('2026-01-10', '2026-04-10'), paid('2026-04-20', null, { subscriptionId: 't', replaces: 's', amount: 12 })],
      [10, 10, 10, 12],
    ],
    [
      'paused after its end as well',
      [paid('2026-01-10', '2026-04-10', { pauses: [{ start: '2026-04-01', end: '2026-05-01' }] })],
      [10, 10, 0, 10],
    ],
  ])('%s', (_, rows, expected, policy = through) => {
    expect(mrr(rows, at, policy)).toEqual(expected);
    expect(mrr([...rows].reverse(), at, policy)).toEqual(expected);
    expect(mrr(ledgerFromColumns(subscriptionColumns(rows) as never, policy), at)).toEqual(expected);
    expect(mrr(ledgerBuilder(policy).add(rows).build(), at)).toEqual(expected);
  });

  test('the month in which all is renewed shows no churn', () => {
    const rows = [paid('2026-01-10', '2026-04-10'), paid('2026-01-10', '2026-03-10', { customerId: 'ben' })];
    expect(customerChurnRate(rows, month('2026-04'), through).value).toBe(0);
    expect(customerChurnRate(rows, month('2026-03'), through).value).toBe(0.5);
    expect(inspectLedger(rows, through).findings).toEqual([]);
    expect(inspectLedger(rows, { asOf: '2026-03-15' }).findings).toMatchObject([{ kind: 'plannedEnd', count: 1 }]);
  });

  test('asks for the instant the data was taken', () => {
    const { asOf: _, ...policy } = through;
    expect(refusal(() => mrr([], '2026-03-01', policy))).toMatchObject({
      code: 'INVALID_INSTANT',
      path: keysOf('policy.asOf'),
      message: "policy.asOf must be present with lastEnds: 'paidThrough'; received undefined",
    });
    const rows = [paid('2026-01-10', '2026-04-10')];
    expect(customerDurations(rows, { ...policy, asOf: '2026-03-10' })).toMatchObject([{ event: false, duration: 2 }]);
  });

  test('a row that never pays ends nothing: one that was given up before it began, in the place of another', () => {
    const rows = [
      row({ subscriptionId: 'old', end: '2026-03-01' }),
      row({ subscriptionId: 'next', replaces: 'old', start: '2026-05-01', cancelRequestedAt: '2026-04-01' }),
    ];
    const policy = { lastEnds: 'paidThrough', churnAt: 'cancelRequest', asOf: '2026-02-01' } as const;
    expect(mrr(rows, ['2026-02-15', '2026-03-15', '2026-06-15'], policy)).toEqual([10, 10, 10]);
  });

  test('a row without an id is a subscription of its own, and each has a latest end', () => {
    const rows = [row({ end: '2026-04-10' }), row({ end: '2026-05-10', amount: 20 })];
    expect(mrr(rows, ['2026-04-15', '2026-06-15'], through)).toEqual([30, 30]);
    const ofOne = rows.map((own) => ({ ...own, subscriptionId: 's' }));
    expect(mrr(ofOne, ['2026-04-15', '2026-06-15'], through)).toEqual([20, 20]);
  });

  test('an end that stays one keeps whose wish it was', () => {
    const rows = [
      paid('2026-01-10', '2026-04-10', { churnType: 'involuntary' }),
      paid('2026-05-10', '2026-06-10', { churnType: 'voluntary' }),
    ];
    expect(involuntaryChurnRate(rows, month('2026-04'), through)).toMatchObject({ numerator: 1, denominator: 1 });
  });

  test('also where a pause begins at that very time', () => {
    const pauses = [{ start: '2026-04-10', end: '2026-05-10' }];
    const rows = [
      paid('2026-01-10', '2026-04-10', { churnType: 'involuntary', pauses }),
      paid('2026-05-10', '2026-06-10', { churnType: 'voluntary' }),
    ];
    expect(involuntaryChurnRate(rows, month('2026-04'), through)).toMatchObject({ numerator: 1, denominator: 1 });
  });
});
