import fc from 'fast-check';
import {
  discountedExpectedLifetime,
  discountedExpectedResidualLifetime,
  projectSurvival,
  type ShiftedBetaGeometricModel,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { keysOf, refusal } from '../support/caught.ts';
import { deepFreeze } from '../support/deep-freeze.ts';

const model = deepFreeze({ alpha: 0.6677123, beta: 3.8024773, logLikelihood: -1611.2 });
const parameter = fc.double({ min: Math.log(0.01), max: Math.log(100), noNaN: true }).map(Math.exp);
const modelArbitrary = fc.record({ alpha: parameter, beta: parameter });
const rateArbitrary = fc.double({ min: 0.02, max: 1, noNaN: true });

/** Term by term, until a term is lost beside the sum. */
function bruteForce({ alpha, beta }: ShiftedBetaGeometricModel, renewals: number | null, rate: number): number {
  let age = renewals ?? 0;
  const step = () => {
    const kept = (beta + age) / (alpha + beta + age);
    age += 1;
    return kept;
  };
  let term = renewals === null ? 1 : step();
  let sum = 0;
  while (term > sum * 1e-17) {
    sum += term;
    term *= step() / (1 + rate);
  }
  return sum;
}

const badModels: [unknown, string, string][] = [
  [undefined, 'INVALID_TYPE', 'model'],
  [[1, 2], 'INVALID_TYPE', 'model'],
  [{ alpha: 1 }, 'INVALID_NUMBER', 'model.beta'],
  [{ beta: 1 }, 'INVALID_NUMBER', 'model.alpha'],
  [{ alpha: 0, beta: 1 }, 'INVALID_NUMBER', 'model.alpha'],
  [{ alpha: 1, beta: -1 }, 'INVALID_NUMBER', 'model.beta'],
  [{ alpha: Number.NaN, beta: 1 }, 'INVALID_NUMBER', 'model.alpha'],
  [{ alpha: 1, beta: Number.POSITIVE_INFINITY }, 'INVALID_NUMBER', 'model.beta'],
  [{ alpha: 1, beta: 1, logLikelihood: '-5' }, 'INVALID_NUMBER', 'model.logLikelihood'],
  [{ alpha: 1, beta: 1, gamma: 1 }, 'UNKNOWN_KEY', 'model.gamma'],
];

describe('projectSurvival', () => {
  test('by hand: with alpha = beta = 1 the chance to leave falls as 1/2, 1/3, 1/4, so that 1/2, 1/3, 1/4 are left', () => {
    const [first, second, third] = projectSurvival({ alpha: 1, beta: 1 }, 3);
    expect(first).toBe(1 / 2);
    expect(second).toBeCloseTo(1 / 3, 15);
    expect(third).toBeCloseTo(1 / 4, 15);
    expect(projectSurvival(model, 0)).toEqual([]);
  });

  test('falls, within 0..1, and each period starts as the one before ends', () => {
    fc.assert(
      fc.property(modelArbitrary, fc.integer({ min: 1, max: 100 }), (any, periods) => {
        const curve = projectSurvival(any, periods);
        expect(curve).toHaveLength(periods);
        for (const [index, survival] of curve.entries()) {
          expect(survival).toBeLessThan(curve[index - 1] ?? 1);
          expect(survival).toBeGreaterThan(0);
        }
        expect(projectSurvival(any, periods + 5).slice(0, periods)).toEqual(curve);
      }),
    );
  });

  test.each([-1, 1.5, Number.NaN, 1_000_001, undefined, '3'])('%o periods throw', (periods) => {
    const expected = { code: 'INVALID_NUMBER', path: keysOf('periods') };
    expect(refusal(() => projectSurvival(model, periods as number))).toMatchObject(expected);
  });

  test.each(badModels)('%o is %s', (bad, code, path) => {
    expect(refusal(() => projectSurvival(bad as ShiftedBetaGeometricModel, 3))).toMatchObject({
      code,
      path: keysOf(path),
    });
  });
});

describe('discounted expected lifetimes', () => {
  test('are the sums that they stand for', () => {
    fc.assert(
      fc.property(modelArbitrary, rateArbitrary, fc.nat(30), (any, rate, renewals) => {
        expect((discountedExpectedLifetime(any, rate) ?? 0) / bruteForce(any, null, rate)).toBeCloseTo(1, 12);
        const residual = discountedExpectedResidualLifetime(any, renewals, rate) ?? 0;
        expect(residual / bruteForce(any, renewals, rate)).toBeCloseTo(1, 12);
      }),
    );
  });

  test('a new customer pays once, and is then one who has not renewed yet, a period later', () => {
    fc.assert(
      fc.property(modelArbitrary, fc.double({ min: 1e-6, max: 1, noNaN: true }), (any, rate) => {
        const residual = discountedExpectedResidualLifetime(any, 0, rate) ?? 0;
        expect((discountedExpectedLifetime(any, rate) ?? 0) / (1 + residual / (1 + rate))).toBeCloseTo(1, 11);
      }),
    );
  });

  test('grow with the renewals, and fall with the rate', () => {
    const byRenewals = [0, 1, 5, 50].map((renewals) => discountedExpectedResidualLifetime(model, renewals, 0.1) ?? 0);
    const byRate = [1, 0.5, 0.1, 0.001, 1e-9].map((rate) => discountedExpectedLifetime(model, rate) ?? 0);
    for (const list of [byRenewals, byRate]) expect([...list].sort((a, b) => a - b)).toEqual(list);
  });

  test('undiscounted they have a closed form where alpha is above 1, and no end where it is not', () => {
    // By hand: alpha 3, beta 1. S(t) = 6 / ((t + 1)(t + 2)(t + 3)), which adds up to 3/2.
    expect(discountedExpectedLifetime({ alpha: 3, beta: 1 }, 0)).toBe(1.5);
    expect(discountedExpectedResidualLifetime({ alpha: 3, beta: 1 }, 0, 0)).toBe(0.5);
    expect(discountedExpectedLifetime({ alpha: 3, beta: 1 }, 1e-12)).toBeCloseTo(1.5, 10);
    expect(discountedExpectedLifetime({ alpha: 1, beta: 1 }, 0)).toBeNull();
    expect(discountedExpectedResidualLifetime({ alpha: 0.5, beta: 1 }, 4, 0)).toBeNull();
  });

  test('at no rate and for no model do they hang, or give anything but a number', () => {
    for (const alpha of [1e-6, 0.5, 1, 2, 1e6]) {
      for (const beta of [1e-6, 1, 1e6]) {
        for (const rate of [1e-300, 1e-100, 1e-20, 1e-10, 1e-3, 1]) {
          const lifetime = discountedExpectedLifetime({ alpha, beta }, rate);
          expect(lifetime, `${alpha} ${beta} ${rate}`).toBeGreaterThanOrEqual(1 - 1e-13);
          expect(lifetime, `${alpha} ${beta} ${rate}`).toBeLessThan(Number.POSITIVE_INFINITY);
        }
      }
    }
    const tiny = refusal(() => discountedExpectedLifetime({ alpha: 1e-6, beta: 1 }, 5e-324));
    expect(tiny).toMatchObject({ code: 'INVALID_NUMBER', path: keysOf('rate') });
  });

  test('a percent is told from a fraction', () => {
    const message = 'rate must be a fraction from 0 to 1 (for 10 % give 0.1); received 10';
    expect(refusal(() => discountedExpectedLifetime(model, 10))?.message).toBe(message);
    expect(refusal(() => discountedExpectedResidualLifetime(model, 4, 10))?.message).toBe(message);
  });

  test.each([-0.1, Number.NaN, 1000, undefined, '0.1'])('a rate of %o throws', (rate) => {
    const expected = { code: 'INVALID_NUMBER', path: keysOf('rate') };
    expect(refusal(() => discountedExpectedLifetime(model, rate as number))).toMatchObject(expected);
    expect(refusal(() => discountedExpectedResidualLifetime(model, 1, rate as number))).toMatchObject(expected);
  });

  test.each([-1, 1.5, Number.NaN, 2 ** 53, undefined, '4'])('%o renewals throw', (renewals) => {
    const expected = { code: 'INVALID_NUMBER', path: keysOf('renewals') };
    expect(refusal(() => discountedExpectedResidualLifetime(model, renewals as number, 0.1))).toMatchObject(expected);
  });

  test.each(badModels)('%o is %s', (bad, code, path) => {
    const any = bad as ShiftedBetaGeometricModel;
    expect(refusal(() => discountedExpectedLifetime(any, 0.1))).toMatchObject({ code, path: keysOf(path) });
    expect(refusal(() => discountedExpectedResidualLifetime(any, 1, 0.1))).toMatchObject({ code, path: keysOf(path) });
  });
});

test('parameters beyond whole doubles are refused: their integral would not end', () => {
  const largest = Number.MAX_SAFE_INTEGER;
  expect(discountedExpectedLifetime({ alpha: largest, beta: largest }, 0.05)).toBeCloseTo(1.05 / 0.55, 9);
  expect(() => discountedExpectedLifetime({ alpha: 1e300, beta: 1e300 }, 0.05)).toThrow(
    'model.alpha must be at most 9007199254740991; received 1e+300',
  );
});
