import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  fallingShares,
  joinByValue,
  rowsByValue,
  shareAt,
} from '../../../src/statistics/regression/isotonic-regression.ts';

const rowsArbitrary = fc.array(fc.tuple(fc.nat(9), fc.constantFrom(0, 1)), { minLength: 1, maxLength: 40 });
const grouped = (rows: readonly (readonly [number, number])[]) =>
  rowsByValue(
    rows.map(([value]) => value),
    rows.map(([, is]) => is),
  );
const fitted = (rows: readonly (readonly [number, number])[]) => fallingShares(grouped(rows));

describe('fallingShares', () => {
  /**
   * By hand: at 1 both of 2, at 2 none of 1, at 3 one of 1, at 4 one of 3. The 0 before the 1 is pooled: 1/2. 1, 1/2, 1/3 falls.
   */
  test('by hand', () => {
    const steps = fitted([
      [4, 0],
      [1, 1],
      [3, 1],
      [2, 0],
      [4, 1],
      [1, 1],
      [4, 0],
    ]);
    expect(steps).toEqual({ from: [1, 2, 4], shares: [1, 1 / 2, 1 / 3] });
    expect([0, 1, 1.5, 2, 3.9, 4, 100].map((value) => shareAt(steps, value))).toEqual([
      1,
      1,
      1,
      1 / 2,
      1 / 2,
      1 / 3,
      1 / 3,
    ]);
  });

  /** The closed form of the same: the greatest mean over starts up to here, of the least over ends from here (min-max). */
  test('is the min-max formula', () => {
    fc.assert(
      fc.property(rowsArbitrary, (rows) => {
        const steps = fitted(rows);
        const values = [...new Set(rows.map(([value]) => value))].sort((a, b) => a - b);
        const meanOf = (from: number, to: number) => {
          const own = rows.filter(([value]) => value >= from && value <= to);
          return own.reduce((sum, [, is]) => sum + is, 0) / own.length;
        };
        for (const value of values) {
          const after = values.filter((other) => other >= value);
          const before = values.filter((other) => other <= value);
          const expected = Math.min(...before.map((from) => Math.max(...after.map((to) => meanOf(from, to)))));
          expect(shareAt(steps, value)).toBeCloseTo(expected, 14);
        }
      }),
    );
  });

  test('of rows that come in two lists is that of both', () => {
    fc.assert(
      fc.property(rowsArbitrary, rowsArbitrary, (a, b) => {
        expect(joinByValue(grouped(a), grouped(b))).toEqual(grouped([...a, ...b]));
      }),
    );
    const one = grouped([[3, 1]]);
    expect([joinByValue(one, grouped([])), joinByValue(grouped([]), one)]).toEqual([one, one]);
  });

  test('falls from step to step, keeps the number of positives, and heeds only the order of the values', () => {
    fc.assert(
      fc.property(rowsArbitrary, (rows) => {
        const steps = fitted(rows);
        for (const [index, share] of steps.shares.entries()) {
          if (index > 0) expect(share).toBeLessThan(steps.shares[index - 1] as number);
        }
        const sum = rows.reduce((total, [value]) => total + shareAt(steps, value), 0);
        expect(sum).toBeCloseTo(
          rows.reduce((total, [, is]) => total + is, 0),
          10,
        );
        const bent = fitted(rows.map(([value, is]) => [value ** 3, is]));
        for (const [value] of rows) expect(shareAt(bent, value ** 3)).toBe(shareAt(steps, value));
      }),
    );
  });
});
