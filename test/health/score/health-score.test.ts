import { type HealthModel, type HealthNormalisation, type HealthValue, healthScore, healthScores } from 'tenure';
import { describe, expect, test } from 'vitest';
import { caught, keysOf } from '../../support/caught.ts';
import { deepFreeze } from '../../support/deep-freeze.ts';

const one = (normalise: HealthNormalisation): HealthModel => ({ signals: [{ key: 'x', weight: 1, normalise }] });
const pointsOf = (value: HealthValue, normalise: HealthNormalisation) =>
  healthScore({ x: value }, one(normalise)).contributions[0]?.points;
const identity: HealthNormalisation = { type: 'linear', worst: 0, best: 100 };

describe('points, by hand', () => {
  test.each<[string, HealthNormalisation, HealthValue, number]>([
    // (15 - 0) / (20 - 0)
    ['linear', { type: 'linear', worst: 0, best: 20 }, 15, 75],
    ['linear at worst', { type: 'linear', worst: 0, best: 20 }, 0, 0],
    ['linear at best', { type: 'linear', worst: 0, best: 20 }, 20, 100],
    ['linear below worst', { type: 'linear', worst: 0, best: 20 }, -3, 0],
    ['linear above best', { type: 'linear', worst: 0, best: 20 }, 21, 100],
    // (2 - 8) / (0 - 8)
    ['linear, low is good', { type: 'linear', worst: 8, best: 0 }, 2, 75],
    ['linear, low is good, beyond worst', { type: 'linear', worst: 8, best: 0 }, 9, 0],
    ['linear, low is good, beyond best', { type: 'linear', worst: 8, best: 0 }, -1, 100],
    // (-0.25 + 0.5) / 0.5
    ['linear over 0', { type: 'linear', worst: -0.5, best: 0 }, -0.25, 50],
    // As doubles (0.3 - 0.1) / (0.5 - 0.1) is 0.49999999999999994.
    ['linear with decimals', { type: 'linear', worst: 0.1, best: 0.5 }, 0.3, 50],
    ['the step below', { type: 'steps', steps: [{ from: 7, points: 50 }] }, 6.9, 0],
    ['at the edge of a step', { type: 'steps', steps: [{ from: 7, points: 50 }] }, 7, 50],
    ['points below the first step', { type: 'steps', below: 10, steps: [{ from: 7, points: 50 }] }, 6, 10],
    [
      'just under the second step',
      {
        type: 'steps',
        steps: [
          { from: 7, points: 50 },
          { from: 9, points: 100 },
        ],
      },
      8.999,
      50,
    ],
    [
      'at the second step',
      {
        type: 'steps',
        steps: [
          { from: 7, points: 50 },
          { from: 9, points: 100 },
        ],
      },
      9,
      100,
    ],
    [
      'falling steps',
      {
        type: 'steps',
        steps: [
          { from: 0, points: 100 },
          { from: 3, points: 20 },
        ],
      },
      3,
      20,
    ],
    ['a category', { type: 'categories', points: { gold: 100, basic: 40 } }, 'basic', 40],
    ['another category', { type: 'categories', points: { gold: 100 }, other: 15 }, 'silver', 15],
    ['true', { type: 'categories', points: { true: 0, false: 100 } }, true, 0],
    ['false', { type: 'categories', points: { true: 0, false: 100 } }, false, 100],
    ['a number as a category', { type: 'categories', points: { 1: 20, 2: 60 } }, 2, 60],
  ])('%s', (_, normalise, value, points) => {
    expect(pointsOf(value, normalise)).toBe(points);
  });

  test('a category without points throws, or counts as not known where the model says so', () => {
    const known = { gold: 100 };
    expect(caught(() => pointsOf('silver', { type: 'categories', points: known }))).toMatchObject({
      code: 'INVALID_OPTION',
      path: keysOf('values.x'),
    });
    expect(pointsOf('silver', { type: 'categories', points: known, other: null })).toBeNull();
    // Names that every object has by birth are no categories.
    expect(pointsOf('toString', { type: 'categories', points: known, other: 5 })).toBe(5);
  });
});

const model: HealthModel = {
  signals: [
    { key: 'usage', weight: 5, normalise: { type: 'linear', worst: 0, best: 20 } },
    {
      key: 'nps',
      weight: 3,
      normalise: {
        type: 'steps',
        steps: [
          { from: 7, points: 50 },
          { from: 9, points: 100 },
        ],
      },
    },
    { key: 'tier', weight: 2, normalise: { type: 'categories', points: { gold: 100, basic: 40 } } },
  ],
};

