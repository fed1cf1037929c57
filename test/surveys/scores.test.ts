import {
  customerEffortScore,
  customerSatisfactionScore,
  latestPerCustomer,
  month,
  netPromoterScore,
  ratioInterval,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { deepFreeze } from '../support/deep-freeze.ts';

describe('netPromoterScore', () => {
  /**
   * Ten answers: 10 9 9 10 are promoters (4), 8 7 passives (2), 6 0 5 3 detractors (4): NPS 0. Mean 67 / 10. Each answer is worth 1, 0 or
   * -1; the squares add up to 8, the mean is 0, so the variance is 0.8, the standard error sqrt(0.08) = 0.282843, and 1.959964 of it 55.4362 points.
   * Adjusted: 4.75, 3.5 and 4.75 of 13; variance 9.5 / 13 = 0.730769, standard error sqrt(0.730769 / 13) = 0.237094, margin 46.4695 points.
   */
  test('a table by hand', () => {
    const nps = netPromoterScore(deepFreeze([10, 9, 9, 10, 8, 7, 6, 0, 5, 3]));
    expect(nps).toMatchObject({ score: 0, promoters: 4, passives: 2, detractors: 4, responses: 10, mean: 6.7 });
    expect(nps.distribution).toEqual({ 0: 1, 1: 0, 2: 0, 3: 1, 4: 0, 5: 1, 6: 1, 7: 1, 8: 1, 9: 2, 10: 2 });
    expect(nps.marginOfError).toBeCloseTo(46.4695, 3);
    expect([nps.lower, nps.upper, nps.confidence]).toEqual([-(nps.marginOfError ?? 0), nps.marginOfError, 0.95]);
    const wald = netPromoterScore([10, 9, 9, 10, 8, 7, 6, 0, 5, 3], { intervalType: 'wald' });
    expect(wald.marginOfError).toBeCloseTo(55.4362, 4);
    expect([wald.lower, wald.upper]).toEqual([-(wald.marginOfError ?? 0), wald.marginOfError]);
  });

  /**
   * One promoter alone: 1.75, 1.5 and 0.75 of 4, score 25; variance 2.5 / 4 - 1 / 16 = 0.5625, standard error sqrt(0.5625 / 4) = 0.375, margin
   * 73.4986: -48.4986 to 98.4986. The closed form has 100 to 100.
   */
  test('one answer leaves nearly everything open', () => {
    const nps = netPromoterScore([9]);
    expect(nps.score).toBe(100);
    expect(nps.lower).toBeCloseTo(-48.4986, 4);
    expect(nps.upper).toBeCloseTo(98.4986, 4);
    expect(nps.marginOfError).toBeCloseTo(73.4986, 4);
    expect(netPromoterScore([9], { intervalType: 'wald' })).toMatchObject({ marginOfError: 0, lower: 100, upper: 100 });
  });

  /** The chance that the interval of `n` answers holds the true score, over every outcome of a trinomial draw: no simulation. */
  function coverageOf(n: number, promoting: number, detracting: number, intervalType: 'adjustedWald' | 'wald'): number {
    const logFactorials = [0];
    for (let k = 1; k <= n; k += 1) logFactorials.push((logFactorials[k - 1] as number) + Math.log(k));
    const logFactorial = (k: number) => logFactorials[k] as number;
    let coverage = 0;
    for (let promoters = 0; promoters <= n; promoters += 1) {
      for (let detractors = 0; detractors + promoters <= n; detractors += 1) {
        const passives = n - promoters - detractors;
        const { lower, upper } = netPromoterScore({ promoters, passives, detractors }, { intervalType });
        const truth = 100 * (promoting - detracting);
        if ((lower as number) > truth || (upper as number) < truth) continue;
        const ways = logFactorial(n) - logFactorial(promoters) - logFactorial(passives) - logFactorial(detractors);
        const passing = 1 - promoting - detracting;
        coverage += Math.exp(ways) * promoting ** promoters * detracting ** detractors * passing ** passives;
      }
    }
    return coverage;
  }

  test.each([
    [5, 0.2, 0.4],
    [5, 0.8, 0.05],
    [10, 0.6, 0.1],
    [10, 0.3, 0.3],
    [20, 0.8, 0.05],
    [50, 0.4, 0.1],
  ])('of %i answers, %d promoting and %d detracting, 95 % intervals hold the score in 93 to 97 of 100', (n, p, d) => {
    const coverage = coverageOf(n, p, d, 'adjustedWald');
    expect(coverage).toBeGreaterThan(0.925);
    expect(coverage).toBeLessThan(0.97);
    // The closed form promises more than it holds.
    expect(coverageOf(n, p, d, 'wald')).toBeLessThan(0.943);
  });

  test('one answer alone has an interval with width, in every period and split', () => {
    for (const score of [0, 3, 7, 10]) {
      const answer = { score, at: '2026-03-01', customerId: 'ada' };
      const period = [month('2026-03'), month('2026-04')];
      const [within, outside] = netPromoterScore([answer], { period });
      const [split] = netPromoterScore([answer], { by: ({ customerId }) => customerId });
      for (const nps of [netPromoterScore([score]), within, split, latestPerCustomer([answer], netPromoterScore)]) {
        expect((nps?.upper ?? 0) - (nps?.lower ?? 0)).toBeGreaterThan(90);
        expect(nps?.marginOfError).toBe(((nps?.upper as number) - (nps?.lower as number)) / 2);
      }
      expect(outside).toMatchObject({ lower: null, upper: null, marginOfError: null });
    }
    for (const score of [1, 5]) {
      const csat = customerSatisfactionScore([score]);
      const ces = customerEffortScore([score === 5 ? 7 : 1]);
      for (const { lower, upper } of [csat, ces]) expect((upper as number) - (lower as number)).toBeGreaterThan(75);
    }
  });

  test('the margin is half the width, also where the bounds are clamped', () => {
    const { lower, upper, marginOfError } = netPromoterScore([10, 10, 10, 10, 9, 0], { confidence: 0.99 });
    expect(upper).toBe(100);
    expect(marginOfError).toBe((100 - (lower as number)) / 2);
  });

  test('the borders of the groups', () => {
    const groups = [0, 6, 7, 8, 9, 10].map((score) => netPromoterScore([score]).score);
    expect(groups).toEqual([-100, -100, 0, 0, 100, 100]);
  });

  test('the bounds do not leave -100..100', () => {
    for (const intervalType of ['adjustedWald', 'wald'] as const) {
      const options = { intervalType, confidence: 0.99 };
      expect(netPromoterScore([10, 10, 10, 0], options)).toMatchObject({ score: 50, upper: 100 });
      expect(netPromoterScore([0, 0, 0, 10], options)).toMatchObject({ score: -50, lower: -100 });
    }
  });

  test('the margin of answers that all agree is exactly 0, and does not cancel away for a billion that nearly all do', () => {
    const wald = { intervalType: 'wald' } as const;
    expect(netPromoterScore([10, 9, 10], wald)).toMatchObject({ marginOfError: 0, lower: 100, upper: 100 });
    // One promoter among n passives: variance (n - 1) / n^2, so 100 x 1.96 x sqrt(n - 1) / n^1.5.
    const n = 1e9;
    const { marginOfError } = netPromoterScore({ promoters: 1, passives: n - 1, detractors: 0 }, wald);
    const expected = (100 * 1.959963984540054 * Math.sqrt(n - 1)) / n ** 1.5;
    expect(Math.abs((marginOfError ?? 0) / expected - 1)).toBeLessThan(1e-12);
  });

  test('the confidence widens the margin by its quantile', () => {
    const half = { promoters: 50, passives: 0, detractors: 50 };
    const intervalType = 'wald';
    // Variance 1, so the margin is 10 standard errors of a point: 100 / sqrt(100) x z.
    expect(netPromoterScore(half, { confidence: 0.99, intervalType }).marginOfError).toBeCloseTo(25.758293035489, 10);
    expect(netPromoterScore(half, { confidence: 0.9, intervalType }).marginOfError).toBeCloseTo(16.4485362695147, 10);
  });

  test('of nobody is null, however nobody is written', () => {
    const nothing = { score: null, marginOfError: null, lower: null, upper: null, mean: null, responses: 0 };
    expect(netPromoterScore([])).toMatchObject(nothing);
    expect(netPromoterScore({})).toMatchObject(nothing);
    expect(netPromoterScore({ 9: 0 })).toMatchObject(nothing);
    expect(netPromoterScore({ promoters: 0, passives: 0, detractors: 0 })).toMatchObject(nothing);
  });

  test('counts by group know no mean and no distribution', () => {
    expect(netPromoterScore({ promoters: 5, passives: 3, detractors: 2 })).toMatchObject({
      score: 30,
      mean: null,
      distribution: null,
    });
  });

  test('npm net-promoter-score keeps a 6.5 in the denominator and in no group: here it throws', () => {
    expect(() => netPromoterScore([10, 6.5])).toThrow('responses[1] must be a whole number from 0 to 10; received 6.5');
  });
});

describe('customerSatisfactionScore', () => {
  /** 5 4 4 3 1: three of five satisfied, mean 17 / 5. */
  test('a table by hand', () => {
    const csat = customerSatisfactionScore(
      deepFreeze([{ score: 5 }, { score: 4 }, { score: 4 }, { score: 3 }, { score: 1 }]),
    );
    expect(csat).toMatchObject({ score: 60, satisfied: 3, responses: 5, mean: 3.4 });
    expect(csat.distribution).toEqual({ 1: 1, 2: 0, 3: 1, 4: 2, 5: 1 });
  });

  test('the bounds are those of ratioInterval, in percent', () => {
    const { lower, upper } = ratioInterval({ value: null, numerator: 3, denominator: 5 }, { confidence: 0.9 });
    const csat = customerSatisfactionScore([5, 4, 4, 3, 1], { confidence: 0.9 });
    expect([csat.lower, csat.upper]).toEqual([100 * (lower ?? 0), 100 * (upper ?? 0)]);
  });

  test('another threshold, and other scales, below zero too', () => {
    expect(customerSatisfactionScore([5, 4, 3], { satisfiedFrom: 5 }).satisfied).toBe(1);
    expect(customerSatisfactionScore([10, 8, 7], { scale: [1, 10], satisfiedFrom: 8 }).satisfied).toBe(2);
    const smileys = customerSatisfactionScore([-2, 2, 1], { scale: [-2, 2], satisfiedFrom: 1 });
    expect(smileys).toMatchObject({ satisfied: 2, mean: 1 / 3, distribution: { '-2': 1, '-1': 0, 0: 0, 1: 1, 2: 1 } });
    expect(customerSatisfactionScore(smileys.distribution, { scale: [-2, 2], satisfiedFrom: 1 })).toEqual(smileys);
  });

  test('of nobody is null', () => {
    for (const nobody of [[], {}]) {
      const csat = customerSatisfactionScore(nobody);
      expect(csat).toMatchObject({ score: null, lower: null, upper: null, mean: null, satisfied: 0, responses: 0 });
    }
  });
});

describe('customerEffortScore', () => {
  const answers = deepFreeze([7, 6, 5, 4, 2]);

  /** 7 6 5 4 2: mean 24 / 5; 5 and more: three of five. */
  test('version 2 by hand, which is the default', () => {
    const ces = customerEffortScore(answers);
    expect(ces).toMatchObject({ score: 4.8, share: 60, responses: 5 });
    expect(ces.distribution).toEqual({ 1: 0, 2: 1, 3: 0, 4: 1, 5: 1, 6: 1, 7: 1 });
    expect(customerEffortScore(answers, { version: 2 })).toEqual(ces);
    expect(customerEffortScore(answers, { scale: [1, 7], agreeFrom: 5 })).toEqual(ces);
    expect(customerEffortScore(answers, { scale: [1, 7] })).toEqual(ces);
  });

  /** 1 2 2 3 5: mean 13 / 5, low is good: three of five. */
  test('version 1 by hand: low effort is good', () => {
    expect(customerEffortScore([1, 2, 2, 3, 5], { version: 1 })).toMatchObject({ score: 2.6, share: 60 });
  });

  test('a threshold of its own', () => {
    expect(customerEffortScore(answers, { agreeFrom: 6 }).share).toBe(40);
    expect(customerEffortScore([5, 4, 3], { scale: [1, 5], agreeFrom: 4 }).share).toBe(200 / 3);
    // As many scores as there are groups: still counts by score.
    expect(customerEffortScore({ 1: 1, 3: 3 }, { scale: [1, 3], agreeFrom: 3 })).toMatchObject({
      score: 2.5,
      share: 75,
    });
  });

  test('counts by group know no mean and no distribution', () => {
    expect(customerEffortScore({ disagree: 1, neutral: 0, agree: 3 })).toMatchObject({
      score: null,
      distribution: null,
      share: 75,
      responses: 4,
    });
  });

  test('of nobody is null', () => {
    for (const nobody of [[], {}, { disagree: 0, neutral: 0, agree: 0 }]) {
      const ces = customerEffortScore(nobody);
      expect(ces).toMatchObject({ score: null, share: null, lower: null, upper: null, responses: 0 });
    }
  });
});
