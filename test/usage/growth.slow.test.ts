import { activeCustomers, eventLog, period, usageFrequency } from 'tenure';
import { describe, expect, test } from 'vitest';
import { growth } from '../support/growth.ts';
import { eventsAround, middle, nestedPeriods } from './nested-periods.ts';

test('twice as many events take twice as long, in whatever order they come', () => {
  const first = Date.UTC(2026, 0, 1);
  const prepare = (size: number) => {
    const count = 40 * size;
    // By a multiple of the golden ratio, which spreads evenly.
    const scattered = Float64Array.from(
      { length: count },
      (_, row) => first + Math.floor(((row * 0.618_034) % 1) * 3e10),
    );
    const customers = {
      codes: Int32Array.from(scattered, (at) => at % size),
      values: Array.from({ length: size }, (_, code) => `c${code}`),
    };
    const periods = Array.from({ length: 50 }, (_, place) => period(first + place * 1e8, first + place * 1e8 + 3e9));
    return () => {
      const log = eventLog({ customerId: customers, at: scattered });
      activeCustomers(log, periods, { minimumEvents: 2 });
      usageFrequency(log, periods.slice(0, 3));
    };
  };
  expect(growth(prepare, 100)).toBeLessThan(1.5);
});

describe('many periods cost about as much as few', () => {
  test('activeCustomers over nested periods', () => {
    const prepare = (size: number) => {
      const [rows, periods] = [eventsAround(size), nestedPeriods(size)];
      return () => activeCustomers(rows, periods);
    };
    expect(growth(prepare, 500)).toBeLessThan(1.5);
  });

  test('usageFrequency of many customers in many small periods', () => {
    const small = (count: number) =>
      Array.from({ length: count }, (_, index) => period(middle + index * 1000, middle + index * 1000 + 1000));
    const own = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ customerId: `c${index}`, at: middle + index * 1000 }));
    const prepare = (size: number) => {
      const [rows, periods] = [own(size), small(size)];
      return () => usageFrequency(rows, periods, { quantiles: [] });
    };
    expect(growth(prepare, 300)).toBeLessThan(1.5);
  });
});
