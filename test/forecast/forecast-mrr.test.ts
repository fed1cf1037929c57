import fc from 'fast-check';
import {
  forecastMrr,
  ledger,
  type MrrForecast,
  type MrrForecastOptions,
  month,
  mrr,
  mrrMovements,
  type Subscription,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { keysOf, refusal } from '../support/caught.ts';
import { propertyRuns } from '../support/property-runs.ts';
import { bookOfHazard, hazards, monthStart } from './known-hazard.ts';

const monthly = (customerId: string, start: string, end: string | null, amount = 50): Subscription => ({
  customerId,
  start,
  end,
  amount,
  interval: 'month',
});
const quick = { simulations: 40 } as const;
const closings = ({ periods }: MrrForecast) => periods.map(({ closing }) => closing);
const from = monthStart(24);
const book = bookOfHazard(hazards.falling as never, 3);

/** A statement of what was known just before an instant, cut by hand. */
const cut = (rows: readonly Subscription[]): Subscription[] =>
  rows
    .filter(({ start }) => String(start) < from)
    .map((row) => (row.end !== null && String(row.end) >= from ? { ...row, end: null } : row));

describe('contract books, worked by hand', () => {
  const contracts: Subscription[] = [
    // Notice was given: gone in March.
    { ...monthly('ada', '2025-01-01', '2026-03-01', 100), cancelRequestedAt: '2025-12-20' },
    // A term of 18 months for 1,800.01, to the end of April.
    { customerId: 'ben', start: '2024-11-01', end: '2026-05-01', amount: 1800.01, interval: 'term' },
    // Signed: from February.
    { ...monthly('cem', '2026-02-01', '2027-02-01', 33.33), signedAt: '2025-12-10' },
    // More seats are agreed from March on, fewer from May, and then the end.
    { ...monthly('dov', '2025-06-01', '2026-03-01', 10), subscriptionId: 'd', quantity: 3 },
    { ...monthly('dov', '2026-03-01', '2026-05-01', 10), subscriptionId: 'd', quantity: 5, signedAt: '2025-11-01' },
    { ...monthly('dov', '2026-05-01', '2026-06-01', 10), subscriptionId: 'd', quantity: 4, signedAt: '2025-11-01' },
    // Comes back in April for three months.
    monthly('eli', '2025-01-01', '2025-05-01', 7),
    { ...monthly('eli', '2026-04-01', '2026-07-01', 8), signedAt: '2025-12-31' },
  ];
  const snapshot = forecastMrr(contracts, { from: '2026-01-01', periods: 6, asOf: '2026-01-01' });
  const cents = (amount: number) => Math.round(amount * 100) / 100;

  test('to the cent, exactly, with no interval', () => {
    // 100 + 100.0005... + 30; + 33.33; - 100 + 20; + 8; - 100.0005... - 10; - 40.
    expect(snapshot.periods.map(({ committed }) => cents(committed))).toEqual([
      230, 263.33, 183.33, 191.33, 81.33, 41.33,
    ]);
    for (const row of snapshot.periods) {
      expect(row.closing).toBeCloseTo(row.committed, 9);
      expect(row.lower).toBeCloseTo(row.committed, 9);
      expect(row.upper).toBeCloseTo(row.committed, 9);
      expect(row.newBusiness).toBe(0);
    }
    const terms = ['new', 'reactivation', 'expansion', 'contraction', 'churn'] as const;
    expect(snapshot.periods.map((row) => terms.map((term) => cents(row[term])))).toEqual([
      [0, 0, 0, 0, 0],
      [33.33, 0, 0, 0, 0],
      [0, 0, 20, 0, 100],
      [0, 8, 0, 0, 0],
      [0, 0, 0, 10, 100],
      [0, 0, 0, 0, 40],
    ]);
    expect(snapshot.setAside).toEqual({ starts: 0, ends: 0, trials: 0 });
  });

  test('its certain bridge is that of mrrMovements over the same rows, to the bit', () => {
    for (const { period, certain } of snapshot.periods) {
      const {
        opening,
        new: fresh,
        reactivation,
        expansion,
        contraction,
        churn,
        closing,
      } = mrrMovements(contracts, period);
      expect(certain).toEqual({ opening, new: fresh, reactivation, expansion, contraction, churn, closing });
    }
  });

  test('rows that date what they say give the same, whenever they were taken', () => {
    const later: Subscription[] = [...contracts, monthly('fay', '2026-02-15', null)];
    const dated = forecastMrr(later, { from: '2026-01-01', periods: 3, asOf: '2027-01-01' });
    // The ends of Cem, Dov and Eli were agreed with what they end; nothing in the rows says so.
    expect(dated.setAside).toEqual({ starts: 1, ends: 3, trials: 0 });
    expect(dated.periods.map(({ committed }) => cents(committed))).toEqual([230, 263.33, 183.33]);
  });
});

describe('nothing from after `from` is known', () => {
  const options = { from, periods: 6, seed: 4, ...quick } satisfies MrrForecastOptions;

  test('rows that go on give the same forecast as rows that were cut', () => {
    const { setAside, ...whole } = forecastMrr(book, options);
    const { setAside: none, ...known } = forecastMrr(cut(book), { ...options, asOf: from });
    expect(whole).toStrictEqual(known);
    expect(none).toEqual({ starts: 0, ends: 0, trials: 0 });
    expect(setAside.starts).toBe(book.filter(({ start }) => String(start) >= from).length);
  });

  test('whatever came', () => {
    const expected = closings(forecastMrr(cut(book), options));
    const later = fc.array(
      fc.record({
        customer: fc.integer({ min: 1, max: 300 }),
        month: fc.integer({ min: 24, max: 40 }),
        amount: fc.integer({ min: 1, max: 9999 }),
      }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(later, fc.integer({ min: 24, max: 60 }), (rows, end) => {
        const ended = cut(book).map((row, index) =>
          row.end === null && index % 3 === 0 ? { ...row, end: monthStart(end) } : row,
        );
        const come = rows.map(({ customer, month: at, amount }) =>
          monthly(`c${customer}`, monthStart(at), null, amount),
        );
        expect(closings(forecastMrr([...ended, ...come], options))).toEqual(expected);
      }),
      propertyRuns(8),
    );
  });

  test.each<[string, Partial<Subscription>, number[]]>([
    ['a pause', { pauses: [{ start: '2026-02-01', end: '2026-03-01' }] }, [50, 50]],
    ['an end without notice', { end: '2026-02-10' }, [50, 50]],
    ['an end with notice in time', { end: '2026-02-10', cancelRequestedAt: '2025-12-31' }, [50, 0]],
    ['an end with notice too late', { end: '2026-02-10', cancelRequestedAt: '2026-01-01' }, [50, 50]],
    ['a bill that will be unpaid', { pastDue: [{ start: '2026-01-10' }] }, [50, 50]],
  ])('%s', (_, fields, expected) => {
    const rows = [{ ...monthly('ada', '2025-01-01', null), ...fields }, monthly('ben', '2025-01-01', '2025-06-01')];
    const asked = { from: '2026-01-01', periods: 2, pastDueGraceDays: 3, ...quick };
    expect(forecastMrr(rows, asked).periods.map(({ committed }) => committed)).toEqual(expected);
  });

  test('trials are no contracts', () => {
    const rows = [
      monthly('ada', '2025-01-01', null),
      { ...monthly('ben', '2025-12-20', null), trialEnd: '2026-01-20' },
    ];
    const asked = { from: '2026-01-01', periods: 2, ...quick };
    for (const asOf of ['2026-01-01', '2026-06-01']) {
      const { setAside, periods } = forecastMrr(rows, { ...asked, asOf });
      expect(setAside.trials).toBe(1);
      expect(periods[1]?.committed).toBe(50);
    }
    expect(forecastMrr(rows, { ...asked, trials: 'include' }).periods[0]?.committed).toBe(100);
    // Who paid before goes on with another trial.
    const again = [...rows, monthly('ben', '2025-01-01', '2025-03-01', 10)];
    expect(forecastMrr(again, { ...asked, trials: 'first' }).periods[0]?.committed).toBe(100);
  });

  test('the last complete period before asOf is the last of the past', () => {
    const rows = [monthly('ada', '2025-01-01', null), monthly('ben', '2025-01-01', '2025-11-10')];
    const asked = { from: '2025-12-01', periods: 1, ...quick };
    expect(forecastMrr(rows, { ...asked, asOf: '2025-11-29' }).historyPeriods).toBe(9);
    expect(forecastMrr(rows, { ...asked, asOf: '2025-12-01' }).historyPeriods).toBe(10);
  });
});

describe('an expected bridge', () => {
  const options = { from, periods: 12, newBusiness: { likeLast: 12 }, ...quick } satisfies MrrForecastOptions;
  const forecast = forecastMrr(book, options);

  test('foots, goes on where it closed, and is made of three parts', () => {
    let last = mrr(cut(book), month('2023-12'));
    for (const row of forecast.periods) {
      expect(row.opening).toBe(last);
      const foot = row.opening + row.new + row.reactivation + row.expansion - row.contraction - row.churn;
      expect(row.closing).toBeCloseTo(foot, 9);
      expect(row.committed + row.likely + row.newBusiness).toBeCloseTo(row.closing, 9);
      expect(row.lower).toBeLessThan(row.closing);
      expect(row.upper).toBeGreaterThan(row.closing);
      expect(row.committed).toBe(last === row.opening && row.certain.closing);
      last = row.closing;
    }
  });

  test('does not depend on the order of rows, on ids, or on whether rows were compiled', () => {
    const { setAside: _, ...expected } = forecast;
    const renamed = book.map((row) => ({ ...row, customerId: `z${row.customerId}`.split('').reverse().join('') }));
    for (const source of [book.slice().reverse(), ledger(book), renamed]) {
      const { setAside: __, ...other } = forecastMrr(source, options);
      expect(other).toStrictEqual(expected);
    }
  });

  test('is the same for the same seed and another for another', () => {
    expect(closings(forecastMrr(book, options))).toEqual(closings(forecast));
    expect(closings(forecastMrr(book, { ...options, seed: 2 }))).not.toEqual(closings(forecast));
    expect(closings(forecastMrr(book, { ...options, seed: 2 ** 40 + 1 }))).not.toEqual(closings(forecast));
  });

  test('grows with amounts: twice the prices, twice the forecast', () => {
    const doubled = book.map((row) => ({ ...row, amount: Number(row.amount) * 2 }));
    const twice = forecastMrr(doubled, { ...options, simulations: 400 });
    const once = forecastMrr(book, { ...options, simulations: 400 });
    for (const [index, row] of twice.periods.entries()) {
      expect(row.closing / (once.periods[index]?.closing as number)).toBeCloseTo(2, 1);
    }
  });

  test('a wider confidence is a wider interval, a shorter history too', () => {
    const width = (asked: Partial<MrrForecastOptions>) => {
      const last = forecastMrr(book, { ...options, newBusiness: 0, simulations: 300, ...asked }).periods[11];
      return (last?.upper as number) - (last?.lower as number);
    };
    expect(width({ confidence: 0.95 })).toBeGreaterThan(width({}) * 1.3);
    expect(width({ historyPeriods: 4 })).toBeGreaterThan(width({}));
  });

  test('by quarters it comes to about the same as by months', () => {
    const none = { ...options, newBusiness: 0, simulations: 400 };
    const quarters = forecastMrr(book, { ...none, unit: 'quarter', periods: 4 });
    const months = forecastMrr(book, none);
    expect(quarters.periods.map(({ period }) => period.label)).toEqual(['2024-Q1', '2024-Q2', '2024-Q3', '2024-Q4']);
    for (const [index, row] of quarters.periods.entries()) {
      const same = months.periods[3 * index + 2]?.closing as number;
      expect(Math.abs(row.closing / same - 1)).toBeLessThan(0.08);
    }
  });

  test('in two currencies: at the exchange rates of the month before', () => {
    const rows = [
      { ...monthly('ada', '2025-01-01', '2026-06-01', 100), currency: 'USD' },
      { ...monthly('ben', '2025-01-01', '2026-03-01', 10), currency: 'EUR' },
    ];
    const exchangeRates = { USD: { '2025-11': 0.5, '2025-12': 0.9 } };
    const { periods, currency } = forecastMrr(rows, {
      from: '2026-01-01',
      asOf: '2026-01-01',
      periods: 3,
      currency: 'EUR',
      exchangeRates,
    });
    expect(currency).toBe('EUR');
    expect(periods.map(({ committed }) => committed)).toEqual([100, 100, 90]);
    const missing = { from: '2026-02-01', periods: 1, currency: 'EUR', exchangeRates };
    expect(refusal(() => forecastMrr(rows, missing))).toMatchObject({
      code: 'MISSING_EXCHANGE_RATE',
      path: keysOf("policy.exchangeRates.USD['2026-01']"),
    });
  });

  test('of levels that fit no common unit', () => {
    const awkward = book.map((row, index) => ({
      ...row,
      intervalCount: row.interval === 'month' ? 1 + (index % 7) : 1,
    }));
    const weekly = awkward.map((row, index) =>
      index % 5 === 0 ? { ...row, interval: 'day' as const, intervalCount: 31 - (index % 29) } : row,
    );
    const { periods } = forecastMrr(weekly, options);
    expect(periods[0]?.opening).toBe(mrr(cut(weekly), month('2023-12')));
  });
});

describe('new business', () => {
  const rows = Array.from({ length: 24 }, (_, at) => monthly(`c${at}`, monthStart(at), null, 10));
  const newOf = (newBusiness: MrrForecastOptions['newBusiness']) =>
    forecastMrr(rows, { from, periods: 3, newBusiness, ...quick }).periods.map(
      (row) => Math.round(row.new * 1e6) / 1e6,
    );

  test('is what is given, or like the last periods, or none', () => {
    expect(newOf(undefined)).toEqual([0, 0, 0]);
    expect(newOf('12.50')).toEqual([12.5, 12.5, 12.5]);
    expect(newOf([0, 30, 5])).toEqual([0, 30, 5]);
    expect(newOf({ likeLast: 12 })).toEqual([10, 10, 10]);
  });

  test('goes as other customers do', () => {
    const { periods } = forecastMrr(book, { from, periods: 12, newBusiness: 1000, ...quick });
    const last = periods[11]?.newBusiness as number;
    expect(last).toBeGreaterThan(6000);
    expect(last).toBeLessThan(12_000);
    expect(periods[0]?.newBusiness).toBeCloseTo(1000, 9);
  });
});

describe('yearly contracts', () => {
  test('leave when a bill is due, and not in between', () => {
    // Sixty a January, of whom a third leave after a year: the others have proved nothing of the months between.
    const rows = [0, 12].flatMap((at) =>
      Array.from(
        { length: 60 },
        (_, i): Subscription => ({
          customerId: `${at} ${i}`,
          start: monthStart(at),
          end: at === 0 && i % 3 === 0 ? monthStart(12) : null,
          amount: 120,
          interval: 'year',
        }),
      ),
    );
    const { periods } = forecastMrr(rows, { from: monthStart(20), periods: 12, simulations: 200 });
    const churn = periods.map((row) => row.churn);
    const january = churn[4] as number;
    expect(january).toBeGreaterThan(150);
    expect(Math.max(...churn.filter((_, slot) => slot !== 4))).toBeLessThan(january / 5);
  });
});

describe('is refused', () => {
  const fresh = [monthly('ada', '2025-12-10', null)];
  test.each<[string, readonly Subscription[], object, string, string]>([
    ['without a past', fresh, { from: '2026-01-01', periods: 1 }, 'NOT_IDENTIFIABLE', 'subscriptions'],
    [
      'new business where nobody ever could leave',
      [],
      { from: '2026-01-01', periods: 1, newBusiness: 100 },
      'NOT_IDENTIFIABLE',
      'subscriptions',
    ],
    [
      'new business where nothing says what a customer pays',
      [{ customerId: 'ada', start: '2025-01-01', end: '2025-06-01', amount: 10, interval: 'month' }],
      { from: '2026-01-01', periods: 2, newBusiness: [0, 100], asOf: '2026-01-01' },
      'NOT_IDENTIFIABLE',
      'subscriptions',
    ],
    ['in the middle of a month', [], { from: '2026-01-02', periods: 1 }, 'INVALID_INSTANT', 'options.from'],
    [
      'in the middle of a quarter',
      [],
      { from: '2026-02-01', periods: 1, unit: 'quarter' },
      'INVALID_INSTANT',
      'options.from',
    ],
    ['by weeks', [], { from: '2026-01-05', periods: 1, unit: 'week' }, 'INVALID_OPTION', 'options.unit'],
    ['without periods', [], { from: '2026-01-01' }, 'INVALID_NUMBER', 'options.periods'],
    ['for 1,000 periods', [], { from: '2026-01-01', periods: 1000 }, 'INVALID_NUMBER', 'options.periods'],
    [
      'at a confidence of 1',
      [],
      { from: '2026-01-01', periods: 1, confidence: 1 },
      'INVALID_NUMBER',
      'options.confidence',
    ],
    ['with half a seed', [], { from: '2026-01-01', periods: 1, seed: 0.5 }, 'INVALID_NUMBER', 'options.seed'],
    [
      'with negative new business',
      [],
      { from: '2026-01-01', periods: 1, newBusiness: -5 },
      'INVALID_AMOUNT',
      'options.newBusiness',
    ],
    [
      'with unknown new business',
      [],
      { from: '2026-01-01', periods: 1, newBusiness: { likeLast: 2, x: 1 } },
      'UNKNOWN_KEY',
      'options.newBusiness.x',
    ],
    ['with unknown options', [], { from: '2026-01-01', periods: 1, horizon: 3 }, 'UNKNOWN_KEY', 'options.horizon'],
    [
      'without amounts',
      [],
      { from: '2026-01-01', periods: 1, amounts: 'none' },
      'CONFLICTING_POLICY',
      'policy.amounts',
    ],
  ])('%s', (_, rows, options, code, path) => {
    expect(refusal(() => forecastMrr(rows, options as never))).toMatchObject({ code, path: keysOf(path) });
  });

  test('of nothing there is nothing to come', () => {
    expect(closings(forecastMrr([], { from: '2026-01-01', periods: 2, ...quick }))).toEqual([0, 0]);
  });
});
