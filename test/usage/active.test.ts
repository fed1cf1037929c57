import {
  activeCustomers,
  averageActiveCustomers,
  day,
  days,
  month,
  months,
  period,
  quarter,
  stickiness,
  type UsageEvent,
  week,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { table } from './pencil.ts';

const march = month('2026-03');
const berlin = { timeZone: 'Europe/Berlin' };

describe('active customers', () => {
  // March: ada, ben, cem. Users: u1 and u2 of ada, u1 of ben, u1 of cem. Ada has 3 events, ben 2, cem 1.
  test.each([
    [{}, 3],
    [{ of: 'users' as const }, 4],
    [{ feature: 'report' }, 3],
    [{ feature: 'export' }, 1],
    [{ feature: 'never' }, 0],
    [{ minimumEvents: 2 }, 2],
    [{ minimumEvents: 3 }, 1],
    [{ minimumEvents: 4 }, 0],
    [{ minimumEvents: 2, feature: 'report' }, 1],
    [{ minimumEvents: 2, of: 'users' as const }, 2],
  ])('of March, with %o: %i', (options, count) => {
    expect(activeCustomers(table, march, options)).toBe(count);
  });

  test('an event at the start belongs to the period, one at the end to the next', () => {
    // February: dia. March: ada, ben, cem. April: cem. In Berlin dia is of March, and both events of cem are of April.
    expect(activeCustomers(table, months('2026-02', '2026-04'))).toEqual([1, 3, 1]);
    expect(activeCustomers(table, months('2026-02', '2026-04', berlin))).toEqual([0, 3, 1]);
    expect(activeCustomers([{ customerId: 'a', at: march.start }], march)).toBe(1);
    expect(activeCustomers([{ customerId: 'a', at: march.end }], march)).toBe(0);
  });

  test('periods may overlap, lie apart, be there twice, and come in any order', () => {
    const periods = [month('2026-04'), quarter('2026-Q1'), day('2026-03-03'), march, day('2026-03-03')];
    // The quarter: dia, ada, ben, cem. 3 March: ada, ben.
    expect(activeCustomers(table, periods)).toEqual([1, 4, 2, 3, 2]);
    expect(activeCustomers(table, [])).toEqual([]);
  });

  test('a date alone is that day in the zone of the period', () => {
    const events: UsageEvent[] = [{ customerId: 'a', at: '2026-03-29' }];
    expect(activeCustomers(events, day('2026-03-29', berlin))).toBe(1);
    expect(activeCustomers(events, day('2026-03-29', { timeZone: 'America/New_York' }))).toBe(1);
  });

  test('the same userId at two customers is two users', () => {
    const events = ['a', 'b'].map((customerId) => ({ customerId, userId: 'admin', at: '2026-03-02' }));
    expect(activeCustomers([...events, ...events], march, { of: 'users' })).toBe(2);
  });

  test('names that objects have of their own are names like others', () => {
    const events = ['constructor', '__proto__', 'toString'].map((name) => ({ customerId: name, feature: name, at: 0 }));
    expect(activeCustomers(events, month('1970-01'))).toBe(3);
    expect(activeCustomers(events, month('1970-01'), { feature: '__proto__' })).toBe(1);
  });

  test('each day of a long time', () => {
    const events: UsageEvent[] = [];
    const list = days('2020-01-01', '2026-12-31', berlin);
    for (const [index, one] of list.entries()) {
      for (let customer = 0; customer < index % 3; customer += 1) {
        events.push(
          { customerId: `c${customer}`, at: one.start },
          { customerId: `c${customer}`, at: one.end.getTime() - 1 },
        );
      }
    }
    expect(activeCustomers(events, list)).toEqual(list.map((_, index) => index % 3));
  });
});

describe('average active customers', () => {
  // Days: 2 March 1 (ada), 3 March 2 (ada, ben), 16 March 1 (ben), 31 March 1 (cem): 5 in 31 days.
  // Whole weeks: W10 2 (ada, ben), W11 0, W12 1 (ben), W13 0: 3 in 4 weeks. 1 March and 30 to 31 March are of weeks that reach out.
  test.each([
    ['day' as const, { value: 5 / 31, numerator: 5, denominator: 31 }],
    ['week' as const, { value: 0.75, numerator: 3, denominator: 4 }],
    ['month' as const, { value: 3, numerator: 3, denominator: 1 }],
  ])('per %s', (per, expected) => {
    expect(averageActiveCustomers(table, march, { per })).toEqual(expected);
  });

  test('only whole days count', () => {
    const from = (start: string) => period(start, '2026-03-04', { timeZone: 'UTC' });
    // From 2 March 00:00 two days with 1 and 2, from one second later on 3 March alone.
    expect(averageActiveCustomers(table, from('2026-03-02'), { per: 'day' })).toEqual({
      value: 1.5,
      numerator: 3,
      denominator: 2,
    });
    expect(averageActiveCustomers(table, from('2026-03-02T00:00:01Z'), { per: 'day' })).toEqual({
      value: 2,
      numerator: 2,
      denominator: 1,
    });
  });

  test('a day that the zone skipped is none', () => {
    const samoa = month('2011-12', { timeZone: 'Pacific/Apia' });
    expect(averageActiveCustomers([], samoa, { per: 'day' })).toEqual({ value: 0, numerator: 0, denominator: 30 });
  });

  test('no whole week is null, whole ones without anybody are 0', () => {
    expect(averageActiveCustomers(table, day('2026-03-02'), { per: 'week' })).toEqual({
      value: null,
      numerator: 0,
      denominator: 0,
    });
    expect(averageActiveCustomers([], march, { per: 'week' })).toEqual({ value: 0, numerator: 0, denominator: 4 });
  });
});

describe('stickiness', () => {
  test('of a month is the mean of its days over the month', () => {
    expect(stickiness(table, march)).toEqual({
      value: 5 / 93,
      numerator: 5 / 31,
      denominator: 3,
      shortUnits: 31,
      longUnits: 1,
    });
  });

  test('of a quarter is mean over mean', () => {
    // Days: 6 customer-days in 90. Months: 0, 1 (dia), 3: 4 in 3. (6/90) / (4/3) = 0.05.
    const { value, shortUnits, longUnits } = stickiness(table, quarter('2026-Q1'));
    expect(value).toBeCloseTo(0.05, 12);
    expect([shortUnits, longUnits]).toEqual([90, 3]);
  });

  test('of days in weeks takes the days of the whole weeks', () => {
    // 2 to 29 March: 4 customer-days in 28 days, and 0.75 a week: (1/7) / (3/4) = 4/21.
    const { value, shortUnits } = stickiness(table, march, { long: 'week' });
    expect(value).toBeCloseTo(4 / 21, 12);
    expect(shortUnits).toBe(28);
  });

  test('of weeks in months', () => {
    expect(stickiness(table, march, { short: 'week' })).toMatchObject({
      value: 0.25,
      numerator: 0.75,
      denominator: 3,
    });
  });

  test('everybody on every day is 1, one day of each is one in so many', () => {
    const everyDay = days('2026-03-01', '2026-03-31').flatMap(({ start }) =>
      ['a', 'b'].map((customerId) => ({ customerId, at: start })),
    );
    expect(stickiness(everyDay, march).value).toBe(1);
    expect(stickiness(everyDay.slice(0, 2), march).value).toBeCloseTo(1 / 31, 12);
  });

  test('is null where nobody was active, or no whole month lies inside', () => {
    const nothing = { value: null, numerator: 0, denominator: 0 };
    expect(stickiness([], march)).toEqual({ ...nothing, shortUnits: 31, longUnits: 1 });
    expect(stickiness(table, week('2026-W10'))).toEqual({ ...nothing, shortUnits: 0, longUnits: 0 });
  });
});
