import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { month, months, type Payment, paymentSuccessRate, recoveryRate, trailing } from 'tenure';
import { describe, expect, test } from 'vitest';
import { caught, keysOf } from '../support/caught.ts';
import { deepFreeze } from '../support/deep-freeze.ts';
import { propertyRuns } from '../support/property-runs.ts';

const march = month('2026-03');

/*
 * A pencil table: the invoices whose first attempt is in March, with their later payments.
 *
 *  invoice  first attempt      later                                    amount  state at the end
 *  A1       1 Mar  succeeded                                            100     paid at first
 *  B1       1 Mar  failed      4 Mar failed, 8 Apr succeeded            49.99   recovered (in April)
 *  C1       5 Mar  failed      9 Mar failed, 2 Apr written off          30      written off
 *  D1       31 Mar failed                                               20.01   open
 *  E1       10 Mar failed      20 Mar written off, 25 Mar succeeded     50      recovered all the same
 *  F1       12 Mar failed      13 Mar succeeded, 60 of 100              100     recovered, 60 of it
 *  -        15 Mar failed      without invoice                          none    open, without amount
 *  -        16 Mar succeeded   without invoice                          9       paid at first
 *  G1       1 Apr  failed      1 Apr succeeded                          7       April's
 *  H1       attempt 3 on 2 Mar, failed, then 4, succeeded               11      its first attempt is not in the data
 */
const row = (customerId: string, invoiceId: string | undefined, at: string, status: Payment['status'], more = {}) =>
  ({ customerId, ...(invoiceId === undefined ? {} : { invoiceId }), at, status, ...more }) as Payment;
const payments: Payment[] = deepFreeze([
  row('ada', 'A1', '2026-03-01', 'succeeded', { amount: 100 }),
  row('ben', 'B1', '2026-03-01', 'failed', { amount: 49.99, attempt: 1 }),
  row('ben', 'B1', '2026-03-04', 'failed', { amount: 49.99, attempt: 2 }),
  row('ben', 'B1', '2026-04-08', 'succeeded', { amount: '49.99', attempt: 3 }),
  row('cem', 'C1', '2026-03-05', 'failed', { amount: 30 }),
  row('cem', 'C1', '2026-03-09', 'failed', { amount: 30 }),
  row('cem', 'C1', '2026-04-02', 'writtenOff'),
  row('dia', 'D1', '2026-03-31T23:59:59.999Z', 'failed', { amount: 20.01 }),
  row('eve', 'E1', '2026-03-10', 'failed', { amount: new Decimal(50) }),
  row('eve', 'E1', '2026-03-20', 'writtenOff'),
  row('eve', 'E1', '2026-03-25', 'succeeded'),
  row('fay', 'F1', '2026-03-12', 'failed', { amount: 100 }),
  row('fay', 'F1', '2026-03-13', 'succeeded', { amount: 60 }),
  row('gil', undefined, '2026-03-15', 'failed'),
  row('gil', undefined, '2026-03-16', 'succeeded', { amount: 9 }),
  row('hal', 'G1', '2026-04-01', 'failed', { amount: 7 }),
  row('hal', 'G1', '2026-04-01', 'succeeded', { amount: 7 }),
  row('ida', 'H1', '2026-03-02', 'failed', { amount: 11, attempt: 3 }),
  row('ida', 'H1', '2026-03-06', 'succeeded', { amount: 11, attempt: 4 }),
]);

