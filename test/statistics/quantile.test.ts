import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quantile } from '../../src/statistics/quantile.ts';

const p = fc.double({ min: 0, max: 1, noNaN: true });
const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 30 });
const ascending = (list: readonly number[]) => Float64Array.from(list).sort();

describe('quantile, type 7', () => {
  // R: quantile(c(1, 2, 3, 4, 10), type = 7) is 1 2 3 4 10. Place of 0.9: 4 x 0.9 = 3.6, so 4 + 0.6 x (10 - 4) = 7.6.
  test.each([
    [[1, 2, 3, 4, 10], 0, 1],
    [[1, 2, 3, 4, 10], 0.25, 2],
    [[1, 2, 3, 4, 10], 0.5, 3],
    [[1, 2, 3, 4, 10], 0.9, 7.6],
    [[1, 2, 3, 4, 10], 1, 10],
    // Place 3 x 0.5 = 1.5: half way between 2 and 3.
    [[1, 2, 3, 4], 0.5, 2.5],
    [[7], 0.3, 7],
  ])('of %j at %d is %d', (list, share, expected) => {
    expect(quantile(list, share)).toBe(expected);
  });

  // Floats give 1800.1000000000001 for the first, of which the mean is 1800.1, and 0.30000000000000004 for the second.
  test('is the double nearest to the exact value, of values and shares as they print', () => {
    expect(quantile([1800.1, 1800.1, 1800.1], 0.3)).toBe(1800.1);
    expect(quantile([0.1, 0.5], 0.5)).toBe(0.3);
    expect(quantile([0, 1], 0.1)).toBe(0.1);
    expect(quantile([0, 60_000, 90_000], 0.75, 60_000)).toBe(1.25);
  });

  test('of nothing is null', () => {
    expect(quantile([], 0.5)).toBeNull();
    expect(quantile(new Float64Array(), 0)).toBeNull();
  });

  test('lies within the values, and rises with p', () => {
    fc.assert(
      fc.property(values, p, p, (list, a, b) => {
        const sorted = ascending(list);
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map((share) => quantile(sorted, share) as number);
        expect(low).toBeLessThanOrEqual(high as number);
        expect(low).toBeGreaterThanOrEqual(sorted[0] as number);
        expect(high).toBeLessThanOrEqual(sorted.at(-1) as number);
      }),
    );
  });

  test('at k / (n - 1) is value k, and mirrored values give the mirrored quantile', () => {
    fc.assert(
      fc.property(values, p, (list, share) => {
        const sorted = ascending(list);
        for (const [k, value] of sorted.entries()) {
          const at = sorted.length === 1 ? 0 : k / (sorted.length - 1);
          expect(quantile(sorted, at)).toBeCloseTo(value, 9);
        }
        const mirrored = ascending(list.map((value) => -value));
        expect(-(quantile(mirrored, 1 - share) as number)).toBeCloseTo(quantile(sorted, share) as number, 9);
      }),
    );
  });
});
