import { ledger, mergeCustomers, mrr, netCredits, type Subscription } from 'tenure';
import { describe, expect, test } from 'vitest';
import { refusal } from '../../support/caught.ts';
import { row } from '../../support/row.ts';

const net = (...rows: readonly unknown[]) => netCredits(rows as readonly Subscription[]);
const merge = (rows: readonly unknown[], ...merges: readonly unknown[]) =>
  mergeCustomers(rows as readonly Subscription[], merges as never);

describe('what is refused is told word for word', () => {
  test.each<[() => unknown, string]>([
    [
      () => net(row({}), row({ customerId: 'ben', amount: -1 })),
      "subscriptions[1].amount must be matched at all times by rows beside it (unmatched: 'report' returns it instead); received -1",
    ],
    [
      () => net(row({ amount: 1 }), row({ amount: -2 })),
      "subscriptions[1].amount must not exceed the rows beside it (unmatched: 'report' returns it instead); received -2",
    ],
    [() => netCredits(5 as never), 'subscriptions must be an array of subscriptions; received 5'],
    [() => net('row'), "subscriptions[0] must be an object; received 'row'"],
    [
      () => net(row({ customerId: '' })),
      "subscriptions[0].customerId must be a non-empty string, a safe integer or a bigint; received ''",
    ],
    [
      () => net(row({ end: '2025-01-01' })),
      "subscriptions[0].end must not come before its start; received '2025-01-01'",
    ],
    [() => net(row({ end: 'soon' })), 'subscriptions[0].end must be '],
    [() => mergeCustomers([], 5 as never), 'merges must be an array of { from, into, at? }; received 5'],
    [() => merge([], { from: '', into: 'b' }), 'merges[0].from must be a non-empty string'],
    [
      () => merge([], { from: 'a', into: 'b' }, { from: 'a', into: 'c' }),
      "merges[1].from must not repeat an earlier one; received 'a'",
    ],
    [
      () => merge([], { from: 'a', into: 'a' }),
      "merges[0].into must be another customer, which does not merge back; received 'a'",
    ],
  ])('%s', (call, message) => {
    const error = refusal(call);
    expect(error?.message.slice(0, message.length)).toBe(message);
  });
});

describe('credits of one basis', () => {
  const term = { interval: 'term', end: '2026-07-01' } as const;

  test.each<[string, Partial<Subscription>, Partial<Subscription>, boolean]>([
    ['days', { interval: 'day' }, { interval: 'day' }, true],
    ['weeks', { interval: 'week' }, { interval: 'week' }, true],
    ['days and weeks', { interval: 'day' }, { interval: 'week' }, false],
    ['days and months', { interval: 'day' }, { interval: 'month' }, false],
    ['a quarter and a year', { interval: 'quarter' }, { interval: 'year' }, true],
    ['one term', term, term, true],
    ['terms that begin apart', { ...term, start: '2025-12-01' }, term, false],
    ['terms that end apart', { ...term, end: '2026-08-01' }, term, false],
  ])('%s net against each other, or do not', (_, own, credit, isNetted) => {
    const given = [row({ amount: 100, ...own }), row({ amount: -1, ...credit })];
    const { rows, unmatched } = netCredits(given, { unmatched: 'report' });
    expect(unmatched).toHaveLength(isNetted ? 0 : 1);
    const [before] = mrr([given[0] as Subscription], ['2026-02-01']) as [number];
    const [after] = mrr(ledger(rows), ['2026-02-01']) as [number];
    expect(after < before).toBe(isNetted);
  });

  test('a term takes what is left of it, per month', () => {
    const { rows } = net(row({ ...term, amount: 600 }), row({ ...term, amount: -60 }));
    expect(mrr(rows, '2026-02-01')).toBe(90);
  });

  test('a trial that is over before the row begins keeps no credit off', () => {
    const { rows } = net(row({ amount: 100, trialEnd: '2025-12-01' }), row({ amount: -1 }));
    expect(rows).toEqual([row({ amount: 100, trialEnd: '2025-12-01', discount: { amount: '1' } })]);
  });
});

test('nor does it let a credit begin before the row', () => {
  const own = row({ amount: 100, start: '2026-02-01', trialEnd: '2026-01-15' });
  const { unmatched } = netCredits([own, row({ amount: -1 })], { unmatched: 'report' });
  expect(unmatched).toMatchObject([{ index: 1, reason: 'noRow' }]);
});