describe('paymentSuccessRate', () => {
  test('is 2 of 8 at first and 5 of 8 after retries in the pencil table', () => {
    expect(paymentSuccessRate(payments, march)).toEqual({
      ...{ value: 0.25, numerator: 2, denominator: 8, withoutFirstAttempt: 1 },
      afterRetries: { value: 0.625, numerator: 5, denominator: 8 },
    });
  });

  test('as of 8 April, 00:00 the success of that instant is not known', () => {
    const { afterRetries } = paymentSuccessRate(payments, march, { asOf: '2026-04-08' });
    expect(afterRetries).toMatchObject({ numerator: 4, denominator: 8 });
    expect(paymentSuccessRate(payments, march, { asOf: '2026-03-02' })).toMatchObject({ numerator: 1, denominator: 2 });
  });

  test('of two attempts at one instant the failure came first, in either order of the rows', () => {
    const [failed, succeeded] = payments.slice(15, 17) as [Payment, Payment];
    for (const rows of [
      [failed, succeeded],
      [succeeded, failed],
    ]) {
      expect(paymentSuccessRate(rows, month('2026-04'))).toMatchObject({
        ...{ numerator: 0, denominator: 1, afterRetries: { value: 1, numerator: 1, denominator: 1 } },
      });
    }
  });

  test('a failure after the success changes nothing', () => {
    const rows = [row('a', '1', '2026-03-01', 'succeeded'), row('a', '1', '2026-03-02', 'failed')];
    expect(paymentSuccessRate(rows, march).value).toBe(1);
    expect(recoveryRate(rows, march)).toMatchObject({ value: null, denominator: 0, open: 0 });
  });

  test('an invoice is of one customer: two customers may each have an invoice 1', () => {
    const rows = [
      row('a', '1', '2026-03-01', 'failed'),
      row('b', '1', '2026-03-02', 'succeeded'),
      row('b', '1', '2026-03-03', 'succeeded'),
      // Ids that others have already, so that each of the next two is told apart by customer and id: 'ab' + 'c', 'a' + 'bc'.
      row('x', 'c', '2026-03-01', 'failed'),
      row('x', 'bc', '2026-03-02', 'succeeded'),
      row('ab', 'c', '2026-03-01', 'failed'),
      row('a', 'bc', '2026-03-02', 'succeeded'),
    ];
    expect(paymentSuccessRate(rows, march)).toMatchObject({ numerator: 3, denominator: 6 });
    expect(recoveryRate(rows, march)).toMatchObject({ numerator: 0, denominator: 3, open: 3 });
  });

  test('an attempt number above 1 is a missing first attempt only where all are numbered', () => {
    const rows = [row('a', '1', '2026-03-01', 'failed'), row('a', '1', '2026-03-02', 'succeeded', { attempt: 2 })];
    expect(paymentSuccessRate(rows, march)).toMatchObject({ denominator: 1, withoutFirstAttempt: 0 });
    expect(paymentSuccessRate(rows.slice(1), march)).toMatchObject({ value: null, withoutFirstAttempt: 1 });
  });

  test('a write-off is no attempt: alone it is no invoice, and before the first attempt it assigns nothing', () => {
    const rows = [row('a', '1', '2026-02-01', 'writtenOff'), row('a', '1', '2026-03-01', 'failed')];
    expect(paymentSuccessRate(rows, month('2026-02')).denominator).toBe(0);
    expect(recoveryRate(rows, march)).toMatchObject({ denominator: 1, writtenOff: 1 });
    expect(recoveryRate(rows.slice(0, 1), trailing(12, 'month', '2026-04-01'))).toMatchObject({ denominator: 0 });
  });

  test('the time zone of the period decides what a date is', () => {
    const rows = [row('a', '1', '2026-04-01', 'succeeded'), row('b', '2', '2026-04-01T01:00:00Z', 'succeeded')];
    // 01:00 UTC on 1 April is 31 March in New York; the date '2026-04-01' is 1 April there.
    const newYork = months('2026-03', '2026-04', { timeZone: 'America/New_York' });
    expect(paymentSuccessRate(rows, newYork).map(({ denominator }) => denominator)).toEqual([1, 1]);
    expect(paymentSuccessRate(rows, months('2026-03', '2026-04')).map(({ denominator }) => denominator)).toEqual([
      0, 2,
    ]);
  });
});

