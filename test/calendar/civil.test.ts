import { describe, expect, test } from 'vitest';
import { addMonths, civilDate, dayLabel, dayNumber, daysInMonth, monthsBetween } from '../../src/calendar/civil.ts';
import { parseDay } from '../../src/calendar/instant.ts';
import { weekUnit } from '../../src/calendar/units.ts';

describe('days by number', () => {
  test('are those of Date, through a cycle of 400 years and around the year 0', () => {
    const date = new Date(0);
    for (const [first, last] of [
      ['-000012-01-01', '0012-01-01'],
      ['1799-01-01', '2202-01-01'],
    ] as const) {
      for (let number = Date.parse(first) / 86_400_000; number < Date.parse(last) / 86_400_000; number += 1) {
        date.setTime(number * 86_400_000);
        const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
        // Plain comparisons: so many of expect's would take seconds.
        const back = civilDate(number);
        if (dayNumber(year, month, day) !== number || back.year !== year || back.month !== month || back.day !== day) {
          expect([number, dayNumber(year, month, day), back]).toEqual([number, number, { year, month, day }]);
        }
      }
    }
  });

  test('months outside 1..12 run over into other years', () => {
    expect(dayLabel(dayNumber(2026, 13, 1))).toBe('2027-01-01');
    expect(dayLabel(dayNumber(2026, 0, 31))).toBe('2025-12-31');
    expect(dayLabel(dayNumber(0, 24_315, 1))).toBe('2026-03-01');
  });

  test('labels have four digits of a year and two of the rest', () => {
    expect(dayLabel(dayNumber(33, 4, 3))).toBe('0033-04-03');
    expect(dayLabel(dayNumber(2026, 11, 12))).toBe('2026-11-12');
  });
});

describe('months', () => {
  test.each([
    [2024, 2, 29],
    [2025, 2, 28],
    [1900, 2, 28],
    [2000, 2, 29],
    [2026, 4, 30],
    [2026, 12, 31],
  ])('%s-%s has %s days', (year, month, days) => {
    expect(daysInMonth(year, month)).toBe(days);
  });

  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-01-31', 2, '2026-03-31'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-05-15', 0, '2026-05-15'],
  ])('%s and %s months is %s', (from, months, to) => {
    expect(dayLabel(addMonths(parseDay(from), months))).toBe(to);
  });

  test.each([
    ['2026-01-31', '2026-02-01', 1],
    ['2026-01-01', '2026-01-31', 0],
    ['2025-11-15', '2026-02-14', 3],
    ['2026-02-14', '2025-11-15', -3],
  ])('between %s and %s lie %s month boundaries', (from, to, count) => {
    expect(monthsBetween(parseDay(from), parseDay(to))).toBe(count);
  });
});

describe('ISO weeks', () => {
  test.each([
    ['2026-01-01', '2026-W01'],
    ['2025-12-29', '2026-W01'],
    ['2025-12-28', '2025-W52'],
    ['2021-01-03', '2020-W53'],
    ['2021-01-04', '2021-W01'],
    ['1969-12-28', '1969-W52'],
    ['1969-12-29', '1970-W01'],
    ['1965-01-03', '1964-W53'],
  ])('%s is in week %s', (day, week) => {
    const ordinal = weekUnit.ordinalOf(parseDay(day));
    expect(weekUnit.label(ordinal)).toBe(week);
    expect(weekUnit.parse(week)).toBe(ordinal);
  });

  test('a year has 53 of them when it has 53 Thursdays', () => {
    const long = [2015, 2016, 2020, 2024, 2025, 2026, 1964].filter((year) => weekUnit.parse(`${year}-W53`) > -1000);
    expect(long).toEqual([2015, 2020, 2026, 1964]);
    expect(['2026-W00', '2026-W54', '2025-W53', '2026-W1', '26-W01'].map(weekUnit.parse)).toEqual(
      new Array(5).fill(Number.NaN),
    );
  });
});
