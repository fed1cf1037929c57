import fc from 'fast-check';
import { month, type Payment, paymentSuccessRate, recoveryRate } from 'tenure';
import { describe, expect, test } from 'vitest';
import { paymentScenario } from '../oracle/service-arbitraries.ts';
import { keysOf, refusal } from '../support/caught.ts';
import { propertyRuns } from '../support/property-runs.ts';

const march = month('2026-03');

/*
 * A pencil table, all of March 2026 in UTC.
 *
 *  invoice  1st failed            then
 *  A        1st insufficient      failed 4th, succeeded 8th  (3rd attempt, 7 days)
 *  B        1st insufficient      succeeded 3rd              (2nd attempt, 2 days)
 *  C        10th expired          succeeded 1 April, the 4th attempt by its number (22 days)
 *  D        20th expired          written off on the 25th
 *  E        28th no reason        nothing
 *  F        succeeded at once
 */
const payment = (invoiceId: string, day: string, status: Payment['status'], more: Partial<Payment> = {}): Payment => ({
  customerId: invoiceId.toLowerCase(),
  invoiceId,
  at: `2026-${day}T12:00:00Z`,
  status,
  amount: status === 'writtenOff' ? null : 10,
  ...more,
});
const payments: Payment[] = [
  payment('A', '03-01', 'failed', { declineReason: 'insufficient_funds' }),
  payment('A', '03-04', 'failed', { declineReason: 'expired_card' }),
  payment('A', '03-08', 'succeeded'),
  payment('B', '03-01', 'failed', { declineReason: 'insufficient_funds' }),
  payment('B', '03-03', 'succeeded'),
  payment('C', '03-10', 'failed', { declineReason: 'expired_card', attempt: 1 }),
  payment('C', '04-01', 'succeeded', { attempt: 4 }),
  payment('D', '03-20', 'failed', { declineReason: 'expired_card' }),
  payment('D', '03-25', 'writtenOff'),
  payment('E', '03-28', 'failed'),
  payment('F', '03-02', 'succeeded'),
];

describe('recovery within days', () => {
  test('a success counts less than so many days after the first failure', () => {
    const of = (withinDays: number) => {
      const { numerator, denominator, writtenOff, open, amount, undecided } = recoveryRate(payments, march, {
        withinDays,
      });
      return [numerator, denominator, writtenOff, open, amount.numerator, amount.denominator, undecided];
    };
    expect(of(2)).toEqual([0, 5, 1, 4, 0, 50, 0]);
    expect(of(3)).toEqual([1, 5, 1, 3, 10, 50, 0]);
    expect(of(8)).toEqual([2, 5, 1, 2, 20, 50, 0]);
    expect(of(30)).toEqual([3, 5, 1, 1, 30, 50, 0]);
    expect(recoveryRate(payments, march)).not.toHaveProperty('undecided');
  });

  test('invoices whose days are not over are left out and counted, whether they were collected or not', () => {
    // On the 9th the 7 days of A and B are over, those of C, D and E are not or have not begun; A is collected on the 7th day's noon, too late.
    const early = recoveryRate(payments, march, { withinDays: 7, asOf: '2026-03-09' });
    expect(early).toMatchObject({ numerator: 1, denominator: 2, undecided: 0 });
    const late = recoveryRate(payments, march, { withinDays: 7, asOf: '2026-03-21' });
    expect(late).toMatchObject({ numerator: 1, denominator: 3, undecided: 1 });
    const soon = recoveryRate(payments, march, { withinDays: 7, asOf: '2026-03-05' });
    expect(soon).toMatchObject({ value: null, denominator: 0, undecided: 2 });
  });

  test('is the rate of payments cut off for each invoice on its own', () => {
    fc.assert(
      fc.property(paymentScenario, fc.constantFrom(1, 7, 30), ({ rows, periods }, withinDays) => {
        const whole = recoveryRate(rows, periods, { withinDays, details: 'include' });
        const endless = recoveryRate(rows, periods, { withinDays: 36_000 });
        for (const [place, rate] of recoveryRate(rows, periods).entries()) {
          expect(endless[place]).toEqual({ ...rate, undecided: 0 });
          const own = whole[place];
          expect(own?.denominator).toBe(rate.denominator);
          expect(own?.numerator).toBeLessThanOrEqual(rate.numerator);
          expect((own?.numerator ?? 0) + (own?.writtenOff ?? 0) + (own?.open ?? 0)).toBe(own?.denominator);
          expect(own?.daysToRecovery?.count).toBe(own?.numerator);
          expect(own?.attempts?.reduce((sum, { numerator }) => sum + numerator, 0)).toBeLessThanOrEqual(
            own?.numerator ?? 0,
          );
        }
      }),
      propertyRuns(60),
    );
  });
});

