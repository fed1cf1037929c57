import { describe, expect, test } from 'vitest';
import { coverageOf } from './coverage.ts';
import { hazards } from './known-hazard.ts';

// 400 runs take minutes: `npx tsx test/forecast/coverage.ts` prints them, and docs/metrics/backtest-forecast.md has the figures.
describe('80 % intervals hold the truth in about 80 % of books of known hazard', () => {
  test.each(Object.entries(hazards))('%s', (_, hazard) => {
    const runs = 24;
    const { held, closing } = coverageOf(hazard, { runs, horizons: [1, 6, 12], simulations: 150 });
    for (const [index, count] of held.entries()) {
      // 13 or fewer of 24 would come once in 1,000 times, and so would 24 of 24 with intervals that are too wide.
      expect(count).toBeGreaterThan(13);
      expect(Math.abs(closing[index] as number)).toBeLessThan(0.06);
    }
    expect(held.reduce((sum, count) => sum + count, 0)).toBeLessThan(3 * runs);
  });
});
