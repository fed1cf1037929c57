import { type HealthModel, healthScore, healthScores } from 'tenure';
import { describe, expect, test } from 'vitest';
import { caught, keysOf } from '../support/caught.ts';

const good = {
  signals: [
    { key: 'a', weight: 1, normalise: { type: 'linear', worst: 0, best: 10 }, halfLifeDays: 30 },
    {
      key: 'b',
      weight: 2,
      normalise: {
        type: 'steps',
        below: 5,
        steps: [
          { from: 0, points: 10 },
          { from: 5, points: 90 },
        ],
      },
    },
    { key: 'c', weight: 3, normalise: { type: 'categories', points: { x: 10, y: 90 }, other: 50 } },
  ],
  bands: [
    { name: 'low', from: 0 },
    { name: 'high', from: 50 },
  ],
  caps: [{ when: { key: 'd', op: '>', value: 0 }, max: 30 }],
  minimumCoverage: 0.5,
};

/** The model with one field replaced; undefined takes it out. */
function withField(path: string, value: unknown): HealthModel {
  const model = structuredClone(good) as unknown as Record<string, unknown>;
  const steps = path.split(/[.[\]]+/).filter((step) => step !== '');
  const last = steps.pop() as string;
  const parent = steps.reduce((object, step) => object[step] as Record<string, unknown>, model);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return model as unknown as HealthModel;
}

const notNumbers = [Number.NaN, Number.POSITIVE_INFINITY, '1', null, true];
const numbers = (path: string, more: readonly unknown[]): [string, unknown, string][] =>
  [...notNumbers, ...more].map((value) => [path, value, 'INVALID_NUMBER']);
const points = (path: string) => numbers(path, [undefined, -0.001, 100.001]);

test('the good model is one', () => {
  expect(healthScore({ a: 5, b: 5, c: 'x' }, withField('minimumCoverage', 0.5)).coverage).toBe(1);
});

describe('bad models are refused with the path', () => {
  test.each<[string, unknown, string]>([
    ['signals', undefined, 'INVALID_TYPE'],
    ['signals', {}, 'INVALID_TYPE'],
    ['signals', [], 'EMPTY'],
    ['signals[1]', null, 'INVALID_TYPE'],
    ['signals[1].unknown', 1, 'UNKNOWN_KEY'],
    ['signals[1].key', '', 'INVALID_TYPE'],
    ['signals[1].key', undefined, 'INVALID_TYPE'],
    ['signals[1].key', 'a', 'INVALID_OPTION'],
    ...numbers('signals[2].weight', [undefined, -1]),
    ...numbers('signals[0].halfLifeDays', [0, -1]),
    ['signals[0].normalise', undefined, 'INVALID_TYPE'],
    ['signals[0].normalise', 'linear', 'INVALID_TYPE'],
    ['signals[0].normalise.type', undefined, 'INVALID_OPTION'],
    ['signals[0].normalise.type', 'log', 'INVALID_OPTION'],
    ['signals[0].normalise.middle', 5, 'UNKNOWN_KEY'],
    ...numbers('signals[0].normalise.worst', [undefined]),
    ...numbers('signals[0].normalise.best', [undefined, 0]),
    ['signals[1].normalise.steps', undefined, 'INVALID_TYPE'],
    ['signals[1].normalise.steps', [], 'EMPTY'],
    ['signals[1].normalise.steps[0]', 5, 'INVALID_TYPE'],
    ['signals[1].normalise.steps[0].to', 5, 'UNKNOWN_KEY'],
    ['signals[1].normalise.worst', 5, 'UNKNOWN_KEY'],
    ...numbers('signals[1].normalise.steps[1].from', [undefined, 0, -1]),
    ...points('signals[1].normalise.steps[1].points'),
    ...points('signals[1].normalise.below').filter(([, value]) => value !== undefined),
    ['signals[2].normalise.points', undefined, 'INVALID_TYPE'],
    ['signals[2].normalise.points', {}, 'EMPTY'],
    ['signals[2].normalise.points', [], 'INVALID_TYPE'],
    ['signals[2].normalise.others', 1, 'UNKNOWN_KEY'],
    ...points('signals[2].normalise.points.y').filter(([, value]) => value !== undefined),
    ...points('signals[2].normalise.other').filter(([, value]) => value !== undefined && value !== null),
    ['bands', {}, 'INVALID_TYPE'],
    ['bands', [], 'EMPTY'],
    ['bands[1]', 'high', 'INVALID_TYPE'],
    ['bands[1].to', 100, 'UNKNOWN_KEY'],
    ['bands[1].name', 'low', 'INVALID_OPTION'],
    ['bands[1].name', '', 'INVALID_TYPE'],
    ['bands[0].from', 1, 'INVALID_NUMBER'],
    // Overlapping.
    ['bands[1].from', 0, 'INVALID_NUMBER'],
    ...points('bands[1].from'),
    ['caps', {}, 'INVALID_TYPE'],
    ['caps[0]', 30, 'INVALID_TYPE'],
    ['caps[0].min', 30, 'UNKNOWN_KEY'],
    ...points('caps[0].max'),
    ['caps[0].when', undefined, 'INVALID_TYPE'],
    ['caps[0].when.signal', 'd', 'UNKNOWN_KEY'],
    ['caps[0].when.key', '', 'INVALID_TYPE'],
    ['caps[0].when.op', undefined, 'INVALID_OPTION'],
    ['caps[0].when.op', '==', 'INVALID_OPTION'],
    ...numbers('caps[0].when.value', [undefined]),
    ...numbers('minimumCoverage', [-0.1, 1.1, 50]),
    ['minimum', 0.5, 'UNKNOWN_KEY'],
  ])('%s: %s', (path, value, code) => {
    const error = caught(() => healthScore({}, withField(path, value)));
    expect(error).toMatchObject({ code, path: keysOf(`model.${path}`) });
    expect(caught(() => healthScores([], withField(path, value)))).toMatchObject({
      code,
      path: keysOf(`model.${path}`),
    });
  });

  test.each([undefined, null, [], 'x', new Date(0), new Map()])('a model that is %s', (model) => {
    expect(caught(() => healthScore({}, model as never))).toMatchObject({
      code: 'INVALID_TYPE',
      path: keysOf('model'),
    });
  });

  test('the steps and bands that overlap are told by the later one', () => {
    const error = caught(() => healthScore({}, withField('bands[1].from', 0)));
    expect(error).toMatchObject({ message: 'model.bands[1].from must be above the one before it; received 0' });
  });
});

