import { describe, expect, test } from 'vitest';
import { mergeRatios, type Ratio } from '../../src/ratio/index.ts';
import { caught } from '../support/caught.ts';

const of = (numerator: number, denominator: number): Ratio => ({ value: null, numerator, denominator });

describe('the rate of the whole', () => {
  test('is not the average of the rates of its parts', () => {
    expect(mergeRatios([of(90, 100), of(5, 10)])).toEqual({ value: 95 / 110, numerator: 95, denominator: 110 });
  });

  test('adds the decimals that numbers print as: 0.1 and 0.2 are 0.3, in any order', () => {
    const parts = [of(0.1, 1e16), of(0.2, 1), of(-0.3, 1)];
    const whole = { value: 0, numerator: 0, denominator: 1e16 + 2 };
    expect(mergeRatios(parts)).toEqual(whole);
    expect(mergeRatios([...parts].reverse())).toEqual(whole);
  });

  test('of nothing is null, never 0 or NaN', () => {
    expect(mergeRatios([])).toEqual({ value: null, numerator: 0, denominator: 0 });
    expect(mergeRatios([of(0, 0), of(0, 0)]).value).toBe(null);
  });

  test.each<[string, unknown, string, string]>([
    ['no array', { 0: of(1, 2) }, 'INVALID_TYPE', 'ratios must be an array of ratios; received an object with keys 0'],
    ['no ratio', [of(1, 2), 0.5], 'INVALID_TYPE', 'ratios[1] must be a ratio; received 0.5'],
    [
      'a text',
      [{ numerator: '1', denominator: 2 }],
      'INVALID_NUMBER',
      "ratios[0].numerator must be a finite number; received '1'",
    ],
    [
      'nothing below',
      [of(1, Number.NaN)],
      'INVALID_NUMBER',
      'ratios[0].denominator must be a finite number; received NaN',
    ],

    [
      'a value beyond numbers',
      [of(1e308, 1e-300)],
      'INVALID_NUMBER',
      "ratio must be within the range of numbers; received '1e+308 / 1e-300'",
    ],
  ])('%s throws', (_, ratios, code, message) => {
    expect(caught(() => mergeRatios(ratios as Ratio[]))).toMatchObject({ code, message });
  });
});