describe('rows are cut no more than need be', () => {
  test('two credits of one amount, one after the other, are one part', () => {
    const { rows } = net(
      row({ amount: 100 }),
      row({ amount: -5, start: '2026-02-01', end: '2026-03-01' }),
      row({ amount: -5, start: '2026-03-01', end: '2026-04-01' }),
    );
    expect(rows.map(({ start, end, discount }) => [start, end, discount])).toEqual([
      ['2026-01-01', '2026-02-01', undefined],
      ['2026-02-01', '2026-04-01', { amount: '5' }],
      ['2026-04-01', undefined, undefined],
    ]);
  });

  test('the same amount off again after a while is a part of its own', () => {
    const { rows } = net(
      row({ amount: 100 }),
      row({ amount: -5, start: '2026-02-01', end: '2026-03-01' }),
      row({ amount: -5, start: '2026-04-01', end: '2026-05-01' }),
    );
    expect(rows.map(({ start, end, discount }) => [start, end, discount?.amount])).toEqual([
      ['2026-01-01', '2026-02-01', undefined],
      ['2026-02-01', '2026-03-01', '5'],
      ['2026-03-01', '2026-04-01', undefined],
      ['2026-04-01', '2026-05-01', '5'],
      ['2026-05-01', undefined, undefined],
    ]);
  });

  test('credits of different amounts, in whatever order they come, are cut in order of time', () => {
    const credits = [
      row({ amount: -7, start: '2026-03-01', end: '2026-05-01' }),
      row({ amount: -5, start: '2026-02-01', end: '2026-04-01' }),
    ];
    for (const order of [credits, [...credits].reverse()]) {
      const { rows } = net(row({ amount: 100 }), ...order);
      expect(rows.map(({ start, discount }) => [start, discount])).toEqual([
        ['2026-01-01', undefined],
        ['2026-02-01', { amount: '5' }],
        ['2026-03-01', { amount: '12' }],
        ['2026-04-01', { amount: '7' }],
        ['2026-05-01', undefined],
      ]);
    }
  });

  test('a row of 0 stays, and takes nothing off a credit beside it', () => {
    const free = row({ amount: 0 });
    const { rows } = net(free, row({ amount: 100 }), row({ amount: -5 }));
    expect(rows).toEqual([free, row({ amount: 100, discount: { amount: '5' } })]);
    expect(rows[0]).toBe(free);
  });

  test('a row that one credit is off for a while has only the rest left for a longer one', () => {
    const given = [
      row({ amount: 10 }),
      row({ amount: -7, start: '2026-03-01', end: '2026-04-01' }),
      row({ amount: -5, start: '2026-02-01', end: '2026-05-01' }),
    ];
    const { rows, unmatched } = netCredits(given, { unmatched: 'report' });
    expect(unmatched).toEqual([{ index: 2, row: given[2], reason: 'exceeds' }]);
    expect(mrr(rows, ['2026-02-15', '2026-03-15', '2026-04-15'])).toEqual([10, 3, 10]);
  });

  test('a bound of its own stands as it was given, however a credit writes it', () => {
    const own = row({ amount: 100, end: '2026-04-01T00:00:00Z' });
    const credit = row({ amount: -5, start: '2026-02-01', end: '2026-04-01' });
    expect(net(own, credit).rows).toEqual([
      { ...own, end: '2026-02-01' },
      { ...own, start: '2026-02-01', discount: { amount: '5' } },
    ]);
  });

  test('one that is there for no time takes nothing off and cuts nothing', () => {
    const own = row({ amount: 100 });
    const { rows, unmatched } = net(own, row({ amount: -5, start: '2026-02-01', end: '2026-02-01' }));
    expect(rows[0]).toBe(own);
    expect([rows.length, unmatched.length]).toEqual([1, 0]);
  });

  test('fields of the row stand as they were given, but for what is cut', () => {
    const own = row({ amount: 100, end: null, start: '2026-01-01T00:00:00Z' });
    const credit = row({ amount: -5, start: '2026-01-01', end: '2026-02-01' });
    expect(net(own, credit).rows).toEqual([
      { ...own, end: '2026-02-01', discount: { amount: '5' } },
      { ...own, start: '2026-02-01' },
    ]);
  });
});
