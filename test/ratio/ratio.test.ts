import { describe, expect, test } from 'vitest';
import type { Rational } from '../../src/exact/index.ts';
import { ratio, ratioOf } from '../../src/ratio/ratio.ts';
import { readFraction } from '../../src/ratio/read-fraction.ts';
import { keysOf, refusal } from '../support/caught.ts';

const whole = (n: bigint): Rational => ({ n, d: 1n });

describe('a ratio of counts', () => {
  test('has its value, and the counts that it is of', () => {
    expect(ratio(3, 4)).toEqual({ value: 0.75, numerator: 3, denominator: 4 });
    expect(ratio(0, 4)).toEqual({ value: 0, numerator: 0, denominator: 4 });
  });

  test('over nothing is null, and never 0, NaN or Infinity', () => {
    expect(ratio(0, 0)).toEqual({ value: null, numerator: 0, denominator: 0 });
    expect(ratio(5, 0)).toEqual({ value: null, numerator: 5, denominator: 0 });
  });
});

describe('a ratio of exact amounts', () => {
  // 230 / 249.99 of printed doubles would end in 588.
  test('is the double nearest to the exact one, and not to that of its printed parts', () => {
    expect(ratioOf(whole(230n), { n: 24_999n, d: 100n })).toEqual({
      value: 0.9200368014720589,
      numerator: 230,
      denominator: 249.99,
    });
    expect(ratioOf({ n: 1000n, d: 12n }, { n: 11_000n, d: 12n }).value).toBe(1 / 11);
  });

  test('over nothing is null', () => {
    expect(ratioOf(whole(7n), whole(0n))).toEqual({ value: null, numerator: 7, denominator: 0 });
    expect(ratioOf(whole(0n), { n: 0n, d: 9n }).value).toBeNull();
  });

  // 0 over a loss would be -0.
  test('has the sign of its parts, whatever their size', () => {
    for (const size of [3n, 2n ** 70n]) {
      const third = 1 / Number(size);
      expect(ratioOf(whole(1n), whole(-size)).value).toBe(-third);
      expect(ratioOf(whole(-1n), whole(-size)).value).toBe(third);
      expect(ratioOf(whole(-1n), whole(size)).value).toBe(-third);
      expect(ratioOf(whole(1n), whole(size)).value).toBe(third);
      expect(ratioOf(whole(0n), whole(-size)).value).toBe(0);
    }
  });

  test('beyond the range of numbers is refused, with what it was of', () => {
    const error = refusal(() => ratioOf(whole(10n ** 300n), { n: 1n, d: 10n ** 300n }));
    expect(error).toMatchObject({ code: 'INVALID_NUMBER', path: keysOf('ratio'), received: '1e+300 / 1e-300' });
    expect(error?.message).toBe("ratio must be within the range of numbers; received '1e+300 / 1e-300'");
  });
});

test('a fraction of exactly 1 is one, and just above it a percentage is suspected', () => {
  expect(readFraction(1, 'rate')).toBe(1);
  expect(refusal(() => readFraction(1.5, 'rate'))?.message).toContain('(for 1.5 % give 0.015)');
});