describe('bad values are refused with the path', () => {
  const model = withField('minimumCoverage', 0);

  test.each<[string, unknown, string, string]>([
    ['a', Number.NaN, 'INVALID_NUMBER', 'a'],
    ['a', Number.NEGATIVE_INFINITY, 'INVALID_NUMBER', 'a'],
    ['a', '5', 'INVALID_NUMBER', 'a'],
    ['a', true, 'INVALID_NUMBER', 'a'],
    ['b', 'x', 'INVALID_NUMBER', 'b'],
    ['a', [5], 'INVALID_TYPE', 'a'],
    ['a', 5n, 'INVALID_TYPE', 'a'],
    ['a', { value: 5 }, 'INVALID_NUMBER', 'a.ageDays'],
    ['a', { value: 5, ageDays: -1 }, 'INVALID_NUMBER', 'a.ageDays'],
    ['a', { value: 5, ageDays: Number.NaN }, 'INVALID_NUMBER', 'a.ageDays'],
    ['a', { value: Number.NaN, ageDays: 1 }, 'INVALID_NUMBER', 'a'],
    ['a', { value: 5, ageDays: 1, at: 3 }, 'UNKNOWN_KEY', 'a.at'],
    ['d', '5', 'INVALID_NUMBER', 'd'],
    // Also where the model does not name it.
    ['other', Number.NaN, 'INVALID_NUMBER', 'other'],
  ])('%s: %s', (key, value, code, path) => {
    const values = { b: 1, [key]: value } as never;
    expect(caught(() => healthScore(values, model))).toMatchObject({ code, path: keysOf(`values.${path}`) });
    const rows = [
      { customerId: 'ada', values: {} },
      { customerId: 'ben', values },
    ];
    expect(caught(() => healthScores(rows, model))).toMatchObject({ code, path: keysOf(`rows[1].values.${path}`) });
  });

  test.each([undefined, null, [], 5, new Date(0), new Map()])('values that are %s', (values) => {
    expect(caught(() => healthScore(values as never, model))).toMatchObject({
      code: 'INVALID_TYPE',
      path: keysOf('values'),
    });
  });

  test.each<[unknown, string]>([
    [{}, 'rows'],
    [[null], 'rows[0]'],
    [[{ values: {} }], 'rows[0].customerId'],
    [[{ customerId: '', values: {} }], 'rows[0].customerId'],
    [[{ customerId: 'ada' }], 'rows[0].values'],
  ])('rows that are %j', (rows, path) => {
    expect(caught(() => healthScores(rows as never, model))).toMatchObject({
      code: 'INVALID_TYPE',
      path: keysOf(path),
    });
  });
});