describe('the score, by hand', () => {
  test('is the weighted mean of the points', () => {
    // 0.5 x 75 + 0.3 x 50 + 0.2 x 40 = 37.5 + 15 + 8
    expect(healthScore({ usage: 15, nps: 7, tier: 'basic' }, model)).toStrictEqual({
      score: 60.5,
      band: 'yellow',
      coverage: 1,
      contributions: [
        { key: 'usage', value: 15, points: 75, weight: 5, effectiveWeight: 0.5, contribution: 37.5 },
        { key: 'nps', value: 7, points: 50, weight: 3, effectiveWeight: 0.3, contribution: 15 },
        { key: 'tier', value: 'basic', points: 40, weight: 2, effectiveWeight: 0.2, contribution: 8 },
      ],
      caps: [],
    });
  });

  test('leaves the weight of what is missing to the others', () => {
    // (5 x 75 + 2 x 40) / 7 = 455 / 7
    const { score, coverage, contributions } = healthScore({ usage: 15, nps: null, tier: 'basic' }, model);
    expect(score).toBe(65);
    expect(coverage).toBe(0.7);
    expect(contributions[1]).toStrictEqual({
      key: 'nps',
      value: null,
      points: null,
      weight: 3,
      effectiveWeight: 0,
      contribution: 0,
    });
    expect(contributions.map(({ effectiveWeight }) => effectiveWeight)).toEqual([5 / 7, 0, 2 / 7]);
    expect(healthScore({ usage: 15, tier: 'basic' }, model)).toEqual(
      healthScore({ usage: 15, nps: null, tier: 'basic' }, model),
    );
  });

  test('is null when nothing is known, and below the minimum coverage, at which it is not', () => {
    const nothing = { score: null, band: null, coverage: 0, caps: [] };
    expect(healthScore({}, model)).toMatchObject(nothing);
    expect(healthScore({ other: 3 }, model)).toMatchObject(nothing);
    expect(healthScore({ usage: 15 }, { ...model, minimumCoverage: 0.5 })).toMatchObject({ score: 75, coverage: 0.5 });
    const below = healthScore({ usage: 15 }, { ...model, minimumCoverage: 0.51 });
    expect(below).toMatchObject({ score: null, band: null, coverage: 0.5, caps: [] });
    // What is known is still told.
    expect(below.contributions[0]).toMatchObject({ points: 75, effectiveWeight: 1, contribution: 75 });
  });

  test('0.1 + 0.2 of the weights is 0.3 of them', () => {
    const thirds: HealthModel = {
      signals: [0.1, 0.2, 0.7].map((weight, index) => ({ key: `s${index}`, weight, normalise: identity })),
      minimumCoverage: 0.3,
    };
    expect(healthScore({ s0: 100, s1: 100 }, thirds)).toMatchObject({ score: 100, coverage: 0.3 });
  });
});

describe('bands', () => {
  const bandAt = (x: number, bands?: HealthModel['bands']) => healthScore({ x }, { ...one(identity), bands }).band;

  test.each([
    [0, 'red'],
    [39.999999999, 'red'],
    [40, 'yellow'],
    [69.999999999, 'yellow'],
    [70, 'green'],
    [100, 'green'],
  ])('a score of %f is %s', (score, band) => {
    expect(bandAt(score)).toBe(band);
  });

  test('are told by the exact score, not by the printed one', () => {
    const edge: HealthModel = {
      signals: [
        { key: 'a', weight: 0.1, normalise: identity },
        { key: 'b', weight: 0.2, normalise: identity },
      ],
      bands: [
        { name: 'low', from: 0 },
        { name: 'high', from: 70 },
      ],
    };
    // (0.1 x 10 + 0.2 x 100) / 0.3 = 70; in doubles it is 69.99999999999999.
    expect(healthScore({ a: 10, b: 100 }, edge)).toMatchObject({ score: 70, band: 'high' });
  });

  test('may be any, from 0 up', () => {
    const bands = [
      { name: 'at risk', from: 0 },
      { name: 'perfect', from: 100 },
    ];
    expect([bandAt(99.9, bands), bandAt(100, bands)]).toEqual(['at risk', 'perfect']);
  });
});

