import { Decimal } from 'decimal.js';
import { describe, expect, test } from 'vitest';
import type { Rational } from '../../src/exact/index.ts';
import { isMoney, moneyOut, toFraction } from '../../src/money/money-out.ts';

const of = (n: bigint, d: bigint): Rational => ({ n, d });

describe('money comes out', () => {
  test.each<[Rational, number, string, string]>([
    [of(25n, 3n), 8.333333333333334, '25/3', '8.333333333333333333333333333333333'],
    [of(100n, 12n), 8.333333333333334, '25/3', '8.333333333333333333333333333333333'],
    [of(-2n, 3n), -0.6666666666666666, '-2/3', '-0.6666666666666666666666666666666667'],
    [of(50n, 2n), 25, '25', '25'],
    [of(0n, 7n), 0, '0', '0'],
    [of(1n, 8n), 0.125, '1/8', '0.125'],
    [of(3n, 125n), 0.024, '3/125', '0.024'],
    [of(7n, 400n), 0.0175, '7/400', '0.0175'],
    [of(-4999n, 100n), -49.99, '-4999/100', '-49.99'],
    // Terminating values come in full, past the 34 digits of the others.
    [of(10n ** 40n + 1n, 10n ** 38n), 100, `${10n ** 40n + 1n}/${10n ** 38n}`, `100.${'0'.repeat(37)}1`],
  ])('%o as a number, a fraction, a Decimal', (amount, asNumber, asFraction, asDecimal) => {
    expect(moneyOut('number')(amount)).toBe(asNumber);
    expect(moneyOut('fraction')(amount)).toBe(asFraction);
    expect(toFraction(amount)).toBe(asFraction);
    const decimal = moneyOut(Decimal)(amount) as Decimal;
    expect(Decimal.isDecimal(decimal)).toBe(true);
    expect(decimal.toFixed()).toBe(asDecimal);
  });

  test('as Decimals of the class that is handed over, whatever its settings round later', () => {
    const Coarse = Decimal.clone({ precision: 3, rounding: Decimal.ROUND_UP, toExpPos: 1 });
    const third = moneyOut(Coarse)(of(1n, 3n)) as Decimal;
    expect(third).toBeInstanceOf(Coarse);
    expect(third.toFixed()).toBe(`0.${'3'.repeat(34)}`);
    expect((moneyOut(Coarse)(of(1234n, 1n)) as Decimal).toFixed()).toBe('1234');
  });

  test('zero is never -0', () => {
    for (const nothing of [of(0n, 1n), of(-0n, 7n), of(-1n, 10n ** 400n)]) {
      expect(moneyOut('number')(nothing)).toBe(0);
    }
    expect(moneyOut('fraction')(of(0n, 7n))).toBe('0');
    expect((moneyOut(Decimal)(of(0n, 7n)) as Decimal).isNegative()).toBe(false);
  });
});

test('only a class that knows its own Decimals is one', () => {
  for (const form of ['number', 'fraction', Decimal, Decimal.clone({ precision: 5 }), class extends Decimal {}]) {
    expect(isMoney(form)).toBe(true);
  }
  for (const form of ['decimal', null, {}, new Decimal(1), () => 1, class {}, Map, Number, String]) {
    expect(isMoney(form)).toBe(false);
  }
});
