import Decimal from 'decimal.js';
import { describe, expect, test } from 'vitest';
import { isAmount, isDecimal, readAmount, readSignedAmount } from '../../src/money/amount.ts';
import { caught, keysOf } from '../support/caught.ts';

const rule =
  "amount must be a finite amount >= 0 (a number, a bigint, a decimal such as '49.99', a fraction such as '25/3', or a Decimal); received ";

describe('an amount', () => {
  test.each<[unknown, bigint, bigint]>([
    [49.99, 4999n, 100n],
    [0, 0n, 1n],
    ['49.99', 4999n, 100n],
    ['1e3', 1000n, 1n],
    ['0', 0n, 1n],
    [10n, 10n, 1n],
    ['25/3', 25n, 3n],
    ['0/7', 0n, 7n],
    ['120/13', 120n, 13n],
    [new Decimal('0.1'), 1n, 10n],
    [new Decimal('1e-30'), 1n, 10n ** 30n],
    ['0.0000000000000000001', 1n, 10n ** 19n],
    [`${'9'.repeat(400)}/${'9'.repeat(399)}`, 10n ** 400n - 1n, 10n ** 399n - 1n],
  ])('%s is read as it is written', (value, n, d) => {
    expect(readAmount(value, 'amount')).toEqual({ n, d });
    expect(readSignedAmount(value, 'amount')).toEqual({ n, d });
    expect(isAmount(value)).toBe(true);
  });

  test.each<[unknown, string]>([
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, 'Infinity'],
    ['', "''"],
    ['1/0', "'1/0'"],
    ['0/0', "'0/0'"],
    ['99999999999999999999/0', "'99999999999999999999/0'"],
    ['1/2/3', "'1/2/3'"],
    ['x1/2', "'x1/2'"],
    ['1/2x', "'1/2x'"],
    ['1x', "'1x'"],
    ['x1', "'x1'"],
    ['12,5', "'12,5'"],
    ['12:5', "'12:5'"],
    ['1.5/2', "'1.5/2'"],
    ['1/-2', "'1/-2'"],
    ['1e400', "'1e400'"],
    [`${'9'.repeat(400)}/7`, `'${'9'.repeat(60)}...'`],
    ['Infinity', "'Infinity'"],
    ['0x10', "'0x10'"],
    [null, 'null'],
    [undefined, 'undefined'],
    [true, 'true'],
    [[5], 'an array of 1'],
    [{ toStringTag: '[object Decimal]', toString: 5 }, 'an object with keys toStringTag, toString'],
    [{ toString: () => '5' }, 'an object with keys toString'],
  ])('%s is none', (value, received) => {
    const expected = { code: 'INVALID_AMOUNT', path: keysOf('amount'), message: rule + received };
    expect(caught(() => readAmount(value, 'amount'))).toMatchObject(expected);
    expect(caught(() => readSignedAmount(value, 'amount'))).toMatchObject({
      ...expected,
      message: expected.message.replace(' >= 0', ''),
    });
    expect(isAmount(value)).toBe(false);
  });

  test.each<[unknown, bigint, bigint]>([
    [-5, -5n, 1n],
    [-10n, -10n, 1n],
    ['-5', -5n, 1n],
    ['-12.5', -125n, 10n],
    ['-25/3', -25n, 3n],
    [new Decimal('-0.5'), -5n, 10n],
  ])('%s is one only where it may be negative', (value, n, d) => {
    expect(readSignedAmount(value, 'amount')).toEqual({ n, d });
    expect(caught(() => readAmount(value, 'amount'))).toMatchObject({ code: 'INVALID_AMOUNT' });
    expect(isAmount(value)).toBe(false);
  });

  test('two signs are none', () => {
    expect(caught(() => readSignedAmount('--5', 'amount'))).toMatchObject({ code: 'INVALID_AMOUNT' });
    expect(caught(() => readSignedAmount('--5/3', 'amount'))).toMatchObject({ code: 'INVALID_AMOUNT' });
    expect(readSignedAmount('-0', 'amount')).toEqual({ n: 0n, d: 1n });
  });

  test('a Decimal is known by its shape, from whatever copy of decimal.js', () => {
    expect(isDecimal(new (Decimal.clone())('1'))).toBe(true);
    expect(isDecimal(new (class PrismaDecimal extends Decimal {})('1'))).toBe(true);
    const almost = { s: 1, e: 0, d: [1], toString: () => '1' };
    expect([1, '1', null, new Date(0), almost, { toStringTag: '[object Decimal]' }].some(isDecimal)).toBe(false);
  });
});
