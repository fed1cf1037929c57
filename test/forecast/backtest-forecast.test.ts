import { backtestForecast, forecastMrr, months, mrr, type Subscription } from 'tenure';
import { describe, expect, test } from 'vitest';
import { keysOf, refusal } from '../support/caught.ts';
import { bookOfHazard, hazards, type KnownHazard, monthStart } from './known-hazard.ts';

const book = bookOfHazard(hazards.falling as KnownHazard, 5);
const options = { from: monthStart(24), periods: 4, asOf: monthStart(30), simulations: 50 } as const;

describe('a backtest', () => {
  const { rows, horizons } = backtestForecast(book, options);

  test('has each forecast as far as it is known what came', () => {
    expect(rows.map(({ origin, horizon }) => `${origin} ${horizon}`)).toEqual(
      ['2024-01', '2024-02', '2024-03', '2024-04', '2024-05', '2024-06'].flatMap((origin, index) =>
        Array.from({ length: Math.min(4, 6 - index) }, (_, at) => `${origin} ${at + 1}`),
      ),
    );
    expect(horizons.map(({ forecasts }) => forecasts)).toEqual([6, 5, 4, 3]);
    expect(rows.map(({ actual }) => actual)).toEqual(rows.map(({ period }) => mrr(book, period)));
  });

  test('says what forecastMrr says of rows that were cut by hand at each origin', () => {
    for (const origin of ['2024-01', '2024-04']) {
      const from = `${origin}-01`;
      const known = book
        .filter(({ start }) => String(start) < from)
        .map((row) => (row.end !== null && String(row.end) >= from ? { ...row, end: null } : row));
      const own = rows.filter((row) => row.origin === origin);
      const forecast = forecastMrr(known, {
        from,
        asOf: from,
        periods: own.length,
        newBusiness: { likeLast: 12 },
        simulations: 50,
      });
      for (const [index, row] of own.entries()) {
        const same = forecast.periods[index];
        expect(row.forecast).toBeCloseTo(same?.closing as number, 6);
        expect([row.lower, row.upper]).toEqual([same?.lower, same?.upper]);
      }
    }
  });

  test('works its errors out from its rows', () => {
    const own = rows.filter(({ horizon }) => horizon === 2);
    const errors = own.map(({ forecast, actual }) => forecast - actual);
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const [, second] = horizons;
    expect(second?.meanError).toBeCloseTo(mean(errors), 9);
    expect(second?.meanAbsoluteError).toBeCloseTo(mean(errors.map(Math.abs)), 9);
    expect(second?.coverage.numerator).toBe(
      own.filter((row) => row.lower <= row.actual && row.actual <= row.upper).length,
    );
    const closings = months('2022-01', '2024-06').map((period) => mrr(book, period));
    const scaled = own.map((row, index) => {
      const known = closings.slice(0, 24 + index);
      return (
        Math.abs(row.forecast - row.actual) /
        mean(known.slice(2).map((value, at) => Math.abs(value - (known[at] as number))))
      );
    });
    expect(second?.scaledError).toBeCloseTo(mean(scaled), 9);
  });

  test('goes on from every third period, or by another season', () => {
    const some = backtestForecast(book, { ...options, every: 3, season: 2 });
    expect([...new Set(some.rows.map(({ origin }) => origin))]).toEqual(['2024-01', '2024-04']);
    const closings = months('2022-01', '2024-06').map((period) => mrr(book, period));
    expect(some.rows.filter(({ origin }) => origin === '2024-04').map(({ seasonal }) => seasonal)).toEqual(
      [25, 26, 25].map((at) => closings[at]),
    );
  });

  test('repeats given new business, and beats the last value where customers only come', () => {
    const rows = Array.from(
      { length: 30 },
      (_, at): Subscription => ({ customerId: at, start: monthStart(at), amount: 10, interval: 'month' }),
    );
    const { horizons } = backtestForecast(rows, { ...options, newBusiness: [10, 10, 10, 10] });
    for (const { scaledError, naive } of horizons) {
      expect(scaledError).toBeLessThan(0.2);
      expect(naive.lastValue).toBeCloseTo(1, 9);
      expect(naive.lastGrowth).toBeCloseTo(0, 9);
    }
  });

  test('has null where there is nothing to compare', () => {
    const still: Subscription[] = [{ customerId: 'ada', start: '2025-01-01', amount: 10, interval: 'month' }];
    const { horizons } = backtestForecast(still, {
      from: '2025-03-01',
      periods: 2,
      asOf: '2025-04-01',
      simulations: 20,
    });
    expect(horizons[0]).toMatchObject({ forecasts: 1, scaledError: null, naive: { lastValue: null, seasonal: null } });
    expect(horizons[1]).toMatchObject({
      forecasts: 0,
      meanError: null,
      coverage: { value: null, numerator: 0, denominator: 0 },
    });
  });

  test.each<[string, object, string, string]>([
    ['without asOf', { from: '2025-01-01', periods: 1 }, 'INVALID_INSTANT', 'options.asOf'],
    [
      'without a whole period',
      { from: '2025-01-01', periods: 1, asOf: '2025-01-31' },
      'INVALID_INSTANT',
      'options.from',
    ],
    ['every 0 periods', { ...options, every: 0 }, 'INVALID_NUMBER', 'options.every'],
    ['without a season', { ...options, season: 0 }, 'INVALID_NUMBER', 'options.season'],
  ])('is refused %s', (_, given, code, path) => {
    expect(refusal(() => backtestForecast(book, given as never))).toMatchObject({ code, path: keysOf(path) });
  });
});
