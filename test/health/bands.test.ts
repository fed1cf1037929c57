import { bandMigration, healthBands } from 'tenure';
import { describe, expect, test } from 'vitest';
import { caught, keysOf } from '../support/caught.ts';
import { deepFreeze } from '../support/deep-freeze.ts';

describe('the band distribution', () => {
  test('has every band of the model, and the unscored last', () => {
    const model = {
      bands: [
        { name: 'low', from: 0 },
        { name: 'middle', from: 30 },
        { name: 'high', from: 60 },
      ],
    };
    const rows = deepFreeze([{ band: 'low' }, { band: 'high' }, { band: null }, { band: 'low' }]);
    expect(healthBands(rows, model)).toStrictEqual([
      { band: 'low', customers: 2, share: { value: 0.5, numerator: 2, denominator: 4 } },
      { band: 'middle', customers: 0, share: { value: 0, numerator: 0, denominator: 4 } },
      { band: 'high', customers: 1, share: { value: 0.25, numerator: 1, denominator: 4 } },
      { band: null, customers: 1, share: { value: 0.25, numerator: 1, denominator: 4 } },
    ]);
  });

  test('of nobody has no shares', () => {
    expect(healthBands([]).map(({ share }) => share.value)).toEqual([null, null, null, null]);
  });
});

describe('the migration, by hand', () => {
  // ada stays green, ben falls to yellow, cem rises to green, dia is scored for the first time, eva loses her score,
  // fay leaves, gus arrives red, hal arrives without a score.
  const before = [
    ['ada', 'green'],
    ['ben', 'green'],
    ['cem', 'red'],
    ['dia', null],
    ['eva', 'yellow'],
    ['fay', 'red'],
  ].map(([customerId, band]) => ({ customerId: customerId as string, band: band as string | null }));
  const after = [
    ['ada', 'green'],
    ['ben', 'yellow'],
    ['cem', 'green'],
    ['dia', 'red'],
    ['eva', null],
    ['gus', 'red'],
    ['hal', null],
  ].map(([customerId, band]) => ({ customerId: customerId as string, band: band as string | null }));

  test('is a table whose rows are the earlier bands', () => {
    const cells = (red: number, yellow: number, green: number, unscored: number, departed: number, total: number) => ({
      to: { red, yellow, green },
      unscored,
      departed,
      total,
    });
    expect(bandMigration(deepFreeze(before), deepFreeze(after))).toStrictEqual({
      bands: ['red', 'yellow', 'green'],
      rows: [
        { from: 'red', ...cells(0, 0, 1, 0, 1, 2) },
        { from: 'yellow', ...cells(0, 0, 0, 1, 0, 1) },
        { from: 'green', ...cells(0, 1, 1, 0, 0, 2) },
        { from: null, ...cells(1, 0, 0, 0, 0, 1) },
      ],
      arrived: cells(1, 0, 0, 1, 0, 2),
      totals: cells(2, 1, 2, 2, 1, 8),
      improved: 1,
      worsened: 1,
      unchanged: 1,
      moves: [
        { customerId: 'ben', from: 'green', to: 'yellow' },
        { customerId: 'cem', from: 'red', to: 'green' },
        { customerId: 'dia', from: null, to: 'red' },
        { customerId: 'eva', from: 'yellow', to: null },
      ],
    });
  });

  test('of nobody is all zeros', () => {
    const { rows, totals } = bandMigration([], [], { bands: [{ name: 'all', from: 0 }] });
    expect(rows).toHaveLength(2);
    expect(totals).toEqual({ to: { all: 0 }, unscored: 0, departed: 0, total: 0 });
  });
});

test.each<[string, () => unknown, string, string]>([
  ['no array', () => healthBands({} as never), 'INVALID_TYPE', 'scores'],
  ['a row that is none', () => healthBands([null as never]), 'INVALID_TYPE', 'scores[0]'],
  ['an unknown band', () => healthBands([{ band: 'blue' }]), 'INVALID_OPTION', 'scores[0].band'],
  ['no band', () => healthBands([{} as never]), 'INVALID_OPTION', 'scores[0].band'],
  ['an unknown key', () => healthBands([], { band: [] } as never), 'UNKNOWN_KEY', 'model.band'],
  ['bad bands', () => healthBands([], { bands: [{ name: 'a', from: 1 }] }), 'INVALID_NUMBER', 'model.bands[0].from'],
  ['no array before', () => bandMigration(null as never, []), 'INVALID_TYPE', 'before'],
  ['no array after', () => bandMigration([], 'x' as never), 'INVALID_TYPE', 'after'],
  ['no customer', () => bandMigration([{ band: null } as never], []), 'INVALID_TYPE', 'before[0].customerId'],
  [
    'a customer twice',
    () =>
      bandMigration(
        [],
        [
          { customerId: 'ada', band: null },
          { customerId: 'ada', band: 'red' },
        ],
      ),
    'INVALID_OPTION',
    'after[1].customerId',
  ],
])('%s is refused', (_, action, code, path) => {
  expect(caught(action)).toMatchObject({ code, path: keysOf(path) });
});
