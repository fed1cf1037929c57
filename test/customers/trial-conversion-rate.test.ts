import { month, type Subscription, type TrialConversionOptions, trialConversionRate } from 'tenure';
import { describe, expect, test } from 'vitest';
import { refusal } from '../support/caught.ts';

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

describe('a trial converts', () => {
  const own = trial({ end: '2026-03-15', amount: 0, subscriptionId: undefined });
  const paid = (start: string) => ({ ...trial({ start, subscriptionId: 'paid' }), trialEnd: null });

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
  [{ graceDays: -1 }, 'INVALID_OPTION', 'options.graceDays'],
  [{ weightedBy: 'customers' }, 'UNKNOWN_KEY', 'options.weightedBy'],
])('bad input: %j', (options, code, path) => {
  expect(refusal(() => trialConversionRate([], march, options as never))).toMatchObject({ code, path });
});
