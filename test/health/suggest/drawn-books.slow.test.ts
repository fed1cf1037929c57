import { describe, expect, test } from 'vitest';
import { ofNothing, ofUseAndPayments, suggested } from './suggested.ts';

describe('suggestWeights over drawn books', () => {
  test('finds the weights that the outcomes were drawn with, within what chance allows', () => {
    const found = suggested(11, ofUseAndPayments, 800);
    const [use, payments, tickets] = found.signals.map(({ weight }) => weight) as [number, number, number];
    expect(use / payments).toBeGreaterThan(2);
    expect(use / payments).toBeLessThan(4.5);
    expect(use).toBeGreaterThan(payments);
    expect(tickets).toBeLessThan(payments);
    expect(use + payments + tickets).toBeCloseTo(3, 12);
    expect(found.isBetterThanChance).toBe(true);
    expect(found.isBetterThanGiven).toBe(true);
    expect(found.gain.value).toBeCloseTo(
      (found.suggested.pooled.auc.value as number) - (found.given.pooled.auc.value as number),
      12,
    );
  });

  test('on noise it is no better than chance on the later span, and says so', () => {
    let better = 0;
    for (const seed of [1, 2, 3, 4, 5]) {
      const found = suggested(seed, ofNothing);
      const { lower, upper } = found.suggested.pooled.auc;
      expect(lower).toBeLessThan(0.5);
      expect(upper).toBeGreaterThan(0.5);
      expect(found.isBetterThanChance).toBe(false);
      if (found.isBetterThanGiven) better += 1;
    }
    // Of 150 such books the gain was above 0 in 6 and below in 4, where one in forty is to be expected on either side.
    expect(better).toBeLessThan(2);
  });
});
