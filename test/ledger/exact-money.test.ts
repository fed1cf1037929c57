import Decimal from 'decimal.js';
import fc from 'fast-check';
import { arr, type Ledger, ledger, month, months, mrr, mrrMovements, type Subscription } from 'tenure';
import { describe, expect, test } from 'vitest';
import type { CompiledLedger } from '../../src/ledger/levels/compile.ts';
import type { PlainRow } from '../oracle/arbitraries.ts';
import * as oracle from '../oracle/oracle.ts';
import { propertyRuns } from '../support/property-runs.ts';

const at = '2026-02-01';
const row = (fields: Partial<PlainRow>): PlainRow => ({
  customerId: 'ada',
  start: '2026-01-01',
  amount: 10,
  interval: 'month',
  ...fields,
});
const repeat = (count: number, fields: Partial<PlainRow>) =>
  Array.from({ length: count }, (_, i) => row({ customerId: `c${i}`, ...fields }));

/** The arithmetic modes a ledger has come to, which no caller can see: the test reads what the symbol holds. */
function modes(book: Ledger) {
  const { compiled } = (book as unknown as Record<symbol, { compiled: CompiledLedger }>)[
    Symbol.for('tenure.ledger')
  ] as { compiled: CompiledLedger };
  return {
    unit: compiled.unit,
    scaledSteps: compiled.scaled.levels.length,
    rationalCustomers: compiled.rational.offsets.filter((at, i, all) => i > 0 && at > (all[i - 1] as number)).length,
  };
}

describe('sums of money are exact', () => {
  test('a thousand yearly plans of 49: ChartMogul’s lines, rounded to a cent each, come out 40 short', () => {
    expect(arr(repeat(1000, { amount: 49, interval: 'year' }), at)).toBe(49_000);
  });

  test.each<[string, Partial<PlainRow>, number]>([
    ['a price of 0.1 and 0.2', { amount: '3/10' }, 0.3],
    ['every 7 months', { amount: 100, intervalCount: 7 }, 100 / 7],
    ['every 7 weeks', { amount: 21, interval: 'week', intervalCount: 7 }, 13],
    ['2.5 units', { amount: 19.99, quantity: 2.5 }, 49.975],
    ['12.5 % off', { amount: 19.99, discount: { percent: 12.5 } }, 17.49125],
    [
      '12.5 % off 2.5 units of a year',
      { amount: 19.99, quantity: 2.5, interval: 'year', discount: { percent: 12.5 } },
      3.6440104166666667,
    ],
    ['a number that prints with an exponent', { amount: 1e-7 }, 1e-7],
    ['the largest number', { amount: Number.MAX_VALUE }, Number.MAX_VALUE],
    ['the smallest number', { amount: Number.MIN_VALUE }, Number.MIN_VALUE],
    ['a text with more digits than a number has', { amount: '0.1234567890123456789' }, 0.12345678901234568],
    ['a long fraction', { amount: '1000000000000000000001/3' }, 333_333_333_333_333_300_000],
  ])('%s', (_, fields, expected) => {
    expect(mrr([row(fields)], at)).toBe(expected);
  });

  test('a Decimal, of any copy of decimal.js', () => {
    const Copy = Decimal.clone({ precision: 60 });
    const amounts = [new Decimal('19.99'), new Copy('0.01'), new Decimal('1e-30')];
    expect(
      mrr(
        amounts.map((amount, i) => row({ customerId: `c${i}`, amount: amount as never })),
        at,
      ),
    ).toBe(20);
    expect(() => mrr([row({ amount: new Decimal(Number.NaN) as never })], at)).toThrow('must be a finite amount >= 0');
    expect(() => mrr([row({ amount: new Decimal(-1) as never })], at)).toThrow('must be a finite amount >= 0');
  });
});

