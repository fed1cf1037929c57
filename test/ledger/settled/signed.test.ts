import {
  arr,
  customerMovements,
  ledgerFromColumns,
  month,
  mrr,
  type Policy,
  renewalRate,
  type Subscription,
  subscriptionColumns,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { row } from '../../support/row.ts';

const signed = { startAt: 'signed' } as const satisfies Policy;
const at = ['2025-10-15', '2025-12-15', '2026-01-15', '2026-07-15', '2027-01-15'];
const months = (rows: readonly Subscription[], policy: Policy = signed) => mrr(rows, at, policy) as number[];

/** A year from January, signed on 1 November. */
const contract = (fields: Partial<Subscription> = {}) =>
  row({ amount: 120, start: '2026-01-01', end: '2027-01-01', signedAt: '2025-11-01', ...fields });
const old = (fields: Partial<Subscription> = {}) =>
  row({ amount: 100, start: '2025-01-01', end: '2026-01-01', ...fields });

describe("startAt: 'signed'", () => {
  test.each<[string, Subscription[], number[], Policy?]>([
    ['committed from the signature on', [contract()], [0, 120, 120, 120, 0]],
    ['by default from when it is served', [contract()], [0, 0, 120, 120, 0], {}],
    ['a signature after the start changes nothing', [contract({ signedAt: '2026-02-01' })], [0, 0, 120, 120, 0]],
    ['nor does a missing one', [contract({ signedAt: null })], [0, 0, 120, 120, 0]],
    ['a renewal takes the place of what it renews', [old(), contract()], [100, 120, 120, 120, 0]],
    [
      'of its subscription too, across a gap',
      [old({ subscriptionId: 's', end: '2025-12-20' }), contract({ subscriptionId: 's' })],
      [100, 120, 120, 120, 0],
    ],
    [
      'of rows that began after it was signed as well',
      [old({ end: '2025-12-01' }), old({ start: '2025-12-01' }), contract()],
      [100, 120, 120, 120, 0],
    ],
    [
      'a phase that another follows is not at its end',
      [
        old({ subscriptionId: 'a', end: '2025-12-01' }),
        old({ subscriptionId: 'a', start: '2025-12-01', end: null }),
        contract({ subscriptionId: 'b' }),
      ],
      [100, 220, 220, 220, 100],
    ],
    [
      'nor is a step, for another contract signed with it',
      [
        contract({ subscriptionId: 'a', end: '2026-04-01', amount: 60 }),
        contract({ subscriptionId: 'a', start: '2026-04-01', amount: 70 }),
        contract({ subscriptionId: 'b', start: '2026-07-01', amount: 100 }),
      ],
      [0, 160, 160, 170, 0],
    ],
    [
      'two lines of one renewal take the place of its phases',
      [
        old({ subscriptionId: 's', end: '2025-12-01' }),
        old({ subscriptionId: 's', start: '2025-12-01' }),
        contract({ subscriptionId: 's' }),
        contract({ subscriptionId: 's', amount: 10 }),
      ],
      [100, 130, 130, 130, 0],
    ],
    ['what runs on beside it counts beside it', [old({ end: null }), contract()], [100, 220, 220, 220, 100]],
    [
      'where subscriptions are looked at, only its own gives way',
      [old({ subscriptionId: 'a' }), contract({ subscriptionId: 'b' })],
      [100, 220, 120, 120, 0],
      { ...signed, grain: 'subscription' },
    ],
    [
      'and the one that it replaces',
      [old({ subscriptionId: 'a' }), contract({ subscriptionId: 'b', replaces: 'a' })],
      [100, 120, 120, 120, 0],
      { ...signed, grain: 'subscription' },
    ],
    [
      'the steps of one contract come one after the other',
      [contract({ end: '2026-07-01', amount: 60 }), contract({ start: '2026-07-01' })],
      [0, 60, 60, 120, 0],
    ],
    ['who tries has not committed', [contract({ trialEnd: '2026-02-01' })], [0, 0, 0, 120, 0]],
    [
      'where trials of who has paid before count, they do from when they start',
      [old({ end: null, subscriptionId: 'a' }), contract({ subscriptionId: 'b', trialEnd: '2026-08-01' })],
      [100, 100, 220, 220, 100],
      { ...signed, trials: 'first' },
    ],
    [
      'unless trials are paid',
      [contract({ trialEnd: '2026-02-01' })],
      [0, 120, 120, 120, 0],
      { ...signed, trials: 'include' },
    ],
    ['void before it began: never active', [contract({ end: '2026-01-01' })], [0, 0, 0, 0, 0]],
    [
      'cancelled before it began, where the request counts',
      [contract({ cancelRequestedAt: '2025-12-20' })],
      [0, 120, 0, 0, 0],
      { ...signed, churnAt: 'cancelRequest' },
    ],
  ])('%s', (_, rows, expected, policy = signed) => {
    expect(months(rows, policy)).toEqual(expected);
    expect(months([...rows].reverse(), policy)).toEqual(expected);
    expect(months(ledgerFromColumns(subscriptionColumns(rows) as never, policy) as never, {})).toEqual(expected);
  });

  describe('between the signature and the start', () => {
    /** On 15 November, when the contract is signed, and on 15 December. */
    const then = ['2025-11-15', '2025-12-15'];
    const phase = (
      subscriptionId: string | null,
      start: string,
      end: string | null,
      fields: Partial<Subscription> = {},
    ) => old({ subscriptionId, start, end, ...fields });
    const first = phase('a', '2025-01-01', '2025-11-20');

    test.each<[string, Subscription[], number[], Policy?]>([
      [
        'a subscription goes on over several phases',
        [first, phase('a', '2025-11-20', '2025-12-01'), phase('a', '2025-12-01', null)],
        [220, 220],
      ],
      [
        'until one of them ends for good',
        [first, phase('a', '2025-11-20', '2025-12-01'), phase('a', '2025-12-01', '2025-12-20')],
        [120, 120],
      ],
      ['even where that is when the contract starts', [first, phase('a', '2025-11-20', '2026-01-01')], [120, 120]],
      [
        'of two that follow, it is enough that one runs on',
        [first, phase('a', '2025-11-20', '2025-12-01', { amount: 5 }), phase('a', '2025-11-20', null, { amount: 7 })],
        [220, 127],
      ],
      [
        'one that begins with the contract, and is not part of it, is one of them',
        [phase('a', '2025-01-01', '2026-01-01'), phase('a', '2026-01-01', null)],
        [220, 220],
      ],
      ['a phase of another subscription is none', [first, phase('c', '2025-11-20', null, { amount: 7 })], [120, 127]],
      [
        'nor a row without an id',
        [phase(null, '2025-01-01', '2025-11-20'), phase(null, '2025-11-20', null, { amount: 7 })],
        [120, 127],
      ],
      [
        'nor one of another customer',
        [first, { ...phase('a', '2025-11-20', null, { amount: 7 }), customerId: 'ben' }],
        [120, 127],
      ],
      [
        'an end before the data was taken counts, where later ones do not',
        [phase(null, '2025-01-01', '2025-12-01')],
        [120, 120],
        { ...signed, lastEnds: 'paidThrough', asOf: '2025-12-20' },
      ],
    ])('%s', (_, rows, expected, policy = signed) => {
      const all = [...rows, contract({ subscriptionId: 'b' })];
      expect(mrr(all, then, policy)).toEqual(expected);
      expect(mrr([...all].reverse(), then, policy)).toEqual(expected);
    });

    test('a contract that was tried and never paid keeps no other waiting', () => {
      const tried = contract({
        subscriptionId: 'c',
        replaces: 'a',
        start: '2025-11-10',
        end: '2025-12-10',
        trialEnd: '2026-01-05',
      });
      const rows = [phase('a', '2025-01-01', '2025-06-01'), tried, contract({ subscriptionId: 'b' })];
      expect(mrr(rows, then, signed)).toEqual([120, 120]);
    });

    test('nor does one whose payments were due before it started, and after its planned end still are', () => {
      const unpaid = contract({
        subscriptionId: 'c',
        start: '2025-11-10',
        end: '2025-12-10',
        pastDue: [{ start: '2025-01-01', end: '2027-01-01' }],
      });
      const policy = { ...signed, lastEnds: 'paidThrough', pastDueGraceDays: 0, asOf: '2025-11-05' } as const;
      expect(mrr([unpaid, contract({ subscriptionId: 'c' })], then, policy)).toEqual([120, 120]);
    });

    test('nor one that was on trial until its planned end, after which another phase of it follows', () => {
      const tried = contract({ subscriptionId: 'c', start: '2025-11-10', end: '2025-12-10', trialEnd: '2025-12-10' });
      const policy = { ...signed, lastEnds: 'paidThrough', asOf: '2025-11-05' } as const;
      expect(mrr([tried, contract({ subscriptionId: 'c' })], then, policy)).toEqual([120, 120]);
    });

    test('the contract itself is no phase of what it renews', () => {
      const rows = [phase('a', '2025-01-01', '2026-01-01'), contract({ subscriptionId: 'a' })];
      expect(mrr(rows, then, signed)).toEqual([120, 120]);
    });
  });

  test('committed ARR beside the ARR that is served', () => {
    expect([arr([contract()], '2025-12-01', signed), arr([contract()], '2025-12-01')]).toEqual([1440, 0]);
    expect(customerMovements([contract()], month('2025-11'), signed).new).toBe(1);
  });

  test('due dates are those of the service', () => {
    const rows = [contract({ interval: 'year', end: null })];
    expect(renewalRate(rows, month('2026-11'), signed).denominator).toBe(0);
    expect(renewalRate(rows, month('2027-01'), signed)).toMatchObject({ numerator: 1, denominator: 1 });
  });
});
