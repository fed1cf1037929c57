import {
  type FittedRenewalModel,
  fitShiftedBetaGeometric,
  projectSurvival,
  projectSurvivalInterval,
  type RenewalModel,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { keysOf, refusal } from '../../support/caught.ts';
import { seeded } from '../../support/seeded.ts';

const survivors = [1000, 869, 743, 653, 593, 551, 517, 491];
const fitted = fitShiftedBetaGeometric(survivors);

/** Customers of a cohort, each with its own chance to leave, and how many are left after each renewal. */
function drawnCohort(seed: number, chance: (random: () => number) => number, customers = 800, renewals = 6): number[] {
  const { next } = seeded(seed);
  const left = new Array<number>(renewals + 1).fill(0);
  for (let customer = 0; customer < customers; customer += 1) {
    const own = chance(next);
    for (let age = 0; age <= renewals; age += 1) {
      left[age] = (left[age] as number) + 1;
      if (next() < own) break;
    }
  }
  return left;
}

describe('projectSurvivalInterval', () => {
  test('has the curve of projectSurvival in it, and bounds around it within 0 and 1', () => {
    const rows = projectSurvivalInterval(fitted, 200);
    expect(rows.map(({ survival }) => survival)).toEqual(projectSurvival(fitted as RenewalModel, 200));
    for (const { survival, standardError, lower, upper } of rows) {
      expect(standardError).toBeGreaterThan(0);
      expect(lower).toBeGreaterThan(0);
      expect(lower).toBeLessThan(survival);
      expect(upper).toBeGreaterThan(survival);
      expect(upper).toBeLessThan(1);
    }
    const [wide] = projectSurvivalInterval(fitted, 1, { confidence: 0.99 });
    expect(wide?.lower).toBeLessThan(rows[0]?.lower as number);
  });

  test('its errors are those of derivatives taken by differences', () => {
    const { churnRate, spread, standardErrors, correlation } = fitted;
    const [errorOfRate, errorOfSpread] = [standardErrors.churnRate as number, standardErrors.spread as number];
    const at = (mean: number, own: number) => projectSurvival({ alpha: mean / own, beta: (1 - mean) / own }, 12);
    const step = 1e-6;
    const [up, down] = [at(churnRate + step, spread), at(churnRate - step, spread)];
    const [more, less] = [at(churnRate, spread + step), at(churnRate, spread - step)];
    for (const [age, { standardError }] of projectSurvivalInterval(fitted, 12).entries()) {
      const a = (((up[age] as number) - (down[age] as number)) / (2 * step)) * errorOfRate;
      const b = (((more[age] as number) - (less[age] as number)) / (2 * step)) * errorOfSpread;
      expect(standardError).toBeCloseTo(Math.sqrt(a * a + b * b + 2 * a * b * (correlation as number)), 7);
    }
  });

  test.each<[string, (random: () => number) => number, (age: number) => number]>([
    // Half of them leave with 1/10, the others with 1/2: no beta distribution, but near one.
    ['customers who differ evenly', (next) => next() * 0.6, (age) => (1 - 0.4 ** (age + 1)) / (0.6 * (age + 1))],
    ['customers who are alike', () => 0.2, (age) => 0.8 ** age],
  ])('of %s the 95 %% interval holds the truth about 19 times of 20', (_, chance, truth) => {
    const runs = 120;
    const held = { within: 0, beyond: 0 };
    for (let seed = 1; seed <= runs; seed += 1) {
      const rows = projectSurvivalInterval(fitShiftedBetaGeometric(drawnCohort(seed, chance)), 10);
      const holds = (renewal: number) => {
        const { lower, upper } = rows[renewal - 1] as { lower: number; upper: number };
        return lower <= truth(renewal) && truth(renewal) <= upper;
      };
      if (holds(4)) held.within += 1;
      if (holds(10)) held.beyond += 1;
    }
    // 105 or fewer would come once in 1,000 times.
    expect(held.within).toBeGreaterThan(105);
    expect(held.beyond).toBeGreaterThan(95);
  });

  test('has null bounds where nothing is known of them', () => {
    const nothing = { standardError: null, lower: null, upper: null };
    const standardErrors = { alpha: null, beta: null, churnRate: null, spread: null };
    const flat = { ...fitted, standardErrors, correlation: null } as FittedRenewalModel;
    expect(projectSurvivalInterval(flat, 2)[1]).toMatchObject({ renewal: 2, ...nothing });
    const never = { model: 'geometric', alpha: null, beta: null, churnRate: 0, spread: 0, logLikelihood: 0 } as const;
    const known = { ...never, standardErrors: { ...standardErrors, churnRate: 0.1 }, correlation: null };
    expect(projectSurvivalInterval(known, 1)).toEqual([{ renewal: 1, survival: 1, ...nothing }]);
    expect(projectSurvivalInterval(fitted, 0)).toEqual([]);
  });

  test.each<[object, unknown, object, string, string]>([
    [{ alpha: 1, beta: 1 }, 3, {}, 'INVALID_TYPE', 'model.standardErrors'],
    [fitted, 1.5, {}, 'INVALID_NUMBER', 'periods'],
    [fitted, 3, { confidence: 95 }, 'INVALID_NUMBER', 'options.confidence'],
    [fitted, 3, { level: 0.9 }, 'UNKNOWN_KEY', 'options.level'],
  ])('%# is refused', (model, periods, options, code, path) => {
    expect(refusal(() => projectSurvivalInterval(model as never, periods as never, options as never))).toMatchObject({
      code,
      path: keysOf(path),
    });
  });
});
