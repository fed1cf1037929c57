import { describe, expect, test } from 'vitest';
import { convertRate, type RateLength, type RateUnit } from '../../src/ratio/index.ts';
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

  test.each<[number, RateLength, RateLength, number]>([
    // 1 - 0.9^(365/1080), 0.94^(365/360), 0.8^(90/365), 0.95^(336/365), 0.95^(1/3), 0.999^(365/52), each in 40 decimal digits.
    [0.1, { days: 90 }, 'month', 0.0349814471252535],
    [0.06, { days: 30 }, 'month', 0.060807470758713],
    [0.2, 'year', { days: 90 }, 0.0535353882650329],
    [0.05, 'month', { days: 28 }, 0.0461205104612707],
    [0.05, { days: 90 }, { days: 30 }, 0.016952427508441],
    [0.001, 'day', 'week', 0.00699814089288635],
    [0.05, { days: 30 }, { days: 90 }, 0.142625],
    [0.19, { days: 14 }, { days: 7 }, 0.1],
    [0.01, { days: 1 }, { days: 365 }, convertRate(0.01, { from: 'day', to: 'year' })],
    [0.3, { days: 365 }, { days: 730 }, 0.51],
    [1, { days: 90 }, 'month', 1],
    [0, { days: 90 }, 'month', 0],
  ])('%s in %j is by the %j %s of them', (rate, from, to, expected) => {
    expect(convertRate(rate, { from, to })).toBeCloseTo(expected, 14);
  });

  test.each<[RateLength, RateLength]>([
    [{ days: 1 }, 'day'],
    [{ days: 365 }, 'year'],
    [{ days: 73 }, { days: 73 }],
  ])('%j is %j', (from, to) => {
    expect(convertRate(0.23, { from, to })).toBe(0.23);
    expect(convertRate(0.23, { from: to, to: from })).toBe(0.23);
  });

  test.each<[unknown, string, string]>([
    [{ days: 0 }, 'INVALID_NUMBER', 'units.from.days must be a whole number of days from 1 to 36600; received 0'],
    [
      { days: 36_601 },
      'INVALID_NUMBER',
      'units.from.days must be a whole number of days from 1 to 36600; received 36601',
    ],
    [{ days: '90' }, 'INVALID_NUMBER', "units.from.days must be a whole number of days from 1 to 36600; received '90'"],
    [{}, 'INVALID_NUMBER', 'units.from.days must be a whole number of days from 1 to 36600; received undefined'],
    [{ days: 90, weeks: 1 }, 'UNKNOWN_KEY', 'units.from.weeks is not a known key; expected one of days'],
    [90, 'INVALID_OPTION', "units.from must be one of 'day', 'week', 'month', 'quarter', 'year'; received 90"],
    [null, 'INVALID_OPTION', "units.from must be one of 'day', 'week', 'month', 'quarter', 'year'; received null"],
    [['day'], 'INVALID_TYPE', 'units.from must be an object'],
  ])('from %j throws', (from, code, message) => {
    const error = caught(() => convertRate(0.05, { from: from as RateLength, to: 'month' }));
    expect(error).toMatchObject({ code, message: expect.stringContaining(message) });
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
