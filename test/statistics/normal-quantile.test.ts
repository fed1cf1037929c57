import { describe, expect, test } from 'vitest';
import { normalQuantile } from '../../src/statistics/normal-quantile.ts';

/** Expected values by mpmath 1.3 at 40 digits: the root of log erfc(-z / sqrt 2) / 2 - log p. */
const known: [p: number, z: number][] = [
  [0.5, 0],
  [0.50001, 2.506628274882086e-5],
  [0.75, 0.6744897501960817],
  [0.949, 1.6352340153886495],
  [0.951, 1.6546279023510775],
  [0.975, 1.9599639845400538],
  [0.995, 2.5758293035489004],
  [0.9999, 3.7190164854557084],
  [0.1, -1.2815515655446004],
  [1e-5, -4.264890793922825],
  [1e-100, -21.273453560965326],
  [5e-324, -38.467405617144344],
];

describe('the normal quantile', () => {
  test.each(known)('of %d is %d, in the middle, in the tails and beside the border between the two', (p, z) => {
    expect(Math.abs(normalQuantile(p) - z)).toBeLessThanOrEqual(4e-15 * Math.abs(z));
  });

  test('rises, and is as far below the middle as above it', () => {
    let last = Number.NEGATIVE_INFINITY;
    for (let i = 1; i < 4096; i += 1) {
      const z = normalQuantile(i / 4096);
      expect(z).toBeGreaterThan(last);
      expect(normalQuantile(1 - i / 4096)).toBe(z === 0 ? 0 : -z);
      last = z;
    }
  });
});
