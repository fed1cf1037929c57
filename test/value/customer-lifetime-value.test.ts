import { arpa, type ChurnTerms, customerChurnRate, customerLifetimeValue, month } from 'tenure';
import { describe, expect, test } from 'vitest';
import { caught, keysOf } from '../support/caught.ts';

describe('customerLifetimeValue', () => {
  test('ChartMogul, sample response of the metrics API: ARPA 510067.03 and churn 17.13 % print an LTV of 2,977,624', () => {
    const revenue = 339_704_639 / 666;
    expect(Math.round(customerLifetimeValue({ arpa: revenue, churnRate: 0.1713 }) ?? 0)).toBe(2_977_624);
  });

  test('is the sum that it stands for: payments at the start of each period, survivors and discount compounding', () => {
    const [revenue, churnRate, discountRate] = [100, 0.05, 0.01];
    let sum = 0;
    for (let period = 0; period < 2000; period += 1) sum += revenue * ((1 - churnRate) / (1 + discountRate)) ** period;
    expect(customerLifetimeValue({ arpa: revenue, churnRate, discountRate })).toBeCloseTo(sum, 9);
  });

  test('is computed exactly: 0.1 over a churn of 0.3 is the double nearest to a third', () => {
    expect(customerLifetimeValue({ arpa: 0.1, churnRate: 0.3 })).toBe(1 / 3);
    expect(customerLifetimeValue({ revenuePerPeriod: '25/3', lifetime: 3 })).toBe(25);
  });

  test('is null where the sum has no end, and 0 where there is nothing to sum', () => {
    expect(customerLifetimeValue({ arpa: 100, churnRate: 0 })).toBeNull();
    expect(customerLifetimeValue({ revenuePerPeriod: 100, lifetime: null })).toBeNull();
    expect(customerLifetimeValue({ arpa: 0, churnRate: 0.5 })).toBe(0);
  });

  test('is null of rates and amounts that have no value, as ratios hand them on', () => {
    const march = month('2026-03');
    const terms = { arpa: arpa([], march).value, churnRate: customerChurnRate([], march).value };
    expect(terms).toEqual({ arpa: null, churnRate: null });
    expect(customerLifetimeValue(terms)).toBeNull();
    expect(customerLifetimeValue({ arpa: null, churnRate: 0.1 })).toBeNull();
    expect(customerLifetimeValue({ arpa: 10, churnRate: null, discountRate: 0.1 })).toBeNull();
    expect(customerLifetimeValue({ revenuePerPeriod: null, lifetime: 3 })).toBeNull();
  });

  test.each<[object, string, string]>([
    [{ arpa: null, churnRate: 5 }, 'INVALID_NUMBER', 'terms.churnRate'],
    [{ arpa: null }, 'INVALID_NUMBER', 'terms.churnRate'],
    [{ arpa: 'x', churnRate: null }, 'INVALID_AMOUNT', 'terms.arpa'],
    [{ churnRate: null }, 'INVALID_AMOUNT', 'terms.arpa'],
    [{ arpa: null, churnRate: null, grossMargin: null }, 'INVALID_NUMBER', 'terms.grossMargin'],
    [{ arpa: null, churnRate: null, discountRate: null }, 'INVALID_NUMBER', 'terms.discountRate'],
    [{ revenuePerPeriod: null, lifetime: -1 }, 'INVALID_NUMBER', 'terms.lifetime'],
    [{ revenuePerPeriod: undefined, lifetime: null }, 'INVALID_AMOUNT', 'terms.revenuePerPeriod'],
    [{ arpa: 100, churnRate: 5 }, 'INVALID_NUMBER', 'terms.churnRate'],
    [{ arpa: 100, churnRate: -0.1 }, 'INVALID_NUMBER', 'terms.churnRate'],
    [{ arpa: 100 }, 'INVALID_NUMBER', 'terms.churnRate'],
    [{ arpa: 100, churnRate: Number.NaN }, 'INVALID_NUMBER', 'terms.churnRate'],
    [{ arpa: 100, churnRate: 0.1, grossMargin: 80 }, 'INVALID_NUMBER', 'terms.grossMargin'],
    [{ arpa: 100, churnRate: 0.1, discountRate: 1.5 }, 'INVALID_NUMBER', 'terms.discountRate'],
    [{ arpa: -1, churnRate: 0.1 }, 'INVALID_AMOUNT', 'terms.arpa'],
    [{ churnRate: 0.1 }, 'INVALID_AMOUNT', 'terms.arpa'],
    [{ revenuePerPeriod: 5, lifetime: -1 }, 'INVALID_NUMBER', 'terms.lifetime'],
    [{ revenuePerPeriod: 5 }, 'INVALID_NUMBER', 'terms.lifetime'],
    [{ revenuePerPeriod: 5, lifetime: 3, churnRate: 0.1 }, 'UNKNOWN_KEY', 'terms.churnRate'],
    [{ arpa: 5, churnRate: 0.1, margin: 1 }, 'UNKNOWN_KEY', 'terms.margin'],
  ])('%o is %s', (terms, code, path) => {
    expect(caught(() => customerLifetimeValue(terms as ChurnTerms))).toMatchObject({ code, path: keysOf(path) });
  });

  test('a percent is told from a fraction', () => {
    const message = (caught(() => customerLifetimeValue({ arpa: 100, churnRate: 5 })) as Error).message;
    expect(message).toBe('terms.churnRate must be a fraction from 0 to 1 (for 5 % give 0.05); received 5');
  });
});
