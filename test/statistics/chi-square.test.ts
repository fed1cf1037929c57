import { expect, test } from 'vitest';
import { chiSquareTail } from '../../src/statistics/chi-square.ts';
import { normalQuantile, normalTail } from '../../src/statistics/normal-quantile.ts';
import { survivalFigures } from '../support/survival-figures.ts';

test.each(survivalFigures.chiSquare)(
  'the tail of chi-square beyond $x with $df degrees is that of R',
  ({ x, df, p }) => {
    expect(Math.abs(chiSquareTail(x, df) / p - 1)).toBeLessThan(1e-13);
  },
);

test('starts at 1, falls, and never leaves 0..1', () => {
  for (const degrees of [1, 2, 3, 10, 51]) {
    expect(chiSquareTail(0, degrees)).toBe(1);
    let last = 1;
    for (let x = 0.5; x < 200; x += 0.5) {
      const tail = chiSquareTail(x, degrees);
      expect(tail).toBeLessThanOrEqual(last * (1 + 1e-15));
      expect(tail).toBeGreaterThan(0);
      last = tail;
    }
    expect(chiSquareTail(1e6, degrees)).toBe(0);
  }
});

test('the normal tail is the other way round than the quantile', () => {
  for (const p of [0.5, 0.4, 0.1, 0.06, 0.05, 0.04, 1e-5, 1e-100]) {
    expect(Math.abs(normalTail(-normalQuantile(p) + 0) / p - 1)).toBeLessThan(1e-12);
  }
});
