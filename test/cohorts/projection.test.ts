import fc from 'fast-check';
import {
  discountedExpectedLifetime,
  discountedExpectedResidualLifetime,
  expectedLifetimeInterval,
  type FittedRenewalModel,
  fitShiftedBetaGeometric,
  projectSurvival,
  type RenewalModel,
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

describe('a geometric model', () => {
  test('by hand: at a churn rate of 0.2 it is 0.8, 0.64, 0.512, and at 25 % interest 1.25 / 0.45 payments', () => {
    const curve = projectSurvival({ churnRate: 0.2 }, 3);
    for (const [index, left] of [0.8, 0.64, 0.512].entries()) expect(curve[index]).toBeCloseTo(left, 15);
    expect(discountedExpectedLifetime({ churnRate: 0.2 }, 0.25)).toBeCloseTo(1.25 / 0.45, 14);
    // Whoever has renewed is worth no more than a new customer, but for the payment of today.
    expect(discountedExpectedResidualLifetime({ churnRate: 0.2 }, 0, 0.25)).toBeCloseTo((0.8 * 1.25) / 0.45, 14);
    expect(discountedExpectedResidualLifetime({ churnRate: 0.2 }, 9, 0)).toBeCloseTo(4, 14);
    expect(discountedExpectedLifetime({ churnRate: 0 }, 0)).toBeNull();
    expect(projectSurvival({ churnRate: 1 }, 2)).toEqual([0, 0]);
    expect(projectSurvival(JSON.parse(JSON.stringify(fitShiftedBetaGeometric([1000, 900, 810]))), 1)).toEqual([0.9]);
  });

  test('is what a shifted-beta-geometric one comes to as customers grow alike', () => {
    const rate = fc.double({ min: 0.01, max: 0.99, noNaN: true });
    fc.assert(
      fc.property(rate, rate, fc.nat(20), (churnRate, discount, renewals) => {
        const alike = { alpha: churnRate * 1e9, beta: (1 - churnRate) * 1e9 };
        const pairs = [churnRate, alike].map((given) => {
          const model: RenewalModel = typeof given === 'number' ? { churnRate: given } : given;
          return [
            projectSurvival(model, 5)[4] ?? 0,
            discountedExpectedLifetime(model, discount) ?? 0,
            discountedExpectedResidualLifetime(model, renewals, discount) ?? 0,
          ];
        });
        for (const [index, value] of (pairs[0] ?? []).entries()) expect(pairs[1]?.[index]).toBeCloseTo(value, 5);
      }),
    );
  });

  test.each([1.2, -0.1, '0.2', Number.NaN])('a churn rate of %o is refused', (churnRate) => {
    expect(refusal(() => projectSurvival({ churnRate } as never, 3))).toMatchObject({
      code: 'INVALID_NUMBER',
      path: keysOf('model.churnRate'),
    });
  });
});

describe('expectedLifetimeInterval', () => {
  const survivors = [1000, 869, 743, 653, 593, 551, 517, 491];
  const fitted = fitShiftedBetaGeometric(survivors);

  test('its value is the lifetime, and the bounds lie around it, within what a lifetime can be', () => {
    for (const rate of [0.01, 0.1, 1]) {
      for (const renewals of [undefined, 0, 7]) {
        const { value, lower, upper, standardError } = expectedLifetimeInterval(fitted, rate, { renewals });
        expect(value).toBe(
          renewals === undefined
            ? discountedExpectedLifetime(fitted, rate)
            : discountedExpectedResidualLifetime(fitted, renewals, rate),
        );
        expect(standardError).toBeGreaterThan(0);
        expect(lower).toBeGreaterThan(renewals === undefined ? 1 : 0);
        expect(lower).toBeLessThan(value ?? 0);
        expect(upper).toBeGreaterThan(value ?? 0);
        expect(upper).toBeLessThan((1 + rate) / rate);
      }
    }
    const wide = expectedLifetimeInterval(fitted, 0.1, { confidence: 0.99 });
    const narrow = expectedLifetimeInterval(fitted, 0.1, { confidence: 0.5 });
    expect((wide.upper ?? 0) - (wide.lower ?? 0)).toBeGreaterThan((narrow.upper ?? 0) - (narrow.lower ?? 0));
  });

  /** By hand: value 1.1 / 0.2 = 5.5, its derivative -1.1 / 0.2^2 = -27.5, the error of the rate sqrt(0.1 x 0.9 / 2710). */
  test('of a geometric model, by hand', () => {
    const error = 27.5 * Math.sqrt((0.1 * 0.9) / 2710);
    const { value, standardError, lower, upper } = expectedLifetimeInterval(
      fitShiftedBetaGeometric([1000, 900, 810, 729]),
      0.1,
    );
    expect(value).toBeCloseTo(5.5, 12);
    expect(standardError).toBeCloseTo(error, 8);
    // On the scale of ln((value - 1) / (11 - value)).
    const middle = Math.log(4.5 / 5.5);
    const reach = 1.959963984540054 * error * (1 / 4.5 + 1 / 5.5);
    const onScale = (x: number) => Math.log((x - 1) / (11 - x));
    expect(onScale(lower ?? 0)).toBeCloseTo(middle - reach, 7);
    expect(onScale(upper ?? 0)).toBeCloseTo(middle + reach, 7);
  });

  test('holds the true lifetime about as often as it says, over cohorts drawn from a model', () => {
    // Knuth's MMIX generator: the same draws everywhere.
    let state = 20n;
    const random = () => {
      state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffff_ffff_ffff_ffffn;
      return Number(state >> 11n) / 2 ** 53;
    };
    const truth = { alpha: 0.8, beta: 3.2 };
    const curve = [1, ...projectSurvival(truth, 8)];
    const trueLifetime = discountedExpectedLifetime(truth, 0.1) ?? 0;
    let held = 0;
    for (let draw = 0; draw < 400; draw += 1) {
      const drawn = new Array<number>(9).fill(0);
      for (let customer = 0; customer < 500; customer += 1) {
        const luck = random();
        for (let age = 0; age < 9 && luck < (curve[age] ?? 0); age += 1) drawn[age] = (drawn[age] ?? 0) + 1;
      }
      const { lower, upper } = expectedLifetimeInterval(fitShiftedBetaGeometric(drawn), 0.1);
      if ((lower ?? 0) <= trueLifetime && trueLifetime <= (upper ?? 0)) held += 1;
    }
    // 95 % of 400 are 380, with an error of 4.4.
    expect(held).toBeGreaterThanOrEqual(367);
    expect(held).toBeLessThanOrEqual(393);
  });

  test('null where the lifetime has no end, and where no error is known', () => {
    const nothing = { standardError: null, lower: null, upper: null, confidence: 0.95 };
    expect(expectedLifetimeInterval(fitted, 0)).toEqual({ value: null, ...nothing });
    const flat = { ...fitted, standardErrors: { alpha: null, beta: null, churnRate: null, spread: null } };
    expect(expectedLifetimeInterval(flat as FittedRenewalModel, 0.1)).toMatchObject(nothing);
  });

  test.each<[unknown, unknown, string, string]>([
    [{ alpha: 1, beta: 3 }, {}, 'INVALID_TYPE', 'model.standardErrors'],
    [{ ...fitted, standardErrors: { churnRate: -1 } }, {}, 'INVALID_NUMBER', 'model.standardErrors.churnRate'],
    [{ ...fitted, standardErrors: { churnRate: 1 } }, {}, 'INVALID_NUMBER', 'model.standardErrors.spread'],
    [{ ...fitted, correlation: 2 }, {}, 'INVALID_NUMBER', 'model.correlation'],
    [fitted, { renewals: -1 }, 'INVALID_NUMBER', 'options.renewals'],
    [fitted, { confidence: 1 }, 'INVALID_NUMBER', 'options.confidence'],
    [fitted, { level: 0.9 }, 'UNKNOWN_KEY', 'options.level'],
  ])('%o with %o is %s', (bad, options, code, path) => {
    expect(refusal(() => expectedLifetimeInterval(bad as FittedRenewalModel, 0.1, options as object))).toMatchObject({
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
