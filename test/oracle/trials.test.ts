import { describe, expect, it } from 'vitest';
import { month } from './periods.ts';
import { type TrialOptions, trialConversionRate } from './trials.ts';
import type { Row } from './types.ts';

const row = (start: string, end: string | null, more: Partial<Row> = {}): Row => ({
  ...{ customerId: 'a', subscriptionId: 's', start, end, amount: 10, interval: 'month' },
  ...more,
});

const told = (rows: readonly Row[], options: TrialOptions = {}): number[] => {
  const { numerator, denominator, undecided } = trialConversionRate(rows, month('2026-03'), options);
  return [numerator, denominator, undecided];
};

describe('trials, by hand', () => {
  const trialEnd = '2026-03-10';
  const free = row('2026-02-24', trialEnd, { amount: 0, trialEnd });

  it.each<[string, readonly Row[], readonly number[]]>([
    ['goes on to pay', [row('2026-02-24', null, { trialEnd })], [1, 1, 0]],
    ['ends with the row', [row('2026-02-24', trialEnd, { trialEnd })], [0, 1, 0]],
    ['ends after the row: still then', [row('2026-02-24', '2026-02-27', { trialEnd })], [0, 1, 0]],
    ['of a row that starts as it ends', [row(trialEnd, null, { trialEnd })], [0, 0, 0]],
    ['in April', [row('2026-02-24', null, { trialEnd: '2026-04-01' })], [0, 0, 0]],
    ['a free row of its own, then a paid one', [free, row(trialEnd, null)], [1, 1, 0]],
    ['then one under another id', [free, row(trialEnd, null, { subscriptionId: 't' })], [1, 1, 0]],
    ['then one that came during the trial', [free, row('2026-02-24', null, { subscriptionId: 't' })], [1, 1, 0]],
    ['beside one that was there before', [free, row('2026-02-23', null, { subscriptionId: 't' })], [0, 1, 0]],
    ['then one of another customer', [free, row(trialEnd, null, { customerId: 'b' })], [0, 1, 0]],
    [
      'two rows on one trial, the first of which is from before the other subscription',
      [free, row('2026-02-20', trialEnd, { trialEnd }), row('2026-02-22', null, { subscriptionId: 't' })],
      [1, 1, 0],
    ],
    ['two trials of one subscription', [free, row('2026-03-12', null, { trialEnd: '2026-03-20' })], [1, 2, 0]],
  ])('%s', (_, rows, expected) => {
    expect(told(rows)).toEqual(expected);
    expect(told(rows, { grain: 'subscription' })).toEqual(expected);
  });

  it('grace includes its last instant, and no gap is filled', () => {
    const rows = [free, row('2026-03-13', null)];
    expect(told(rows, { graceDays: 2 })).toEqual([0, 1, 0]);
    expect(told(rows, { graceDays: 3 })).toEqual([1, 1, 0]);
    expect(told([row('2026-01-01', '2026-03-08'), ...rows], { churnGraceDays: 90 })).toEqual([0, 1, 0]);
  });

  it('is undecided at asOf', () => {
    expect(told([free], { asOf: trialEnd })).toEqual([0, 0, 1]);
    expect(told([free], { asOf: '2026-03-10T00:00:00.001Z' })).toEqual([0, 1, 0]);
  });
});
