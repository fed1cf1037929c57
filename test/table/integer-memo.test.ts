import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { integerMemo } from '../../src/table/integer-memo.ts';
import { propertyRuns } from '../support/property-runs.ts';

describe('integerMemo', () => {
  test('answers as its function, which it asks once for each whole number of its range', () => {
    // Few numbers and many, near each other and far apart, so that some are kept one by one and others in blocks.
    const number = fc.oneof(
      fc.integer({ min: -60, max: 60 }),
      fc.integer({ min: -20_000, max: 20_000 }),
      fc.constantFrom(-0, 0.5, -0.5, Number.NaN, Number.POSITIVE_INFINITY, 20_000.5),
    );
    fc.assert(
      fc.property(fc.array(number, { maxLength: 300 }), fc.integer({ min: 1, max: 100 }), (numbers, shift) => {
        const asked: number[] = [];
        const memo = integerMemo(-10_000, 10_000, (integer) => {
          asked.push(integer);
          return integer * 3 - shift;
        });
        for (const integer of [...numbers, ...numbers]) expect(memo(integer)).toBe(integer * 3 - shift);
        const inside = asked.filter((integer) => Number.isInteger(integer) && integer >= -10_000 && integer < 10_000);
        expect(new Set(inside).size).toBe(inside.length);
        const outside = numbers.filter(
          (integer) => !(Number.isInteger(integer) && integer >= -10_000 && integer < 10_000),
        );
        expect(asked.length - inside.length).toBe(2 * outside.length);
      }),
      propertyRuns(200),
    );
  });

  test('keeps the first answers when blocks begin', () => {
    let asked = 0;
    const memo = integerMemo(0, 1_000_000, () => asked++);
    const numbers = Array.from({ length: 300 }, (_, place) => place * 3_001);
    const first = numbers.map(memo);
    expect(numbers.map(memo)).toEqual(first);
    expect(asked).toBe(300);
  });
});
