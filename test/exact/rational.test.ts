import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  add,
  compare,
  divide,
  greatestCommonDivisor,
  multiply,
  one,
  type Rational,
  reduce,
  subtract,
  zero,
} from '../../src/exact/index.ts';
import { growth } from '../support/growth.ts';
import { propertyRuns } from '../support/property-runs.ts';

const of = (n: number, d = 1): Rational => ({ n: BigInt(n), d: BigInt(d) });
const fractions = fc.record({
  n: fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }),
  d: fc.bigInt({ min: 1n, max: 2n ** 70n }),
});

describe('fractions', () => {
  test.each<[string, () => Rational, Rational]>([
    ['1/6 + 1/10', () => add(of(1, 6), of(1, 10)), of(4, 15)],
    ['1/6 + 1/3', () => add(of(1, 6), of(1, 3)), of(1, 2)],
    ['1/2 + 1/3', () => add(of(1, 2), of(1, 3)), of(5, 6)],
    ['1/2 - 1/3', () => subtract(of(1, 2), of(1, 3)), of(1, 6)],
    ['1/3 - 1/2', () => subtract(of(1, 3), of(1, 2)), of(-1, 6)],
    ['2/3 x 9/4', () => multiply(of(2, 3), of(9, 4)), of(3, 2)],
    ['2/3 / 4/9', () => divide(of(2, 3), of(4, 9)), of(3, 2)],
    ['2/3 / -4/9 has its sign in the numerator', () => divide(of(2, 3), of(-4, 9)), of(-3, 2)],
    ['-2/3 / -4/9', () => divide(of(-2, 3), of(-4, 9)), of(3, 2)],
    ['-6/4 in lowest terms', () => reduce(of(-6, 4)), of(-3, 2)],
    ['lowest terms stay', () => reduce(of(7, 3)), of(7, 3)],
    ['0/7', () => reduce(of(0, 7)), of(0)],
    ['zero', () => zero, of(0)],
    ['one', () => one, of(1)],
  ])('%s', (_, work, expected) => {
    expect(work()).toEqual(expected);
  });

  test.each([
    [12n, 18n, 6n],
    [-12n, 18n, 6n],
    [0n, 5n, 5n],
    [5n, 0n, 5n],
    [7n, 5n, 1n],
  ])('the greatest common divisor of %s and %s is %s', (a, b, expected) => {
    expect(greatestCommonDivisor(a, b)).toBe(expected);
  });

  test('a sum over one denominator, in whatever terms: 1/6 + 1/6 is a third', () => {
    expect(compare(add(of(1, 6), of(1, 6)), of(1, 3))).toBe(0);
  });

  test('cents stay cents: a sum over one denominator keeps it', () => {
    expect(add(of(1, 100), of(4, 100))).toEqual(of(5, 100));
  });

  test('are ordered by value, whatever their terms', () => {
    expect([of(1, 3), of(-1, 2), of(2, 4), zero].sort(compare)).toEqual([of(-1, 2), zero, of(1, 3), of(2, 4)]);
    expect(compare(of(1, 2), of(2, 4))).toBe(0);
    expect(compare(of(1, 3), of(1, 2))).toBe(-1);
    expect(compare(of(1, 2), of(1, 3))).toBe(1);
  });

  test('what is added can be taken away, what is multiplied divided, and denominators stay positive', () => {
    fc.assert(
      fc.property(fractions, fractions, (a, b) => {
        const same = (x: Rational, y: Rational) => x.d > 0n && y.d > 0n && x.n * y.d === y.n * x.d;
        expect(same(subtract(add(a, b), b), a)).toBe(true);
        expect(same(add(a, b), add(b, a))).toBe(true);
        if (b.n !== 0n) expect(same(divide(multiply(a, b), b), a)).toBe(true);
        expect(compare(add(a, b), a)).toBe(compare(b, zero));
      }),
      propertyRuns(300),
    );
  });

  describe('with more digits than it pays to bring to lowest terms', () => {
    const huge = fc
      .tuple(fc.bigInt({ min: -(2n ** 1300n), max: 2n ** 1300n }), fc.bigInt({ min: 2n ** 1024n, max: 2n ** 1300n }))
      .map(([n, d]): Rational => ({ n, d }));
    const either = fc.oneof(fractions, huge);

    test('are the same numbers', () => {
      fc.assert(
        fc.property(either, either, (a, b) => {
          const same = (x: Rational, y: Rational) => x.d > 0n && x.n * y.d === y.n * x.d;
          expect(same(add(a, b), { n: a.n * b.d + b.n * a.d, d: a.d * b.d })).toBe(true);
          expect(same(multiply(a, b), { n: a.n * b.n, d: a.d * b.d })).toBe(true);
          if (b.n > 0n) expect(same(divide(a, b), { n: a.n * b.d, d: a.d * b.n })).toBe(true);
        }),
        propertyRuns(200),
      );
    });

    test('do not grow by a denominator that they hold already', () => {
      const d = 3n ** 800n;
      expect(add({ n: 1n, d }, { n: 5n, d: 27n })).toEqual({ n: 1n + 5n * 3n ** 797n, d });
      let sum: Rational = { n: 1n, d };
      for (let i = 0; i < 100; i += 1) sum = add(sum, of(1, 7));
      expect(sum.d).toBe(d * 7n);
    });

    test('cost time in proportion to their digits, as lowest terms would not', () => {
      const long = (digits: number): Rational => ({ n: 7n ** BigInt(digits), d: 3n ** BigInt(digits) });
      const times = (digits: number) => {
        const given = long(digits);
        return () => multiply(given, of(11, 13));
      };
      expect(growth(times, 2000)).toBeLessThan(1.5);
    });
  });
});
