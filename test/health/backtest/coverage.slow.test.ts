import { backtestScores, type HealthOutcome } from 'tenure';
import { describe, expect, test } from 'vitest';
import { seeded } from '../../support/seeded.ts';

/** Customers whose chance of leaving is known, each seen on `dates` dates with a score that tells a part of it. */
function book(seed: number, customers: number, dates: number, noise: number): HealthOutcome[] {
  const random = seeded(seed);
  return Array.from({ length: customers }, (_, customer) => {
    const own = random.normal();
    return Array.from({ length: dates }, () => {
      const risk = own + 0.3 * random.normal();
      const score = 50 - 12 * risk - noise * random.normal();
      return {
        customerId: `c${customer}`,
        score: Math.min(100, Math.max(0, score)),
        churned: random.chance(1 / (1 + Math.exp(2 - 1.2 * risk))),
      };
    });
  }).flat();
}

const shareOf = (rows: readonly HealthOutcome[]) => {
  const [bin] = backtestScores(rows, { bins: 1 }).calibration;
  return { lower: bin?.lower as number, upper: bin?.upper as number, share: bin?.churnRate.value as number };
};

describe('intervals hold the truth about as often as they say', () => {
  test('covers the area of the generator itself about as often as it says, with one row a customer and with several', () => {
    const truth = backtestScores(book(1, 60_000, 1, 5).map(({ customerId, ...row }) => row)).auc.value as number;
    for (const dates of [1, 4]) {
      let covered = 0;
      for (let seed = 100; seed < 220; seed += 1) {
        const { lower, upper } = backtestScores(book(seed, 150, dates, 5)).auc;
        if ((lower as number) <= truth && truth <= (upper as number)) covered += 1;
      }
      expect(covered / 120, `${dates} dates`).toBeGreaterThan(0.91);
      expect(covered / 120, `${dates} dates`).toBeLessThan(0.99);
    }
  });

  test('the interval covers the share of the generator about as often as it says', () => {
    const truth = shareOf(book(1, 60_000, 1, 5).map(({ customerId, ...row }) => row)).share;
    let [covered, alone] = [0, 0];
    for (let seed = 100; seed < 300; seed += 1) {
      const rows = book(seed, 120, 6, 5);
      const holds = ({ lower, upper }: { lower: number; upper: number }) => Number(lower <= truth && truth <= upper);
      covered += holds(shareOf(rows));
      alone += holds(shareOf(rows.map(({ customerId, ...row }) => row)));
    }
    expect(covered / 200).toBeGreaterThan(0.91);
    expect(covered / 200).toBeLessThan(0.99);
    // As if each row were a customer of its own.
    expect(alone / 200).toBeLessThan(0.9);
  });

  test('with the outcomes shuffled it holds one half, in about as many cases as it says', () => {
    let held = 0;
    for (let seed = 1; seed <= 100; seed += 1) {
      const outcomes = book(seed, 200, 1, 5);
      const shuffled = seeded(seed).shuffled(outcomes.map(({ churned }) => churned));
      const { lower, upper } = backtestScores(
        outcomes.map((row, index) => ({ ...row, churned: shuffled[index] as boolean })),
      ).auc;
      if ((lower as number) <= 0.5 && 0.5 <= (upper as number)) held += 1;
    }
    expect(held).toBeGreaterThan(89);
  });
});
