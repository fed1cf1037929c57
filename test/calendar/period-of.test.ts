import fc from 'fast-check';
import { type CalendarUnit, day, days, lastPeriods, month, months, periodOf, week, weeks, year, years } from 'tenure';
import { describe, expect, test } from 'vitest';
import { zones } from '../oracle/arbitraries.ts';
import { caught, keysOf } from '../support/caught.ts';

const unit = fc.constantFrom<CalendarUnit>('day', 'week', 'month', 'quarter', 'year');
const instant = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2030, 0, 1) });
const labels = (list: readonly { readonly label: string }[]) => list.map(({ label }) => label);

describe('periodOf', () => {
  test.each<[CalendarUnit, string, string]>([
    ['day', '2026-03-31', '2026-04-01'],
    ['week', '2026-W14', '2026-W14'],
    ['month', '2026-03', '2026-04'],
    ['quarter', '2026-Q1', '2026-Q2'],
    ['year', '2026', '2026'],
  ])('the %s at an instant is that of the zone', (name, utc, berlin) => {
    expect(periodOf(name, '2026-03-31T23:30:00Z').label).toBe(utc);
    expect(periodOf(name, '2026-03-31T23:30:00Z', { timeZone: 'Europe/Berlin' }).label).toBe(berlin);
  });

  test('a start is in its period', () => {
    expect(periodOf('month', '2026-03-01')).toEqual(month('2026-03'));
    expect(periodOf('week', new Date(Date.UTC(2024, 11, 30)))).toEqual(week('2025-W01'));
    expect(periodOf('day', '2026-03-01T00:00:00+01:00', { timeZone: 'Europe/Berlin' })).toEqual(
      day('2026-03-01', { timeZone: 'Europe/Berlin' }),
    );
  });

  test('holds its instant, in every zone', () => {
    fc.assert(
      fc.property(unit, instant, fc.constantFrom(...zones), (name, at, timeZone) => {
        const { start, end } = periodOf(name, at, { timeZone });
        expect(start.getTime()).toBeLessThanOrEqual(at);
        expect(end.getTime()).toBeGreaterThan(at);
      }),
    );
  });

  test('what it refuses', () => {
    expect(caught(() => periodOf('months' as never, 0))).toMatchObject({
      code: 'INVALID_OPTION',
      path: keysOf('unit'),
      message: "unit must be one of 'day', 'week', 'month', 'quarter', 'year'; received 'months'",
    });
    expect(caught(() => periodOf('month', '2026-03-01T10:00'))).toMatchObject({
      code: 'INVALID_INSTANT',
      path: keysOf('instant'),
    });
    expect(caught(() => periodOf('month', 0, { zone: 'UTC' } as never))).toMatchObject({ code: 'UNKNOWN_KEY' });
    for (const at of [Date.UTC(10_000, 0, 1), -8e15]) {
      expect(caught(() => periodOf('year', at))).toMatchObject({ code: 'INVALID_INSTANT', path: keysOf('instant') });
    }
    expect(periodOf('year', Date.UTC(9999, 11, 31)).label).toBe('9999');
  });

  test('a Date where a label is meant is told of it', () => {
    expect(caught(() => month(new Date(0) as never))).toMatchObject({
      code: 'INVALID_PERIOD',
      path: keysOf('month'),
      message:
        "month must be a calendar month like '2026-03' (for the month of an instant use periodOf('month', instant)); received 1970-01-01T00:00:00.000Z",
    });
    expect((caught(() => year(2026 as never)) as Error).message).toContain("periodOf('year', instant)");
    expect((caught(() => month('2026-13')) as Error).message).not.toContain('periodOf');
  });
});

describe('lastPeriods', () => {
  test('the complete ones, oldest first; one that ends at asOf is complete', () => {
    expect(labels(lastPeriods(2, 'month', '2026-03-15'))).toEqual(['2026-01', '2026-02']);
    expect(labels(lastPeriods(2, 'month', '2026-03-01'))).toEqual(['2026-01', '2026-02']);
    expect(labels(lastPeriods(2, 'month', '2026-02-28T23:59:59.999Z'))).toEqual(['2025-12', '2026-01']);
    expect(labels(lastPeriods(2, 'week', '2026-01-01'))).toEqual(['2025-W51', '2025-W52']);
  });

  test('with the running one, as many', () => {
    const running = { running: 'include' } as const;
    expect(labels(lastPeriods(2, 'month', '2026-03-15', running))).toEqual(['2026-02', '2026-03']);
    expect(labels(lastPeriods(2, 'month', '2026-03-01', running))).toEqual(['2026-02', '2026-03']);
  });

  test('a day that the zone skipped is none of them', () => {
    const apia = { timeZone: 'Pacific/Apia' };
    expect(labels(lastPeriods(2, 'day', '2012-01-01', apia))).toEqual(['2011-12-29', '2011-12-31']);
  });

  test('are adjacent, end at asOf or are the last before it, and are those that their labels name', () => {
    fc.assert(
      fc.property(
        unit,
        instant,
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom(...zones),
        fc.constantFrom('exclude' as const, 'include' as const),
        (name, at, count, timeZone, running) => {
          const list = lastPeriods(count, name, at, { timeZone, running });
          expect(list).toHaveLength(count);
          for (let i = 1; i < count; i += 1) expect(list[i]?.start).toEqual(list[i - 1]?.end);
          const last = list[count - 1];
          const now = periodOf(name, at, { timeZone });
          expect(running === 'include' ? last?.start : last?.end).toEqual(now.start);
          expect(list[0]).toEqual(periodOf(name, list[0]?.start as Date, { timeZone }));
        },
      ),
    );
  });

  test('what it refuses', () => {
    for (const count of [0, -1, 1.5, Number.NaN, 100_001, 1e300]) {
      expect(caught(() => lastPeriods(count, 'day', 0))).toMatchObject({
        code: 'INVALID_NUMBER',
        path: keysOf('count'),
      });
    }
    expect(caught(() => lastPeriods(2027, 'year', '2026-06-01'))).toMatchObject({
      code: 'INVALID_NUMBER',
      path: keysOf('count'),
    });
    expect(labels(lastPeriods(2026, 'year', '2026-06-01'))[0]).toBe('0000');
    expect(caught(() => lastPeriods(1, 'day', 0, { running: true } as never))).toMatchObject({
      code: 'INVALID_OPTION',
      path: keysOf('options.running'),
    });
  });
});

describe('lists have at most 100,000 periods', () => {
  // It took six seconds for what is a slip of the pen.
  test('days of ten thousand years are refused at once', () => {
    expect(caught(() => days('0001-01-01', '9999-12-31'))).toMatchObject({
      code: 'INVALID_PERIOD',
      path: keysOf('last'),
      message: "last must be at most 100000 days from '0001-01-01' on, '0001-01-01' included; received '9999-12-31'",
    });
    expect(caught(() => weeks('0001-W01', '9999-W50'))).toMatchObject({ code: 'INVALID_PERIOD' });
    expect(months('2000-01', '9999-12')).toHaveLength(8000 * 12);
    expect(caught(() => months('0000-01', '9999-12'))).toMatchObject({ code: 'INVALID_PERIOD' });
    expect(years('0000', '9999')).toHaveLength(10_000);
  });
});
