import fc from 'fast-check';
import { fitShiftedBetaGeometric, projectSurvival, type ShiftedBetaGeometric } from 'tenure';
import { describe, expect, test } from 'vitest';
import { keysOf, refusal } from '../../support/caught.ts';
import { deepFreeze } from '../../support/deep-freeze.ts';
import { fittedTo } from '../../support/fitted-to.ts';
import { survivalFigures } from '../../support/survival-figures.ts';

const { fits } = survivalFigures;

/** Straight from the definition: P(T = t) = S(t - 1) - S(t) for each who left, S(last) for each who did not. */
function logLikelihoodOf(model: ShiftedBetaGeometric, survivors: readonly number[]): number {
  const curve = [1, ...projectSurvival(model, survivors.length - 1)];
  const last = survivors.length - 1;
  let sum = (survivors[last] ?? 0) * Math.log(curve[last] ?? 0);
  for (let age = 1; age <= last; age += 1) {
    const lost = (survivors[age - 1] ?? 0) - (survivors[age] ?? 0);
    if (lost > 0) sum += lost * Math.log((curve[age - 1] ?? 0) - (curve[age] ?? 0));
  }
  return sum;
}

const expectedSurvivors = (model: ShiftedBetaGeometric, size: number, periods: number) => [
  size,
  ...projectSurvival(model, periods).map((survival) => survival * size),
];

const parameter = fc.double({ min: Math.log(0.05), max: Math.log(50), noNaN: true }).map(Math.exp);
const modelArbitrary = fc.record({ alpha: parameter, beta: parameter });

/** Survivors that fall ever more slowly, at random. */
const survivorsArbitrary = fc
  .array(fc.integer({ min: 50, max: 99 }), { minLength: 2, maxLength: 10 })
  .map((kept) => [...kept].sort((a, b) => a - b))
  .map((kept) => {
    const survivors = [10_000];
    for (const percent of kept) survivors.push(Math.floor(((survivors.at(-1) ?? 0) * percent) / 100));
    return survivors;
  });