describe('every arithmetic mode is reachable and agrees with the oracle', () => {
  const period = month('2026-03');
  const agree = (rows: PlainRow[]) => {
    expect(mrrMovements(rows, period)).toEqual(oracle.mrrMovements(rows, period));
    expect(mrrMovements(rows, months('2025-12', '2026-04')).map((m) => m.closing)).toEqual(
      months('2025-12', '2026-04').map((p) => oracle.mrrMovements(rows, p).closing),
    );
  };

  test('scaled: cents and yearly prices share one unit', () => {
    const rows = [row({ amount: 19.99 }), row({ customerId: 'ben', amount: 100, interval: 'year', end: '2026-03-05' })];
    expect(modes(ledger(rows))).toEqual({ unit: 300n, scaledSteps: 3, rationalCustomers: 0 });
    agree(rows);
  });

  test('scaled, spilled: the total is past 2^53 units although no customer is', () => {
    const rows = [
      ...repeat(3000, { amount: 99_999_999_999.99 }),
      ...repeat(3000, { amount: 99_999_999_999.99, start: '2026-03-02', customerId: 'x' }).map((r, i) => ({
        ...r,
        customerId: `x${i}`,
      })),
    ];
    const book = ledger(rows);
    expect(modes(book)).toEqual({ unit: 100n, scaledSteps: 6000, rationalCustomers: 0 });
    expect(mrrMovements(book, period)).toMatchObject({
      opening: 299_999_999_999_970,
      new: 299_999_999_999_970,
      closing: 599_999_999_999_940,
    });
  });

  test('rational by denominator: intervals of many lengths have no common unit', () => {
    const counts = Array.from({ length: 31 }, (_, i) => i + 1);
    const rows = counts.flatMap((intervalCount) =>
      (['day', 'week', 'month'] as const).map((interval) =>
        row({ customerId: `${interval}${intervalCount}`, amount: 9.99, interval, intervalCount, start: '2026-03-05' }),
      ),
    );
    const { scaledSteps, rationalCustomers } = modes(ledger(rows));
    expect(scaledSteps).toBeGreaterThan(0);
    expect(rationalCustomers).toBeGreaterThan(0);
    agree(rows);
  });

  test('rational by size: a customer with more than 2^40 a month, beside one with a cent', () => {
    const rows = [
      row({ amount: 2 ** 53, end: '2026-03-10' }),
      row({ amount: '9007199254740993.01', start: '2026-03-10' }),
      row({ customerId: 'ben', amount: 0.01 }),
      row({ customerId: 'eve', amount: '1/3' }),
    ];
    expect(modes(ledger(rows))).toMatchObject({ unit: 300n, rationalCustomers: 1 });
    agree(rows);
  });

  test('a level of 2^52 units at most: what fits is scaled, a cent more is not', () => {
    const fits = 2 ** 39;
    expect(modes(ledger([row({ amount: fits })])).rationalCustomers).toBe(0);
    expect(modes(ledger([row({ amount: fits }), row({ amount: fits }), row({ amount: fits })])).rationalCustomers).toBe(
      1,
    );
  });

  test('ledgers fuzzed into all of them', () => {
    const amount = fc.oneof(
      fc.constantFrom<number | string>(
        0.01,
        49.99,
        100,
        '1/3',
        '1e-9',
        2 ** 41,
        2 ** 53 - 1,
        '123456789012345678901.23',
      ),
      fc.integer({ min: 0, max: 100_000 }).map((cents) => cents / 100),
    );
    const fields = fc.record({
      customerId: fc.constantFrom('a', 'b', 'c', 'd'),
      start: fc.constantFrom('2026-01-01', '2026-02-28', '2026-03-01', '2026-03-15'),
      end: fc.constantFrom(null, '2026-03-15', '2026-03-20', '2026-04-01', '2026-04-10'),
      amount,
      interval: fc.constantFrom('day' as const, 'week' as const, 'month' as const, 'quarter' as const, 'year' as const),
      intervalCount: fc.integer({ min: 1, max: 31 }),
      quantity: fc.constantFrom(1, 7, 2.5, 0.001),
    });
    const runs = propertyRuns(300);
    let rational = 0;
    let scaled = 0;
    fc.assert(
      fc.property(fc.array(fields, { maxLength: 12 }), (rows) => {
        const mode = modes(ledger(rows as Subscription[]));
        rational += mode.rationalCustomers;
        scaled += mode.scaledSteps;
        agree(rows);
      }),
      runs,
    );
    expect(Math.min(rational, scaled)).toBeGreaterThan(runs.numRuns / 3);
  });
});
