import {
  arpa,
  cacPaybackMonths,
  customerAcquisitionCost,
  customerLifetime,
  customerLifetimeValue,
  ltvSensitivity,
  ltvToCac,
  mergeRatios,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { keysOf, refusal } from '../support/caught.ts';
import { deepFreeze } from '../support/deep-freeze.ts';

describe('customerLifetime', () => {
  test.each([
    [0.05, 20],
    [1, 1],
    [0.3, 10 / 3],
    [0, null],
    [null, null],
  ])('of a churn rate of %j is %j', (rate, lifetime) => expect(customerLifetime(rate)).toBe(lifetime));

  test.each([5, -0.1, 1.01, Number.NaN, '0.1', undefined])('refuses %j', (rate) => {
    expect(refusal(() => customerLifetime(rate as number))).toMatchObject({
      code: 'INVALID_NUMBER',
      path: keysOf('churnRate'),
    });
  });

  test('tells what a percent would be as a fraction', () => {
    expect(refusal(() => customerLifetime(5))?.message).toContain('for 5 % give 0.05');
  });
});

describe('customerAcquisitionCost', () => {
  test('adds decimals exactly and rounds once', () => {
    expect(customerAcquisitionCost({ spend: [{ amount: 0.1 }, { amount: '0.2' }], newCustomers: 3 })).toBe(0.1);
    expect(customerAcquisitionCost({ spend: '25/3', newCustomers: 25 })).toBe(1 / 3);
  });

  test('is null without new customers, and 0 without spend', () => {
    expect(customerAcquisitionCost({ spend: 100, newCustomers: 0 })).toBeNull();
    expect(customerAcquisitionCost({ spend: [], newCustomers: 4 })).toBe(0);
  });

  test('takes items that name the currency, or leave it to the terms', () => {
    const spend = deepFreeze([{ amount: 100, currency: 'EUR' }, { amount: 50 }]);
    expect(customerAcquisitionCost({ spend, newCustomers: 3, currency: 'EUR' })).toBe(50);
  });

  test.each<[object, string, string]>([
    [
      {
        spend: [
          { amount: 1, currency: 'EUR' },
          { amount: 1, currency: 'USD' },
        ],
      },
      'MIXED_CURRENCIES',
      'terms.spend[1].currency',
    ],
    [{ spend: [{ amount: 1, currency: 'EUR' }, { amount: 1 }] }, 'MIXED_CURRENCIES', 'terms.spend[1].currency'],
    [{ spend: [{ amount: 1 }, { amount: 1, currency: 'EUR' }] }, 'MIXED_CURRENCIES', 'terms.spend[1].currency'],
    [{ spend: [{ amount: 1, currency: 'USD' }], currency: 'EUR' }, 'MIXED_CURRENCIES', 'terms.spend[0].currency'],
    [{ spend: -1 }, 'INVALID_AMOUNT', 'terms.spend'],
    [{ spend: [{ amount: -1 }] }, 'INVALID_AMOUNT', 'terms.spend[0].amount'],
    [{ spend: [{ amount: 1, vendor: 'x' }] }, 'UNKNOWN_KEY', 'terms.spend[0].vendor'],
    [{ spend: [{ amount: 1, currency: 7 }] }, 'INVALID_TYPE', 'terms.spend[0].currency'],
    [{ spend: 1, currency: '' }, 'INVALID_TYPE', 'terms.currency'],
    [{ spend: 1, newCustomers: 1.5 }, 'INVALID_NUMBER', 'terms.newCustomers'],
    [{ spend: 1, newCustomers: -1 }, 'INVALID_NUMBER', 'terms.newCustomers'],
    [{ spend: 1, newCustomers: undefined }, 'INVALID_NUMBER', 'terms.newCustomers'],
    [{ spend: 1, customers: 1 }, 'UNKNOWN_KEY', 'terms.customers'],
  ])('refuses %j', (terms, code, path) => {
    expect(refusal(() => customerAcquisitionCost({ newCustomers: 1, ...terms } as never))).toMatchObject({
      code,
      path: keysOf(path),
    });
  });
});

describe('ltvToCac and cacPaybackMonths', () => {
  test('of the same terms', () => {
    // The double nearest to the exact ratio, which 0.3 / 0.1 in doubles is not.
    expect(ltvToCac({ ltv: 0.3, cac: 0.1 })).toEqual({ value: 3, numerator: 0.3, denominator: 0.1 });
    expect(cacPaybackMonths({ cac: 0.3, arpa: 0.1 })).toBe(3);
    expect(cacPaybackMonths({ cac: '1000', arpa: 300, grossMargin: 0.7 })).toBe(100 / 21);
  });

  test('over nothing are null', () => {
    expect(ltvToCac({ ltv: 100, cac: 0 })).toEqual({ value: null, numerator: 100, denominator: 0 });
    expect(cacPaybackMonths({ cac: 100, arpa: 0 })).toBeNull();
    expect(cacPaybackMonths({ cac: 100, arpa: 50, grossMargin: 0 })).toBeNull();
  });

  test('hand on a null of the other functions, and add nothing to merged ratios', () => {
    for (const terms of [
      { ltv: null, cac: 1 },
      { ltv: 1, cac: null },
      { ltv: null, cac: null },
    ]) {
      expect(ltvToCac(terms)).toEqual({ value: null, numerator: 0, denominator: 0 });
    }
    expect(mergeRatios([ltvToCac({ ltv: null, cac: 5 }), ltvToCac({ ltv: 4, cac: 2 })]).value).toBe(2);
    expect(cacPaybackMonths({ cac: null, arpa: 1 })).toBeNull();
    expect(cacPaybackMonths({ cac: 1, arpa: null })).toBeNull();
    expect(cacPaybackMonths({ cac: 1, arpa: arpa([], '2026-03-01').value })).toBeNull();
  });

  test.each<[() => unknown, string, string]>([
    [() => ltvToCac({ ltv: null, cac: -1 }), 'INVALID_AMOUNT', 'terms.cac'],
    [() => ltvToCac({ ltv: undefined as never, cac: null }), 'INVALID_AMOUNT', 'terms.ltv'],
    [() => ltvToCac({ ltv: null } as never), 'INVALID_AMOUNT', 'terms.cac'],
    [() => cacPaybackMonths({ cac: null, arpa: 'x' }), 'INVALID_AMOUNT', 'terms.arpa'],
    [() => cacPaybackMonths({ cac: undefined as never, arpa: null }), 'INVALID_AMOUNT', 'terms.cac'],
    [() => cacPaybackMonths({ cac: null, arpa: 1, grossMargin: null as never }), 'INVALID_NUMBER', 'terms.grossMargin'],
    [() => ltvToCac({ ltv: 1, cac: -1 }), 'INVALID_AMOUNT', 'terms.cac'],
    [() => ltvToCac({ ltv: 1, cac: 1, arpa: 1 } as never), 'UNKNOWN_KEY', 'terms.arpa'],
    [() => cacPaybackMonths({ cac: -1, arpa: 1 }), 'INVALID_AMOUNT', 'terms.cac'],
    [() => cacPaybackMonths({ cac: 1, arpa: Number.NaN }), 'INVALID_AMOUNT', 'terms.arpa'],
    [() => cacPaybackMonths({ cac: 1, arpa: 1, grossMargin: 80 }), 'INVALID_NUMBER', 'terms.grossMargin'],
    [() => cacPaybackMonths({ cac: 1, arpa: 1, churn: 1 } as never), 'UNKNOWN_KEY', 'terms.churn'],
  ])('refuse: %s', (act, code, path) => expect(refusal(act)).toMatchObject({ code, path: keysOf(path) }));
});

describe('ltvSensitivity', () => {
  const terms = { arpa: 100, churnRate: 0.05, grossMargin: 0.8, discountRate: 0.01 };

  test('is the lifetime value at the changed churn, beside the one as it is', () => {
    const changes = [-0.05, 0, 0.01, 0.05];
    const rows = ltvSensitivity(terms, { retentionChanges: deepFreeze(changes) });
    expect(rows.map(({ retentionChange }) => retentionChange)).toEqual(changes);
    expect(rows.map(({ churnRate }) => churnRate)).toEqual([0.1, 0.05, 0.04, 0]);
    expect(rows.map(({ retentionRate }) => retentionRate)).toEqual([0.9, 0.95, 0.96, 1]);
    const values = [0.1, 0.05, 0.04, 0].map((churnRate) => customerLifetimeValue({ ...terms, churnRate }));
    expect(rows.map(({ lifetimeValue }) => lifetimeValue)).toEqual(values);
    // 80 x 1.01 / 0.06 = 1346.67 as it is; / 0.05 = 1616 with one point more: 269.33, a fifth, more.
    expect(rows[2]?.change).toBeCloseTo(269.3333, 4);
    expect(rows[2]?.relativeChange).toBe(0.2);
    expect(rows[1]).toMatchObject({ change: 0, relativeChange: 0 });
  });

  test('has nothing to compare where nobody leaves and nothing is discounted', () => {
    const [row] = ltvSensitivity({ arpa: 100, churnRate: 0.05 }, { retentionChanges: [0.05] });
    expect(row).toMatchObject({
      churnRate: 0,
      retentionRate: 1,
      lifetimeValue: null,
      change: null,
      relativeChange: null,
    });
    const [free] = ltvSensitivity({ arpa: 0, churnRate: 0.05 }, { retentionChanges: [0.01] });
    expect(free).toMatchObject({ lifetimeValue: 0, change: 0, relativeChange: null });
  });

  test.each<[unknown, string, string]>([
    [{ retentionChanges: [0.01, 0.06] }, 'INVALID_NUMBER', 'options.retentionChanges[1]'],
    [{ retentionChanges: [-0.96] }, 'INVALID_NUMBER', 'options.retentionChanges[0]'],
    [{ retentionChanges: [Number.NaN] }, 'INVALID_NUMBER', 'options.retentionChanges[0]'],
    [{ retentionChanges: [] }, 'EMPTY', 'options.retentionChanges'],
    [{}, 'INVALID_TYPE', 'options.retentionChanges'],
    [undefined, 'INVALID_TYPE', 'options'],
    [{ retentionChanges: [0], points: 1 }, 'UNKNOWN_KEY', 'options.points'],
  ])('refuses %j', (options, code, path) => {
    expect(refusal(() => ltvSensitivity(terms, options as never))).toMatchObject({ code, path: keysOf(path) });
  });

  test.each<[object, string, string]>([
    [{ arpa: null }, 'INVALID_AMOUNT', 'terms.arpa'],
    [{ churnRate: null }, 'INVALID_NUMBER', 'terms.churnRate'],
  ])('has no points of what is null: %j', (changed, code, path) => {
    const unknown = { ...terms, ...changed };
    expect(refusal(() => ltvSensitivity(unknown, { retentionChanges: [0] }))).toMatchObject({
      code,
      path: keysOf(path),
    });
  });

  test('tells what points would be as a fraction', () => {
    expect(refusal(() => ltvSensitivity(terms, { retentionChanges: [-5] }))?.message).toContain(
      'for -5 points give -0.05',
    );
    expect(refusal(() => ltvSensitivity({ ...terms, churnRate: 5 }, { retentionChanges: [0] }))).toMatchObject({
      code: 'INVALID_NUMBER',
      path: keysOf('terms.churnRate'),
    });
  });
});
