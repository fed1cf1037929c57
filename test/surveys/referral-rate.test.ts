import { type ReferredTerms, referralRate } from 'tenure';
import { describe, expect, test } from 'vitest';
import { keysOf, refusal } from '../support/caught.ts';

describe('referralRate', () => {
  /** 30 of 400 customers referred somebody: 7.5 %. 12 of 50 new customers came that way: 24 %. */
  test('by hand, both sides and each alone', () => {
    const referring = { value: 0.075, numerator: 30, denominator: 400 };
    const referred = { value: 0.24, numerator: 12, denominator: 50 };
    const customers = { customers: 400, referrers: 30 };
    const won = { newCustomers: 50, newCustomersByReferral: 12 };
    const none = { value: null, numerator: 0, denominator: 0 };
    expect(referralRate({ ...customers, ...won })).toEqual({ ...referring, referred });
    expect(referralRate(customers)).toEqual({ ...referring, referred: none });
    expect(referralRate(won)).toEqual({ ...none, referred });
  });

  test('of nobody the value is null', () => {
    const nothing = { value: null, numerator: 0, denominator: 0 };
    expect(referralRate({ customers: 0, referrers: 0 })).toEqual({ ...nothing, referred: nothing });
    expect(referralRate({ newCustomers: 0, newCustomersByReferral: 0 }).referred).toEqual(nothing);
  });

  test.each<[object, string, string]>([
    [{}, 'INVALID_TYPE', 'terms'],
    [{ customers: 5 }, 'INVALID_NUMBER', 'terms.referrers'],
    [{ referrers: 5 }, 'INVALID_NUMBER', 'terms.customers'],
    [{ customers: 5, referrers: 1, newCustomers: 5 }, 'INVALID_NUMBER', 'terms.newCustomersByReferral'],
    [{ newCustomersByReferral: 1 }, 'INVALID_NUMBER', 'terms.newCustomers'],
    [{ customers: 5, referrers: 6 }, 'INVALID_NUMBER', 'terms.referrers'],
    [{ newCustomers: 5, newCustomersByReferral: 6 }, 'INVALID_NUMBER', 'terms.newCustomersByReferral'],
    [{ customers: 5.5, referrers: 1 }, 'INVALID_NUMBER', 'terms.customers'],
    [{ customers: -5, referrers: 0 }, 'INVALID_NUMBER', 'terms.customers'],
    [{ customers: 5, referrers: '1' }, 'INVALID_NUMBER', 'terms.referrers'],
    [{ customers: 5, referrers: null }, 'INVALID_NUMBER', 'terms.referrers'],
    [{ customers: 5, referrers: Number.NaN }, 'INVALID_NUMBER', 'terms.referrers'],
    [{ customers: 5, referers: 1 }, 'UNKNOWN_KEY', 'terms.referers'],
    [[5, 1], 'INVALID_TYPE', 'terms'],
  ])('%o is %s', (terms, code, path) => {
    expect(refusal(() => referralRate(terms as ReferredTerms))).toMatchObject({ code, path: keysOf(path) });
  });
});
