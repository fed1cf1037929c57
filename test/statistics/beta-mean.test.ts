import { describe, expect, test } from 'vitest';
import { betaMeanOfReciprocal } from '../../src/statistics/beta-mean.ts';

describe('betaMeanOfReciprocal', () => {
  /** The same by the continued fraction of 2F1(1, alpha; alpha + beta; -1 / shift) / shift (Gauss 1813), all terms positive. */
  function byContinuedFraction(alpha: number, beta: number, shift: number): number {
    const sum = alpha + beta;
    let value = (1 + Math.sqrt(1 + 1 / shift)) / 2;
    for (let k = Math.ceil(60 * Math.sqrt(1 + 1 / shift)) + 50; k >= 1; k -= 1) {
      const m = Math.floor(k / 2);
      const odd = m === 0 ? alpha / sum : ((alpha + m) * (sum - 1 + m)) / ((sum + 2 * m - 1) * (sum + 2 * m));
      const even = (m * (beta + m - 1)) / ((sum + 2 * m - 2) * (sum + 2 * m - 1));
      value = 1 + ((k % 2 === 1 ? odd : even) * (1 / shift)) / value;
    }
    return 1 / value / shift;
  }

  const parameters = [0.01, 0.3, 0.6677123, 0.999, 1, 1.0001, 2, 3.8024773, 15.19, 100, 1e4, 1e6];

  test.each([1e-6, 1e-4, 0.01, 0.1, 0.5, 1])('agrees with the continued fraction, at a shift of %d', (shift) => {
    for (const alpha of parameters) {
      for (const beta of parameters) {
        const ratio = betaMeanOfReciprocal(alpha, beta, shift) / byContinuedFraction(alpha, beta, shift);
        expect(Math.abs(ratio - 1), `${alpha} ${beta}`).toBeLessThan(5e-13);
      }
    }
  });

  /**
   * Source: mpmath 1.3 with 50 digits, the connection of 2F1 at 1 - z: (alpha + beta - 1) / (alpha - 1) F(1, beta; 2 - alpha; w)
   * + w^(alpha - 1) z^(1 - alpha - beta) Gamma(alpha + beta) Gamma(1 - alpha) / Gamma(beta), times z, with w = shift / (1 + shift), z = 1 - w.
   */
  test.each<[alpha: number, beta: number, shift: number, mean: number]>([
    [0.01, 1000000.0, 1e-300, 1.1548955504738871e297],
    [0.01, 1000000.0, 1e-12, 876077732067.386],
    [0.3, 1.0, 1e-300, 1.16496662323528e210],
    [0.3, 1.0, 1e-12, 292626384.97805184],
    [0.3, 1.0, 1e-8, 463781.13759403257],
    [0.6677123, 3.8024773, 1e-300, 3.0942873167684112e100],
    [0.6677123, 3.8024773, 1e-12, 61891.32238285812],
    [0.6677123, 3.8024773, 1e-8, 2890.5868679049654],
    [1.0001, 100.0, 1e-300, 66262.45165278926],
    [1.0001, 100.0, 1e-12, 2242.8394012513404],
    [1.0001, 100.0, 1e-8, 1323.4482535132083],
    [3.8, 15.19, 1e-300, 6.425],
    [3.8, 15.19, 1e-12, 6.424999999939355],
    [3.8, 15.19, 1e-8, 6.42499939355151],
  ])('alpha %d, beta %d, shift %d: %d', (alpha, beta, shift, mean) => {
    expect(Math.abs(betaMeanOfReciprocal(alpha, beta, shift) / mean - 1)).toBeLessThan(5e-13);
  });

  test('where all x are alike it is 1 / (shift + mean), and where they are 0 or 1 the mean of the two', () => {
    expect(betaMeanOfReciprocal(1e12, 3e12, 0.1)).toBeCloseTo(1 / 0.35, 10);
    expect(betaMeanOfReciprocal(1e-9, 3e-9, 0.1)).toBeCloseTo(0.75 / 0.1 + 0.25 / 1.1, 7);
  });
});
