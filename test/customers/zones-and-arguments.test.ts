import {
  churnBreakdown,
  customerCount,
  involuntaryChurnRate,
  month,
  type Period,
  renewalRate,
  revenueRenewalRate,
  trialConversionRate,
  winBackRate,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { caught } from '../support/caught.ts';
import { row } from '../support/row.ts';

const march = month('2026-03');

test('the count of customers at an instant and at the end of a period', () => {
  const rows = [row({ end: '2026-03-10' }), row({ customerId: 'ben', start: '2026-03-05' })];
  expect([customerCount(rows, '2026-03-07'), customerCount(rows, march), customerCount([], march)]).toEqual([2, 1, 0]);
});

describe('dates of rows are days of the zone of the period', () => {
  // The first of March begins in New York five hours after it does in UTC: there the row still runs when March begins.
  const newYork = month('2026-03', { timeZone: 'America/New_York' });
  const ended = [row({ end: '2026-03-01', churnType: 'involuntary' })];

  test.each<[string, (period: Period) => number, number, number]>([
    ['churnBreakdown', (period) => churnBreakdown(ended, period, () => 1).length, 1, 1],
    ['involuntaryChurnRate', (period) => involuntaryChurnRate(ended, period).numerator, 1, 1],
    ['winBackRate', (period) => winBackRate(ended, period).denominator, 0, 0],
    // Due on the first of April, which is in March of New York where the row began by the days of UTC.
    ['renewalRate', (period) => renewalRate([row({ start: '2026-03-01' })], period).denominator, 0, 0],
    [
      'revenueRenewalRate',
      (period) => revenueRenewalRate([row({ start: '2026-03-01' })], period).net.denominator,
      0,
      0,
    ],
    [
      'trialConversionRate',
      (period) => trialConversionRate([row({ trialEnd: '2026-04-01' })], period).denominator,
      0,
      0,
    ],
  ])('%s', (_, count, inNewYork, inUtc) => {
    expect(count(newYork)).toBe(inNewYork);
    expect(count(march)).toBe(inUtc);
  });
});

describe('what is refused, word for word', () => {
  const noPeriod = 5 as unknown as Period;
  test.each<[() => unknown, string, string]>([
    [() => churnBreakdown([], noPeriod, () => 1), 'INVALID_PERIOD', 'period must be a Period'],
    [() => involuntaryChurnRate([], noPeriod), 'INVALID_PERIOD', 'period must be a Period'],
    [() => winBackRate([], noPeriod), 'INVALID_PERIOD', 'period must be a Period'],
    [() => renewalRate([], noPeriod), 'INVALID_PERIOD', 'period must be a Period'],
    [() => trialConversionRate([], noPeriod), 'INVALID_PERIOD', 'period must be a Period'],
    [
      () => winBackRate([], march, { lapsedWithinDays: -1 }),
      'INVALID_NUMBER',
      'options.lapsedWithinDays must be a whole number of days from 0 to 36600; received -1',
    ],
    [
      () => renewalRate([], march, { graceDays: -1 }),
      'INVALID_NUMBER',
      'options.graceDays must be a whole number of days from 0 to 36600; received -1',
    ],
    [
      () => renewalRate([], march, { intervalCount: 2 }),
      'INVALID_OPTION',
      'options.intervalCount must be used together with interval; received 2',
    ],
    [
      () => renewalRate([], march, { interval: 'term', intervalCount: 1 }),
      'INVALID_OPTION',
      "options.intervalCount must be left out if interval is 'term'; received 1",
    ],
  ])('%s', (action, code, text) => {
    expect(caught(action)).toMatchObject({ code });
    expect((caught(action) as Error).message.startsWith(text)).toBe(true);
  });
});