describe('caps', () => {
  const capped = (caps: HealthModel['caps'], values = {}) =>
    healthScore({ x: 80, unpaid: 1, plan: 'basic', leaving: true, ...values }, { ...one(identity), caps });

  test('lower the score and its band, and say what they took', () => {
    const cap = { when: { key: 'unpaid', op: '>', value: 0 }, max: 30 } as const;
    const { score, band, contributions, caps } = capped([cap]);
    expect([score, band]).toEqual([30, 'red']);
    expect(contributions[0]?.contribution).toBe(80);
    expect(caps).toStrictEqual([{ ...cap, reduction: 50 }]);
  });

  test.each([
    ['<', 2, 1],
    ['<=', 1, 0.9],
    ['>', 0, 1],
    ['>=', 1, 1.1],
    ['=', 1, 2],
    ['!=', 2, 1],
  ] as const)('compare with %s: %d holds for 1, %d does not', (op, holding, not) => {
    expect(capped([{ when: { key: 'unpaid', op, value: holding }, max: 30 }]).score).toBe(30);
    expect(capped([{ when: { key: 'unpaid', op, value: not }, max: 30 }]).score).toBe(80);
  });

  test('compare words and truths by equality', () => {
    expect(capped([{ when: { key: 'plan', op: '=', value: 'basic' }, max: 30 }]).score).toBe(30);
    expect(capped([{ when: { key: 'plan', op: '!=', value: 'basic' }, max: 30 }]).score).toBe(80);
    expect(capped([{ when: { key: 'leaving', op: '=', value: true }, max: 30 }]).score).toBe(30);
    expect(capped([{ when: { key: 'unpaid', op: '=', value: '1' }, max: 30 }]).score).toBe(80);
  });

  test('do not hold for what is not known, and are not listed where they change nothing', () => {
    expect(capped([{ when: { key: 'unpaid', op: '!=', value: 0 }, max: 30 }], { unpaid: null }).score).toBe(80);
    expect(capped([{ when: { key: 'unpaid', op: '>', value: 0 }, max: 80 }])).toMatchObject({ score: 80, caps: [] });
  });

  test('in a row take what those in front of them left', () => {
    const at = (max: number) => ({ when: { key: 'unpaid', op: '=', value: 1 }, max }) as const;
    const reductions = (...maxima: number[]) => capped(maxima.map(at)).caps.map(({ reduction }) => reduction);
    expect(reductions(50, 30)).toEqual([30, 20]);
    expect(reductions(30, 50)).toEqual([50, 0]);
    expect(capped([at(30), at(50)]).score).toBe(30);
  });
});

describe('half-lives', () => {
  const aged: HealthModel = {
    signals: [
      { key: 'usage', weight: 1, normalise: identity },
      { key: 'nps', weight: 1, normalise: identity, halfLifeDays: 90 },
    ],
  };
  const at = (ageDays: number) => healthScore({ usage: 40, nps: { value: 100, ageDays } }, aged);

  test.each([
    // (1 x 40 + 1 x 100) / 2
    [0, 70, 1],
    // (40 + 0.5 x 100) / 1.5
    [90, 60, 0.75],
    // (40 + 0.25 x 100) / 1.25
    [180, 52, 0.625],
    // (40 + 0.125 x 100) / 1.125
    [270, 46.666666666666664, 0.5625],
  ])('at an age of %d days', (ageDays, score, coverage) => {
    expect(at(ageDays)).toMatchObject({ score, coverage });
  });

  test('come with the age, and lower the coverage', () => {
    const { contributions } = at(90);
    expect(contributions[0]).not.toHaveProperty('ageDays');
    expect(contributions[1]).toStrictEqual({
      key: 'nps',
      value: 100,
      ageDays: 90,
      points: 100,
      weight: 1,
      effectiveWeight: 1 / 3,
      contribution: 100 / 3,
    });
    expect(
      healthScore({ usage: 40, nps: { value: 100, ageDays: 90 } }, { ...aged, minimumCoverage: 0.8 }).score,
    ).toBeNull();
  });

  test('a value without an age is of today; an age without a half-life does not matter', () => {
    expect(healthScore({ usage: 40, nps: 100 }, aged).score).toBe(70);
    expect(healthScore({ usage: { value: 40, ageDays: 9999 }, nps: 100 }, aged).score).toBe(70);
  });

  test('so old that nothing is left: not known', () => {
    expect(healthScore({ nps: { value: 100, ageDays: 1e9 } }, aged)).toMatchObject({ score: null, coverage: 0 });
  });
});

describe('many customers', () => {
  test('each as if alone, in the order of the rows', () => {
    const rows = [
      { customerId: 'ben', values: { usage: 15, tier: 'gold' } },
      { customerId: 'ada', values: { usage: 3 } },
    ];
    expect(healthScores(rows, model)).toEqual(
      rows.map(({ customerId, values }) => ({ customerId, ...healthScore(values, model) })),
    );
    expect(healthScores([], model)).toEqual([]);
  });

  test('inputs are not changed, and a model survives JSON', () => {
    const full: HealthModel = {
      ...model,
      signals: [...model.signals, { key: 'ces', weight: 1, normalise: identity, halfLifeDays: 30 }],
      bands: [
        { name: 'bad', from: 0 },
        { name: 'good', from: 50 },
      ],
      caps: [{ when: { key: 'nps', op: '<', value: 7 }, max: 20 }],
      minimumCoverage: 0.2,
    };
    const values = { usage: 15, nps: 3, tier: 'gold', ces: { value: 50, ageDays: 12 } };
    const frozen = healthScores(deepFreeze([{ customerId: 'ada', values }]), deepFreeze(full));
    expect(healthScores([{ customerId: 'ada', values }], JSON.parse(JSON.stringify(full)))).toStrictEqual(frozen);
    expect(frozen[0]).toMatchObject({ score: 20, band: 'bad' });
  });
});
