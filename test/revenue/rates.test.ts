import Decimal from 'decimal.js';
import fc from 'fast-check';
import {
  arpa,
  arr,
  type CustomerTerms,
  contractionRate,
  customerChurnRate,
  customerCount,
  customerMovements,
  customerRetentionRate,
  expansionRate,
  grossMrrChurnRate,
  grossRevenueRetention,
  isMetricsError,
  type MrrTerms,
  mergeMovements,
  month,
  months,
  mrr,
  mrrGrowthRate,
  mrrMovements,
  mrrMovementsBy,
  mrrMovementsByCustomer,
  netMrrChurnRate,
  netRevenueRetention,
  type Period,
  quickRatio,
  type Ratio,
  roundMovements,
  type Subscription,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { caught, keysOf } from '../support/caught.ts';
import { propertyRuns } from '../support/property-runs.ts';
import { scenarioArbitrary } from '../support/scenarios.ts';

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
  const book = { opening: 1000, new: 300, reactivation: 50, expansion: 120, contraction: 20, churn: 100 };

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
    const rate: (terms: typeof book) => Ratio = mrrRates[name];
    expect(rate(book)).toEqual({ value: numerator / denominator, numerator, denominator });
  });

  test('exchange rates count in growth and nowhere else', () => {
    const terms = { ...book, fx: -50 };
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
  test.each(Object.entries(mrrRates))('%s', (_, untyped) => {
    const rate = untyped as typeof netRevenueRetention;
    expect(rate({ opening: 0, new: 0 }).value).toBeNull();
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
    const ofNothing =
      untyped === quickRatio
        ? { code: 'INVALID_TYPE', path: keysOf('terms') }
        : { code: 'INVALID_AMOUNT', path: keysOf('terms.opening') };
    expect(caught(() => rate({}))).toMatchObject(ofNothing);
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
    expect(caught(() => rate({ opening: 10, new: 1 }, { monney: 'number' }))).toMatchObject({
      code: 'UNKNOWN_KEY',
      path: keysOf('options.monney'),
    });
    expect(caught(() => rate({ opening: 10, new: 1 }, 'include'))).toMatchObject({
      code: 'INVALID_TYPE',
      path: keysOf('options'),
    });
    for (const nothing of [undefined, null, 'terms', 5]) expect(caught(() => rate(nothing))).toSatisfy(isMetricsError);
  });

  test.each(Object.entries(mrrRates))(
    '%s of terms takes the policy of all calls, and what concerns it is in force',
    (_, rate) => {
      const policy = { timeZone: 'Europe/Berlin', churnDenominator: 'average', movements: 'event', money: 'fraction' };
      const ofTerms = rate as (terms: MrrTerms, options?: object) => unknown;
      const terms = { opening: 10, new: 1, churn: 2 };
      expect(ofTerms(terms, policy)).toEqual(ofTerms(terms));
      expect(caught(() => ofTerms(terms, { churnDenominator: 'mean' }))).toMatchObject({
        code: 'INVALID_OPTION',
        path: keysOf('options.churnDenominator'),
      });
    },
  );

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

describe('a rate of data, or of a statement that tenure made, is the double nearest to the exact one', () => {
  const march = month('2026-03');
  const yearly = (customerId: string, amount: number, more: Partial<Subscription> = {}): Subscription => ({
    ...{ customerId, amount, start: '2026-01-01', interval: 'year' },
    ...more,
  });

  test('1,000 a year lost of 11,000 is one eleventh', () => {
    const rows = [yearly('a', 10_000), yearly('b', 1000, { end: '2026-03-10' })];
    const statement = mrrMovements(rows, march);
    for (const rate of [grossMrrChurnRate, netMrrChurnRate]) {
      expect(rate(rows, march)).toEqual({ value: 1 / 11, numerator: 1000 / 12, denominator: 11_000 / 12 });
      expect(rate(statement)).toEqual(rate(rows, march));
    }
    // Of a copy the printed numbers count, and 916.66... - 833.33... of them is not 83.33....
    expect(grossMrrChurnRate({ ...statement }).value).toBe(0.09090909090909077);
    expect(grossMrrChurnRate(JSON.parse(JSON.stringify(statement))).value).toBe(0.09090909090909077);
    expect(grossMrrChurnRate(structuredClone(statement)).value).toBe(0.09090909090909077);
  });

  test('1 a year won beside 10,000,000,000 is a growth of 1e-10', () => {
    const rows = [yearly('a', 10_000_000_000), yearly('b', 1, { start: '2026-03-10' })];
    expect(mrrGrowthRate(rows, march)).toEqual({ value: 1e-10, numerator: 1 / 12, denominator: 10_000_000_000 / 12 });
    expect(mrrGrowthRate(mrrMovements(rows, march)).value).toBe(1e-10);
  });

  test('and also where numerator and denominator are rounded', () => {
    const rows = [yearly('a', 100), yearly('b', 200, { end: '2026-03-10' })];
    const { value, numerator, denominator } = grossRevenueRetention(rows, march);
    expect([value, numerator, denominator]).toEqual([1 / 3, 100 / 12, 25]);
    const thirds = [yearly('a', 49), yearly('b', 51, { end: '2026-03-10' })];
    expect(grossRevenueRetention(thirds, march).value).toBe(0.49);
    // The quotient of the two doubles is another one.
    expect(49 / 12 / (100 / 12)).not.toBe(0.49);
  });

  test('of generated rows: data, statement, list and every key alike, and what oracle fractions say', () => {
    fc.assert(
      fc.property(scenarioArbitrary, ({ rows, periods, policy }) => {
        const statements = mrrMovements(rows, periods, policy);
        const exact = mrrMovements(rows, periods, { ...policy, money: 'fraction' });
        const { reactivation = 'exclude' } = policy;
        for (const [name, rate] of Object.entries(mrrRates)) {
          const takes = name.startsWith('net');
          const list = rate(rows, periods, policy);
          for (const [i, period] of periods.entries()) {
            const single = rate(rows, period, policy);
            expect(list[i]).toEqual(single);
            const untyped = rate as (terms: unknown, options: unknown) => unknown;
            const options = takes ? { reactivation } : undefined;
            expect(untyped(statements[i], options)).toEqual(single);
            expect(untyped(exact[i], options)).toEqual(single);
            // Fractions are as exact in a copy.
            expect(untyped({ ...exact[i] }, options)).toEqual(single);
          }
        }
        for (const part of mrrMovementsBy(rows, periods, ({ plan }) => plan, policy).flat()) {
          const { opening, transferOut } = part;
          expect(grossRevenueRetention(part).denominator).toBe(opening);
          expect(transferOut).toBeGreaterThanOrEqual(0);
        }
      }),
      propertyRuns(60),
    );
  });
});

describe('statements that tenure made', () => {
  const march = month('2026-03');
  const rows: Subscription[] = [{ customerId: 'a', start: '2026-01-01', amount: 100, interval: 'year', plan: 'p' }];
  const made = {
    mrrMovements: mrrMovements(rows, march),
    mrrMovementsBy: mrrMovementsBy(rows, march, ({ plan }) => plan)[0] as object,
    customerMovements: customerMovements(rows, march),
    mergeMovements: mergeMovements([mrrMovements(rows, march)]),
    roundMovements: roundMovements(mrrMovements(rows, march), 2),
  };

  test.each(Object.entries(made))('%s: frozen, and plain to whatever reads it', (_, statement) => {
    expect(Object.isFrozen(statement)).toBe(true);
    expect(Object.getOwnPropertySymbols({ ...statement })).toEqual([]);
    expect(structuredClone(statement)).toEqual({ ...statement });
    expect(JSON.parse(JSON.stringify(statement))).toEqual(JSON.parse(JSON.stringify({ ...statement })));
  });

  test('merging and rounding read what is printed', () => {
    const shards = ['a', 'b', 'c'].map((customerId) =>
      mrrMovements([{ ...(rows[0] as Subscription), customerId }], march),
    );
    expect(mergeMovements(shards).closing).toBe(25.000000000000004);
    expect(grossRevenueRetention(mergeMovements(shards)).numerator).toBe(mergeMovements(shards).retainedGross);
  });
});

describe('lists', () => {
  const spring = months('2026-02', '2026-04');
  const rows: Subscription[] = [
    { customerId: 'a', start: '2026-01-01', amount: 10, interval: 'month', end: '2026-04-10' },
    { customerId: 'b', start: '2026-03-05', amount: 20, interval: 'month' },
  ];

  test('of periods, from one walk, in the order asked for', () => {
    expect(netRevenueRetention(rows, spring).map(({ value }) => value)).toEqual([1, 1, 2 / 3]);
    expect(customerChurnRate(rows, [...spring].reverse()).map(({ value }) => value)).toEqual([0.5, 0, 0]);
    expect(netRevenueRetention(rows, [])).toEqual([]);
    expect(mrrMovements(rows, spring).map(netRevenueRetention)).toEqual(netRevenueRetention(rows, spring));
  });

  test('of instants and periods', () => {
    const at = ['2026-01-01', spring[1] as Period, new Date('2026-04-09'), spring[2] as Period];
    expect(mrr(rows, at)).toEqual([10, 30, 30, 20]);
    expect(arr(rows, at)).toEqual([120, 360, 360, 240]);
    expect(arpa(rows, at).map(({ value }) => value)).toEqual([10, 15, 15, 20]);
    expect(customerCount(rows, at)).toEqual([1, 2, 2, 1]);
    expect([mrr(rows, []), customerCount(rows, [])]).toEqual([[], []]);
    expect(caught(() => mrr(rows, ['2026-01-01', 'soon']))).toMatchObject({ code: 'INVALID_INSTANT', path: ['at', 1] });
  });

  test('a date in a list is of the zone of the periods in it', () => {
    const timeZone = 'America/New_York';
    const [march] = months('2026-03', '2026-03', { timeZone }) as [Period];
    expect(mrr(rows, ['2026-03-05', march])).toEqual([30, 30]);
    expect(mrr(rows, [new Date('2026-03-05T00:00:00Z'), march])).toEqual([10, 30]);
  });
});

describe('quick ratio', () => {
  test('needs no opening, but one of its terms', () => {
    expect(quickRatio({ new: 300, churn: 100 })).toEqual({ value: 3, numerator: 300, denominator: 100 });
    expect(quickRatio({ contraction: '0.1', expansion: '0.3' }).value).toBe(3);
    for (const terms of [{ opening: 5 }, { closing: 5 }, {}]) {
      expect(caught(() => quickRatio(terms as never))).toMatchObject({ code: 'INVALID_TYPE', path: ['terms'] });
    }
    expect(caught(() => quickRatio({ new: 5, opening: -1 }))).toMatchObject({ path: ['terms', 'opening'] });
  });
});

describe('customer churn over the average of opening and closing', () => {
  const average = { churnDenominator: 'average' } as const;
  test.each<[CustomerTerms, number | null]>([
    // 5 lost over (100 + 60) / 2
    [{ opening: 100, closing: 60, retained: 95 }, 5 / 80],
    // closing is 100 + 20 + 10 - 30
    [{ opening: 100, new: 20, reactivated: 10, churned: 30 }, 0.3],
    [{ opening: 0, new: 4, churned: 0 }, 0],
    [{ opening: 0 }, null],
    [{ opening: 3, churned: 3 }, 2],
  ])('%o', (terms, value) => {
    expect(customerChurnRate(terms, average).value).toBe(value);
  });

  test('of data: an odd number of customers has half of one for a denominator', () => {
    const rows: Subscription[] = [
      { customerId: 'a', start: '2026-01-01', amount: 10, interval: 'month', end: '2026-03-10' },
      { customerId: 'b', start: '2026-01-01', amount: 10, interval: 'month' },
    ];
    expect(customerChurnRate(rows, month('2026-03'), average)).toEqual({
      value: 2 / 3,
      numerator: 1,
      denominator: 1.5,
    });
    expect(customerChurnRate(customerMovements(rows, month('2026-03')), average).value).toBe(2 / 3);
  });
});

describe('arguments in the wrong place are named for what they are', () => {
  const march = month('2026-03');
  const untyped = { netRevenueRetention, mrrMovements, customerMovements, mrrMovementsByCustomer } as unknown as Record<
    string,
    (...args: unknown[]) => unknown
  >;
  test.each(Object.keys(untyped))('%s', (name) => {
    const call = untyped[name] as (...args: unknown[]) => unknown;
    const path = [name === 'netRevenueRetention' ? 'terms' : 'subscriptions'];
    const given = [march, Promise.resolve([]), new Set(), null];
    for (const first of given) expect(caught(() => call(first, march))).toMatchObject({ code: 'INVALID_TYPE', path });
    expect(caught(() => call(Promise.resolve([]), march))).toMatchObject({
      message: expect.stringContaining('a Promise; await it first'),
    });
  });
});