describe('recoveryRate', () => {
  test('is 3 of 6 in the pencil table; 159.99 of 250', () => {
    // Recovered: B1 49.99, E1 50 (its success names no amount), F1 60. Failed: 49.99 + 30 + 20.01 + 50 + 100.
    expect(recoveryRate(payments, march)).toEqual({
      ...{ value: 0.5, numerator: 3, denominator: 6 },
      amount: { value: 0.63996, numerator: 159.99, denominator: 250 },
      ...{ writtenOff: 1, open: 2, withoutAmount: 1, withoutFirstAttempt: 1 },
    });
  });

  test('as of 1 April: B1 and C1 are still open', () => {
    expect(recoveryRate(payments, march, { asOf: '2026-04-01' })).toMatchObject({
      numerator: 2,
      writtenOff: 0,
      open: 4,
    });
  });

  test('sums are exact: a thousand invoices of 0.1 are 100', () => {
    const rows = Array.from({ length: 1000 }, (_, index) =>
      row('a', `${index}`, '2026-03-01', 'failed', { amount: 0.1 }),
    );
    expect(recoveryRate(rows, march).amount).toEqual({ value: 0, numerator: 0, denominator: 100 });
    const thirds = ['25/3', '25/3', '25/3'].flatMap((amount, index) => [
      row('a', `${index}`, '2026-03-01', 'failed', { amount }),
      row('a', `${index}`, '2026-03-02', 'succeeded', { amount }),
    ]);
    expect(recoveryRate(thirds, march).amount).toEqual({ value: 1, numerator: 25, denominator: 25 });
  });

  test('recovered is never more than what failed, in instalments or told twice', () => {
    const rows = [
      row('a', '1', '2026-03-01', 'failed', { amount: 100 }),
      row('a', '1', '2026-03-02', 'succeeded', { amount: 60 }),
      row('a', '1', '2026-03-03', 'succeeded', { amount: 30 }),
    ];
    expect(recoveryRate(rows, march).amount).toMatchObject({ numerator: 90, denominator: 100 });
    expect(recoveryRate([...rows, ...rows], march).amount).toMatchObject({ numerator: 100, denominator: 100 });
  });

  test('without amounts the rate by amount is null, and the one by number is not', () => {
    const rows = [row('a', '1', '2026-03-01', 'failed'), row('a', '1', '2026-03-02', 'succeeded')];
    expect(recoveryRate(rows, march)).toMatchObject({
      ...{ value: 1, withoutAmount: 1, amount: { value: null, numerator: 0, denominator: 0 } },
    });
    const free = rows.map((own) => ({ ...own, amount: 0 }));
    expect(recoveryRate(free, march)).toMatchObject({ withoutAmount: 0, amount: { value: null, denominator: 0 } });
  });

  test('amounts of several currencies throw, rows without an amount need none', () => {
    const euro = row('a', '1', '2026-03-01', 'failed', { amount: 5, currency: 'EUR' });
    const rows = [euro, row('a', '2', '2026-03-01', 'failed', { amount: 5, currency: 'USD' })];
    expect(caught(() => recoveryRate(rows, march))).toMatchObject({
      ...{ code: 'MIXED_CURRENCIES', path: keysOf('payments[1].currency'), received: 'USD' },
      message: "payments[1].currency must be the currency of all amounts: 'USD' cannot be added to 'EUR'",
    });
    const unnamed = [euro, row('a', '2', '2026-03-01', 'failed', { amount: 5 })];
    expect(caught(() => recoveryRate(unnamed, march))).toMatchObject({ code: 'MIXED_CURRENCIES' });
    expect(recoveryRate([euro, row('a', '2', '2026-03-01', 'failed', { currency: 'USD' })], march).denominator).toBe(2);
    expect(paymentSuccessRate(rows, march).denominator).toBe(2);
  });
});

describe('both payment metrics', () => {
  const metrics = { paymentSuccessRate, recoveryRate };
  const periods = [...months('2026-02', '2026-04'), march, trailing(12, 'month', '2026-04-01')];

  test.each(Object.entries(metrics))('%s: the order of the rows and the names change nothing', (_, metric) => {
    const expected = periods.map((period) => metric(payments, period, { asOf: '2026-05-01' }));
    fc.assert(
      fc.property(fc.shuffledSubarray(payments, { minLength: payments.length }), fc.boolean(), (shuffled, renamed) => {
        const named = ({ invoiceId, ...own }: Payment) => ({
          ...{ ...own, customerId: `x${own.customerId}` },
          ...(invoiceId === undefined ? {} : { invoiceId: `in_${invoiceId}` }),
        });
        const rows = renamed ? shuffled.map(named) : shuffled;
        expect(metric(deepFreeze(rows), periods, { asOf: '2026-05-01' })).toEqual(expected);
      }),
      propertyRuns(50),
    );
  });

  test('no payments are null', () => {
    const none = { value: null, numerator: 0, denominator: 0 };
    expect(paymentSuccessRate([], march)).toEqual({ ...none, afterRetries: none, withoutFirstAttempt: 0 });
    expect(recoveryRate([], march)).toEqual({
      ...{ ...none, amount: none, writtenOff: 0, open: 0, withoutAmount: 0, withoutFirstAttempt: 0 },
    });
    expect(recoveryRate(payments, [])).toEqual([]);
  });
});
