import Decimal from 'decimal.js';
import {
  type CustomerTerms,
  contractionRate,
  customerChurnRate,
  customerMovements,
  customerRetentionRate,
  expansionRate,
  grossMrrChurnRate,
  grossRevenueRetention,
  isMetricsError,
  type MrrTerms,
  month,
  mrrGrowthRate,
  mrrMovements,
  netMrrChurnRate,
  netRevenueRetention,
  quickRatio,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { caught, keysOf } from '../support/caught.ts';

const mrrRates = {
  netRevenueRetention,
  grossRevenueRetention,
  grossMrrChurnRate,
  netMrrChurnRate,
  expansionRate,
  contractionRate,
  mrrGrowthRate,
  quickRatio,
};
const customerRates = { customerRetentionRate, customerChurnRate };

describe('rates of terms, worked by hand', () => {
  const book: MrrTerms = { opening: 1000, new: 300, reactivation: 50, expansion: 120, contraction: 20, churn: 100 };

  test.each<[keyof typeof mrrRates, number, number]>([
    // 1000 + 120 - 20 - 100
    ['netRevenueRetention', 1000, 1000],
    // 1000 - 20 - 100
    ['grossRevenueRetention', 880, 1000],
    ['grossMrrChurnRate', 120, 1000],
    ['netMrrChurnRate', 0, 1000],
    ['expansionRate', 120, 1000],
    ['contractionRate', 20, 1000],
    // 300 + 50 + 120 - 20 - 100
    ['mrrGrowthRate', 350, 1000],
    // 300 + 50 + 120 over 20 + 100
    ['quickRatio', 470, 120],
  ])('%s', (name, numerator, denominator) => {
    expect(mrrRates[name](book)).toEqual({ value: numerator / denominator, numerator, denominator });
  });

  test('exchange rates count in growth and nowhere else', () => {
    const terms: MrrTerms = { ...book, fx: -50 };
    expect(mrrGrowthRate(terms).numerator).toBe(300);
    expect(netRevenueRetention(terms)).toEqual(netRevenueRetention(book));
    expect(quickRatio(terms)).toEqual(quickRatio(book));
  });

  test('retained terms, where given, decide NRR and GRR', () => {
    const terms: MrrTerms = {
      opening: 100,
      expansion: 100,
      contraction: 150,
      churn: 100,
      new: 100,
      retainedGross: 50,
      retainedNet: 50,
    };
    expect(netRevenueRetention(terms).value).toBe(0.5);
    expect(grossRevenueRetention(terms).value).toBe(0.5);
    expect(grossMrrChurnRate(terms).value).toBe(0.5);
  });

  test('decimals add as they are written: 0.1 + 0.2 is 0.3', () => {
    expect(netRevenueRetention({ opening: 0.1, expansion: 0.2 }).numerator).toBe(0.3);
    expect(netRevenueRetention({ opening: '1/3', expansion: '2/3' }).numerator).toBe(1);
    expect(netRevenueRetention({ opening: new Decimal('0.1'), expansion: '0.2' }).numerator).toBe(0.3);
  });

  test.each<[string, CustomerTerms, number | null]>([
    ['churned', { opening: 100, churned: 5, new: 10 }, 0.95],
    ['closing', { opening: 100, new: 10, reactivated: 3, closing: 108 }, 0.95],
    ['churned before closing', { opening: 100, churned: 5, new: 10, closing: 200 }, 0.95],
    ['retained before churned', { opening: 100, churned: 8, retained: 95 }, 0.95],
    ['nobody lost', { opening: 100 }, 1],
    ['nobody there', { opening: 0, new: 5 }, null],
  ])('customer retention from %s', (_, terms, value) => {
    expect(customerRetentionRate(terms).value).toBe(value);
  });

  test('customer churn over opening and new', () => {
    expect(customerChurnRate({ opening: 0, new: 5, churned: 1 }).value).toBeNull();
    expect(customerChurnRate({ opening: 0, new: 5 }, { churnDenominator: 'openingPlusNew' })).toEqual({
      value: 0,
      numerator: 0,
      denominator: 5,
    });
    expect(customerRetentionRate({ opening: 100, churned: 5, new: 10 }, { retentionMethod: 'headcount' }).value).toBe(
      1.05,
    );
  });
});

describe('nothing to divide by is null, never 0, NaN or Infinity', () => {
  test.each(Object.entries(mrrRates))('%s', (_, rate) => {
    expect(rate({ opening: 0 }).value).toBeNull();
    expect(rate({ opening: 0, new: 5, expansion: 5 })).toMatchObject({ value: null, denominator: 0 });
    expect(rate([], month('2026-03')).value).toBeNull();
  });
  test.each(Object.entries(customerRates))('%s', (_, rate) => {
    expect(rate({ opening: 0 }).value).toBeNull();
    expect(rate([], month('2026-03')).value).toBeNull();
  });
});

describe('wrong terms', () => {
  test.each(Object.entries({ ...mrrRates, ...customerRates }))('%s', (_, untyped) => {
    const rate = untyped as (terms: unknown, options?: unknown) => unknown;
    expect(caught(() => rate({}))).toMatchObject({ code: 'INVALID_AMOUNT', path: keysOf('terms.opening') });
    expect(caught(() => rate({ opening: -1 }))).toMatchObject({
      code: 'INVALID_AMOUNT',
      path: keysOf('terms.opening'),
    });
    expect(caught(() => rate({ opening: Number.NaN }))).toMatchObject({ code: 'INVALID_AMOUNT' });
    expect(caught(() => rate({ opening: 10, new: null }))).toMatchObject({
      code: 'INVALID_AMOUNT',
      path: keysOf('terms.new'),
    });
    expect(caught(() => rate({ opening: 10, begining: 1 }))).toMatchObject({
      code: 'UNKNOWN_KEY',
      path: keysOf('terms.begining'),
    });
    expect(caught(() => rate({ opening: 10 }, { money: 'number' }))).toMatchObject({
      code: 'UNKNOWN_KEY',
      path: keysOf('options.money'),
    });
    expect(caught(() => rate({ opening: 10 }, 'include'))).toMatchObject({
      code: 'INVALID_TYPE',
      path: keysOf('options'),
    });
    for (const nothing of [undefined, null, 'terms', 5]) expect(caught(() => rate(nothing))).toSatisfy(isMetricsError);
  });

  test.each<[keyof typeof mrrRates, string]>([
    ['netRevenueRetention', 'known are reactivation'],
    ['netMrrChurnRate', 'known are reactivation'],
    ['grossRevenueRetention', 'none is'],
    ['grossMrrChurnRate', 'none is'],
    ['expansionRate', 'none is'],
    ['contractionRate', 'none is'],
    ['mrrGrowthRate', 'none is'],
    ['quickRatio', 'none is'],
  ])('%s takes only the options that its formula has', (name, known) => {
    const rate = mrrRates[name] as (terms: MrrTerms, options: object) => unknown;
    expect(caught(() => rate({ opening: 10 }, { churnDenominator: 'opening' }))).toMatchObject({
      code: 'UNKNOWN_KEY',
      message: `options.denominator is not known; ${known}`,
    });
  });

  test('a customer statement is no MRR statement, nor the other way round', () => {
    const march = month('2026-03');
    const rate = netRevenueRetention as (terms: unknown) => unknown;
    const customerRate = customerRetentionRate as (terms: unknown) => unknown;
    expect(caught(() => rate(customerMovements([], march)))).toMatchObject({
      code: 'UNKNOWN_KEY',
      path: keysOf('terms.reactivated'),
    });
    expect(caught(() => customerRate(mrrMovements([], march)))).toMatchObject({
      code: 'UNKNOWN_KEY',
      path: keysOf('terms.currency'),
    });
  });
});
