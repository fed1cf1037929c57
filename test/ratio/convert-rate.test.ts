import { describe, expect, test } from 'vitest';
import { convertRate, type RateUnit } from '../../src/ratio/index.ts';
import { caught, keysOf } from '../support/caught.ts';

describe('a churn rate over another length of time', () => {
  test.each<[number, RateUnit, RateUnit, number]>([
    // 1 - 0.95^12, 1 - 0.95^3, 1 - 0.88^(1/4), 1 - 0.99^52 and 1 - 0.999^(365/12), each worked in 40 decimal digits.
    [0.05, 'month', 'year', 0.459639912337363],
    [0.05, 'month', 'quarter', 0.142625],
    [0.12, 'year', 'quarter', 0.0314530718830987],
    [0.01, 'week', 'year', 0.4070335535985],
    [0.001, 'day', 'month', 0.0299734969698762],
  ])('%s a %s is by the %s %s of them', (rate, from, to, expected) => {
    expect(convertRate(rate, { from, to })).toBeCloseTo(expected, 14);
  });

  test('a tiny daily rate keeps its digits', () => {
    // 365 x 1e-12 less the 66,430 pairs of days x 1e-24.
    expect(convertRate(1e-12, { from: 'day', to: 'year' })).toBeCloseTo(3.6499999993357e-10, 23);
  });

  test.each<[number, RateUnit, RateUnit]>([
    [0.1, 'month', 'month'],
    [0, 'month', 'year'],
    [1, 'month', 'year'],
    [1, 'year', 'day'],
  ])('%s a %s stays what it is by the %s', (rate, from, to) => {
    expect(convertRate(rate, { from, to })).toBeCloseTo(rate, 15);
    expect(convertRate(0.23, { from: to, to })).toBe(0.23);
  });

  test('a unit it does not know throws and says which there are', () => {
    const units = { from: 'month', to: 'decade' } as unknown as { from: RateUnit; to: RateUnit };
    expect(caught(() => convertRate(0.05, units))).toMatchObject({
      code: 'INVALID_OPTION',
      message: "units.to must be one of 'day', 'week', 'month', 'quarter', 'year'; received 'decade'",
    });
    const swapped = { from: 'decade', to: 'month' } as unknown as { from: RateUnit; to: RateUnit };
    expect(caught(() => convertRate(0.05, swapped))).toMatchObject({ path: keysOf('units.from') });
    const misspelt = { from: 'month', to: 'year', per: 1 } as { from: RateUnit; to: RateUnit };
    expect(caught(() => convertRate(0.05, misspelt))).toMatchObject({ code: 'UNKNOWN_KEY', path: keysOf('units.per') });
  });

  test.each<[unknown, string]>([
    [5, 'rate must be a fraction from 0 to 1 (for 5 % give 0.05); received 5'],
    [100, 'rate must be a fraction from 0 to 1 (for 100 % give 1); received 100'],
    [101, 'rate must be a fraction from 0 to 1; received 101'],
    [-0.1, 'rate must be a fraction from 0 to 1; received -0.1'],
    [Number.NaN, 'rate must be a fraction from 0 to 1; received NaN'],
    ['0.05', "rate must be a fraction from 0 to 1; received '0.05'"],
    ['5', "rate must be a fraction from 0 to 1; received '5'"],
  ])('the rate %s throws', (rate, message) => {
    const options = { from: 'month', to: 'year' } as const;
    expect(caught(() => convertRate(rate as number, options))).toMatchObject({ code: 'INVALID_NUMBER', message });
  });
});
