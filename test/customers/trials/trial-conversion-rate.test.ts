import { month, type Subscription, type TrialConversionOptions, trialConversionRate } from 'tenure';
import { describe, expect, test } from 'vitest';
import { keysOf, refusal } from '../../support/caught.ts';

const trial = (fields: Partial<Subscription>): Subscription => ({
  customerId: 'ada',
  subscriptionId: 's',
  start: '2026-03-01',
  trialEnd: '2026-03-15',
  amount: 10,
  interval: 'month',
  ...fields,
});
const march = month('2026-03');

/** [converted, ended] */
function conversions(rows: readonly Subscription[], options?: TrialConversionOptions) {
  const { numerator, denominator } = trialConversionRate(rows, march, options);
  return [numerator, denominator];
}

const paidRow = (start: string): Subscription => ({ ...trial({ start, subscriptionId: 'paid' }), trialEnd: null });

describe('a trial converts', () => {
  const own = trial({ end: '2026-03-15', amount: 0, subscriptionId: undefined });
  const paid = paidRow;

  test('when its row goes on', () => expect(conversions([trial({})])).toEqual([1, 1]));

  test('not when its row ends with it or before, and then it ended with the trial all the same', () => {
    expect(conversions([trial({ end: '2026-03-15' })])).toEqual([0, 1]);
    expect(conversions([trial({ end: '2026-03-03' })])).toEqual([0, 1]);
    expect(conversions([trial({ end: '2026-03-03', trialEnd: '2026-04-01' })])).toEqual([0, 0]);
  });

  test('when it is a free row of its own and a paid one follows in time', () => {
    expect(conversions([own, paid('2026-03-15')])).toEqual([1, 1]);
    expect(conversions([own, paid('2026-03-18')])).toEqual([0, 1]);
    expect(conversions([own, paid('2026-03-18')], { graceDays: 2 })).toEqual([0, 1]);
    expect(conversions([own, paid('2026-03-18')], { graceDays: 3 })).toEqual([1, 1]);
    expect(conversions([own, paid('2026-03-18')], { graceDays: 3, grain: 'subscription' })).toEqual([1, 1]);
  });

  test('when the customer bought before it was over', () => {
    expect(conversions([own, paid('2026-03-05')])).toEqual([1, 1]);
  });

  test('when the customer bought on the day it began, or in another row than the one that the data has last', () => {
    expect(conversions([own, paid('2026-03-01')])).toEqual([1, 1]);
    const rows = [paid('2026-03-18'), own];
    expect(conversions(rows, { graceDays: 3, grain: 'subscription' })).toEqual([1, 1]);
  });

  test('by its own subscription, also where that was paid before; ids are of one customer each', () => {
    const rows = ['ada', 'ben', 'cem'].flatMap((customerId) => [
      { ...trial({ customerId, start: '2026-01-01', end: '2026-02-01' }), trialEnd: null },
      trial({ customerId }),
    ]);
    expect(conversions(rows)).toEqual([3, 3]);
    const [adaBefore, adaTrial, ...others] = rows as [Subscription, Subscription, ...Subscription[]];
    expect(conversions([...others, adaBefore, { ...adaTrial, end: '2026-03-15' }])).toEqual([2, 3]);
  });

  test('not by what was paid until its last instant', () => {
    expect(conversions([trial({ end: '2026-03-15' })], { trials: 'include' })).toEqual([0, 1]);
  });

  test('not because of what the customer paid for before it began', () => {
    expect(conversions([own, paid('2026-02-01')])).toEqual([0, 1]);
  });

  test('also of a subscription that is paid in trial', () => {
    expect(conversions([trial({})], { trials: 'include' })).toEqual([1, 1]);
  });
});

describe('a trial counts', () => {
  test('once, however many rows tell of it', () => {
    const seats = [trial({ end: '2026-03-07' }), trial({ start: '2026-03-07', quantity: 3 })];
    expect(conversions(seats)).toEqual([1, 1]);
    expect(conversions(seats.map((row, i) => ({ ...row, subscriptionId: `s${i}` })))).toEqual([2, 2]);
  });

  test('from the first of its rows on, in whatever order they come', () => {
    const first = trial({ end: '2026-03-07', amount: 0 });
    const second = trial({ start: '2026-03-07', end: '2026-03-15', amount: 0 });
    // Bought during the first row, before the second one began.
    const bought = paidRow('2026-03-05');
    expect(conversions([first, second, bought])).toEqual([1, 1]);
    expect(conversions([second, first, bought])).toEqual([1, 1]);
  });

  test('by the row where it names no subscription', () => {
    const nameless = trial({ subscriptionId: undefined });
    expect(conversions([nameless, { ...nameless, plan: 'other' }])).toEqual([2, 2]);
  });

  test('in no period after the one in which it ended', () => {
    expect(conversions([trial({ start: '2026-02-01', trialEnd: '2026-02-20' })])).toEqual([0, 0]);
  });

  test('in the period in which it ends, its start included', () => {
    expect(conversions([trial({ trialEnd: '2026-04-01' })])).toEqual([0, 0]);
    expect(conversions([trial({ start: '2026-02-20', trialEnd: '2026-03-01' })])).toEqual([1, 1]);
  });

  test('not where the row has none', () => {
    expect(
      conversions([trial({ trialEnd: '2026-03-01' }), { ...trial({ customerId: 'ben' }), trialEnd: null }]),
    ).toEqual([0, 0]);
  });

  test('as undecided from asOf on', () => {
    const rows = [trial({}), trial({ customerId: 'ben', trialEnd: '2026-03-14', end: '2026-03-14' })];
    expect(trialConversionRate(rows, march, { asOf: '2026-03-15' })).toEqual({
      value: 0,
      numerator: 0,
      denominator: 1,
      undecided: 1,
    });
  });
});

test('no trial is null', () => {
  expect(trialConversionRate([], march)).toEqual({ value: null, numerator: 0, denominator: 0, undecided: 0 });
});

test.each<[object, string, string]>([
  [{ graceDays: -1 }, 'INVALID_NUMBER', 'options.graceDays'],
  [{ weightedBy: 'customers' }, 'UNKNOWN_KEY', 'options.weightedBy'],
])('bad input: %j', (options, code, path) => {
  expect(refusal(() => trialConversionRate([], march, options as never))).toMatchObject({ code, path: keysOf(path) });
});