describe('recovery by attempt, and after how long', () => {
  test('by hand', () => {
    const { attempts, daysToRecovery } = recoveryRate(payments, march, { details: 'include' });
    // Tried twice: A and B, of which B was collected; three times: A; C is known to have been tried a fourth time.
    expect(attempts).toEqual([
      { attempt: 2, value: 0.5, numerator: 1, denominator: 2 },
      { attempt: 3, value: 1, numerator: 1, denominator: 1 },
      { attempt: 4, value: 1, numerator: 1, denominator: 1 },
    ]);
    expect(daysToRecovery).toMatchObject({ count: 3, mean: (7 + 2 + 22) / 3, median: 7 });
    const none = recoveryRate([], march, { details: 'include' });
    expect(none).toMatchObject({ attempts: [], daysToRecovery: { count: 0, mean: null } });
    const week = recoveryRate(payments, march, { details: 'include', withinDays: 7 });
    expect(week.attempts).toEqual([{ attempt: 2, value: 0.5, numerator: 1, denominator: 2 }]);
  });
});

describe('by segment', () => {
  test('by the reason of the first failure, and by customer; both add up to the whole', () => {
    const byReason = recoveryRate(payments, march, { by: (row) => row.declineReason });
    expect(byReason.map(({ key, numerator, denominator }) => [key, numerator, denominator])).toEqual([
      [null, 0, 1],
      ['expired_card', 1, 2],
      ['insufficient_funds', 2, 2],
    ]);
    const success = paymentSuccessRate(payments, march, { by: new Map([['f', 'large']]) });
    expect(success.map(({ key, numerator, denominator }) => [key, numerator, denominator])).toEqual([
      [null, 0, 5],
      ['large', 1, 1],
    ]);
  });

  test('each is the rate of its invoices alone', () => {
    fc.assert(
      fc.property(paymentScenario, ({ rows, periods, asOf }) => {
        const by = (row: Payment) => String(row.customerId);
        for (const call of [recoveryRate, paymentSuccessRate] as const) {
          const split = call(rows, periods, { asOf, by });
          for (const [place, keyed] of split.entries()) {
            for (const { key, ...rate } of keyed) {
              const own = rows.filter(({ customerId }) => String(customerId) === key);
              expect(rate).toEqual(call(own, periods, { asOf })[place]);
            }
          }
        }
      }),
      propertyRuns(40),
    );
  });
});

test.each<[object, string, string]>([
  [{ withinDays: 0 }, 'INVALID_NUMBER', 'options.withinDays'],
  [{ withinDays: 2.5 }, 'INVALID_NUMBER', 'options.withinDays'],
  [{ details: true }, 'INVALID_OPTION', 'options.details'],
  [{ by: 'declineReason' }, 'INVALID_TYPE', 'options.by'],
  [{ within: 3 }, 'UNKNOWN_KEY', 'options.within'],
])('%o is %s', (options, code, path) => {
  expect(refusal(() => recoveryRate([], march, options))).toMatchObject({ code, path: keysOf(path) });
});

test('a reason that is no text is refused', () => {
  const rows = [{ ...payment('A', '03-01', 'failed'), declineReason: 51 }] as unknown as Payment[];
  expect(refusal(() => paymentSuccessRate(rows, march))).toMatchObject({
    code: 'INVALID_TYPE',
    path: keysOf('payments[0].declineReason'),
  });
});