describe('fitShiftedBetaGeometric', () => {
  test('recovers the model that the survivors were computed with', () => {
    fc.assert(
      fc.property(modelArbitrary, fc.integer({ min: 3, max: 30 }), (model, periods) => {
        const fitted = fittedTo(expectedSurvivors(model, 1_000_000, periods));
        expect(Math.abs(fitted.alpha / model.alpha - 1)).toBeLessThan(1e-8);
        expect(Math.abs(fitted.beta / model.beta - 1)).toBeLessThan(1e-8);
      }),
    );
  });

  test('comes near the model that customers were drawn from', () => {
    // A linear congruential generator with its parameters from Knuth's MMIX, so that the draw is the same everywhere.
    let state = 1n;
    const random = () => {
      state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffff_ffff_ffff_ffffn;
      return Number(state >> 11n) / 2 ** 53;
    };
    const model = { alpha: 0.8, beta: 2.4 };
    const curve = projectSurvival(model, 12);
    const survivors = [20_000, ...curve.map(() => 0)];
    for (let customer = 0; customer < 20_000; customer += 1) {
      const luck = random();
      for (let age = 0; age < 12 && luck < (curve[age] ?? 0); age += 1)
        survivors[age + 1] = (survivors[age + 1] ?? 0) + 1;
    }
    const fitted = fittedTo(survivors);
    expect((fitted.standardErrors.alpha ?? 0) / fitted.alpha).toBeCloseTo(0.02, 2);
    expect((fitted.standardErrors.beta ?? 0) / fitted.beta).toBeCloseTo(0.03, 2);
    expect(Math.abs(fitted.alpha / model.alpha - 1)).toBeLessThan(0.06);
    expect(Math.abs(fitted.beta / model.beta - 1)).toBeLessThan(0.09);
  });

  test('the log-likelihood is that of the definition, and no model nearby or far has more', () => {
    fc.assert(
      fc.property(survivorsArbitrary, modelArbitrary, (survivors, other) => {
        const fitted = fitShiftedBetaGeometric(survivors);
        fc.pre(fitted.model !== 'geometric');
        const best = logLikelihoodOf(fitted, survivors);
        expect(Math.abs(fitted.logLikelihood / best - 1)).toBeLessThan(1e-9);
        const slack = Math.abs(best) * 1e-12;
        expect(logLikelihoodOf(other, survivors)).toBeLessThanOrEqual(best + slack);
        for (const [a, b] of [
          [1.001, 1],
          [0.999, 1],
          [1, 1.001],
          [1, 0.999],
          [1.01, 1.01],
          [0.99, 0.99],
        ] as const) {
          const near = { alpha: fitted.alpha * a, beta: fitted.beta * b };
          expect(logLikelihoodOf(near, survivors)).toBeLessThanOrEqual(best + slack);
        }
      }),
    );
  });

  test('a cohort split in two is the same cohort, to the last bit, and so are cohorts in another order', () => {
    const whole = [100, 86.9, 74.3, 65.3, 59.3];
    const parts = [
      [60.1, 50.3, 44.2, 40.1, 39],
      [39.9, 36.6, 30.1, 25.2, 20.3],
    ];
    expect(fitShiftedBetaGeometric(parts)).toEqual(fitShiftedBetaGeometric(whole));
    expect(fitShiftedBetaGeometric([whole])).toEqual(fitShiftedBetaGeometric(whole));
    const cohorts = [whole, [0.1, 0.07, 0.06], [1000, 700], [5]];
    expect(fitShiftedBetaGeometric([...cohorts].reverse())).toEqual(fitShiftedBetaGeometric(cohorts));
  });

  test('only the log-likelihood depends on the size of a cohort', () => {
    const counts = fittedTo([1000, 869, 743, 653]);
    const percents = fittedTo([100, 86.9, 74.3, 65.3]);
    expect(percents.alpha).toBeCloseTo(counts.alpha, 10);
    expect(percents.beta).toBeCloseTo(counts.beta, 9);
    expect(percents.logLikelihood).toBeCloseTo(counts.logLikelihood / 10, 10);
  });

  test('customers nearly alike, and customers of two kinds', () => {
    for (const model of [
      { alpha: 20_000, beta: 100_000 },
      { alpha: 0.001, beta: 0.01 },
      { alpha: 0.01, beta: 5 },
      { alpha: 5, beta: 0.01 },
    ]) {
      const fitted = fittedTo(expectedSurvivors(model, 1_000_000, 12));
      expect(Math.abs(fitted.alpha / model.alpha - 1)).toBeLessThan(1e-6);
      expect(Math.abs(fitted.beta / model.beta - 1)).toBeLessThan(1e-6);
    }
  });

  /** The likelihood has a peak, and rises once more towards customers who are all alike, whose constant rate is lost / at risk. */
  test('a peak counts only if customers who are all alike are less likely', () => {
    const alikeOf = (survivors: readonly number[]) => {
      const atRisk = survivors.slice(0, -1).reduce((sum, count) => sum + count, 0);
      const lost = (survivors[0] ?? 0) - (survivors.at(-1) ?? 0);
      return lost * Math.log(lost / atRisk) + (atRisk - lost) * Math.log(1 - lost / atRisk);
    };
    const of = (last: number) => [1000, 442, 442, 434, 427, 415, 408, last];
    expect(fitShiftedBetaGeometric(of(13)).logLikelihood).toBeGreaterThan(alikeOf(of(13)));
    // The peak, at 1 / (alpha + beta) = 0.227, is at -2105.47; alike they come to -2105.15.
    expect(fitShiftedBetaGeometric(of(12))).toMatchObject({
      model: 'geometric',
      logLikelihood: expect.closeTo(alikeOf(of(12)), 9),
    });
  });

  /** By hand: 271 of 2,710 who could leave; the error of a share, sqrt(0.1 x 0.9 / 2710). */
  test('where churn does not fall with age it is the geometric model, with the rate of all who could leave', () => {
    const fitted = fitShiftedBetaGeometric([1000, 900, 810, 729]);
    expect(fitted).toEqual({
      model: 'geometric',
      alpha: null,
      beta: null,
      churnRate: 0.1,
      spread: 0,
      logLikelihood: expect.closeTo(271 * Math.log(0.1) + 2439 * Math.log1p(-0.1), 9),
      standardErrors: { alpha: null, beta: null, churnRate: expect.any(Number), spread: null },
      correlation: null,
    });
    expect(fitted.standardErrors.churnRate).toBeCloseTo(Math.sqrt((0.1 * 0.9) / 2710), 15);
    expect(fitShiftedBetaGeometric([100, 90, 81, 72.9, 65.61])).toMatchObject({ model: 'geometric', churnRate: 0.1 });
    expect(fitShiftedBetaGeometric([1000, 990, 900, 700])).toMatchObject({ model: 'geometric', churnRate: 300 / 2890 });
    expect(fitShiftedBetaGeometric([1000, 500, 0])).toMatchObject({ model: 'geometric', churnRate: 2 / 3 });
  });

  test('no shifted-beta-geometric model is more likely than the geometric one that was taken for it', () => {
    const anyKept = fc.array(fc.integer({ min: 30, max: 99 }), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(anyKept, modelArbitrary, fc.double({ min: 1, max: 1e6, noNaN: true }), (kept, other, alike) => {
        const survivors = [10_000];
        for (const percent of kept) survivors.push(Math.floor(((survivors.at(-1) ?? 0) * percent) / 100));
        const fitted = fitShiftedBetaGeometric(survivors);
        const near = { alpha: fitted.churnRate * alike, beta: (1 - fitted.churnRate) * alike };
        for (const model of [other, near]) {
          expect(logLikelihoodOf(model, survivors)).toBeLessThanOrEqual(fitted.logLikelihood * (1 - 1e-12));
        }
      }),
    );
  });

  /** R 4.2.2: second derivatives by trigamma at the maximum that `optim` finds, with the script test/golden/survival.R. */
  test('standard errors are those of R', () => {
    for (const { survivors, alpha, beta, errors, correlation } of fits) {
      const fitted = fittedTo(survivors);
      expect(fitted.alpha / alpha).toBeCloseTo(1, 5);
      expect(fitted.beta / beta).toBeCloseTo(1, 5);
      expect((fitted.standardErrors.alpha ?? 0) / errors.alpha).toBeCloseTo(1, 5);
      expect((fitted.standardErrors.beta ?? 0) / errors.beta).toBeCloseTo(1, 5);
      expect((fitted.standardErrors.churnRate ?? 0) / errors.churnRate).toBeCloseTo(1, 5);
      expect((fitted.standardErrors.spread ?? 0) / errors.spread).toBeCloseTo(1, 5);
      expect(fitted.correlation).toBeCloseTo(correlation, 5);
    }
  });

  test('ten times the customers are known sqrt(10) times as well', () => {
    const few = fittedTo([1000, 869, 743, 653]).standardErrors;
    const many = fittedTo([10_000, 8690, 7430, 6530]).standardErrors;
    for (const key of ['alpha', 'beta', 'churnRate', 'spread'] as const) {
      expect((few[key] ?? 0) / (many[key] ?? 0)).toBeCloseTo(Math.sqrt(10), 6);
    }
  });

  test('a cohort that is all gone at the end, and one of a size only', () => {
    expect(fitShiftedBetaGeometric([1000, 100, 60, 40, 0]).alpha).toBeGreaterThan(0);
    expect(fitShiftedBetaGeometric([[1000, 800, 700], [500]])).toEqual(fitShiftedBetaGeometric([1000, 800, 700]));
    expect(fitShiftedBetaGeometric(deepFreeze([[1000, 800, 700], [10]])).beta).toBeGreaterThan(0);
  });

  test.each<[string, unknown, RegExp]>([
    ['a size only', [1000], /at least two renewals/],
    ['one renewal', [1000, 500], /at least two renewals/],
    ['one renewal of each cohort', [[1000, 500], [900, 400], [800]], /at least two renewals/],
    ['nobody left', [1000, 1000, 1000], /without losses/],
    ['everyone left at once', [1000, 0, 0], /all be lost at the first renewal/],
    ['nobody left after the first renewal', [1000, 600, 600, 600], /without later losses/],
    ['all gone at once but for rounding', [1000, 1e-300, 1e-300, 5e-324], /not all be lost at the/],
    ['hardly any later losses', [1e15, 1e14, 1e14, 1e14 - 1 / 8], /without later losses/],
  ])('has no maximum: %s', (_, survivors, message) => {
    const error = refusal(() => fitShiftedBetaGeometric(survivors as number[]));
    expect(error).toMatchObject({ code: 'NOT_IDENTIFIABLE', path: keysOf('survivors') });
    expect(error?.message).toMatch(message);
  });

  test.each<[unknown, string, string]>([
    [[], 'EMPTY', 'survivors'],
    [undefined, 'INVALID_TYPE', 'survivors'],
    [{ 0: 1000 }, 'INVALID_TYPE', 'survivors'],
    [[[]], 'EMPTY', 'survivors[0]'],
    [[[1000, 800, 700], []], 'EMPTY', 'survivors[1]'],
    [[[1000, 800, 700], 500], 'INVALID_TYPE', 'survivors[1]'],
    [[1000, [800]], 'INVALID_NUMBER', 'survivors[1]'],
    [[1000, 800, 801], 'INVALID_NUMBER', 'survivors[2]'],
    [
      [
        [1000, 800],
        [100, 80, 70, 75],
      ],
      'INVALID_NUMBER',
      'survivors[1][3]',
    ],
    [[1000, -1], 'INVALID_NUMBER', 'survivors[1]'],
    [[1000, Number.NaN, 5], 'INVALID_NUMBER', 'survivors[1]'],
    [[Number.POSITIVE_INFINITY, 5], 'INVALID_NUMBER', 'survivors[0]'],
    [[1000, '800'], 'INVALID_NUMBER', 'survivors[1]'],
    [[1000, undefined], 'INVALID_NUMBER', 'survivors[1]'],
    [[0, 0, 0], 'INVALID_NUMBER', 'survivors[0]'],
    [[[10, 8, 7], [0]], 'INVALID_NUMBER', 'survivors[1][0]'],
  ])('%o is %s', (survivors, code, path) => {
    expect(refusal(() => fitShiftedBetaGeometric(survivors as number[]))).toMatchObject({ code, path: keysOf(path) });
  });
});
