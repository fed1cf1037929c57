import { describe, expect, test } from 'vitest';
import { elapsedUnits, monthPosition, wholeUnits } from '../../src/calendar/elapsed.ts';
import { readInstant } from '../../src/calendar/instant.ts';
import { type CalendarUnit, units } from '../../src/calendar/units.ts';
import { zoneOf } from '../../src/calendar/zone.ts';
import { subtract, toNumber } from '../../src/exact/index.ts';

const at = (timeZone: string) => {
  const zone = zoneOf(timeZone, 'zone');
  return { zone, instant: (text: string) => readInstant(text, zone, 'instant') };
};

describe('units after an instant', () => {
  test.each<[string, string, CalendarUnit, number, string]>([
    ['UTC', '2026-01-31', 'month', 1, '2026-02-28'],
    ['UTC', '2026-01-31T12:00Z', 'month', 1, '2026-02-28T12:00Z'],
    ['UTC', '2025-08-31', 'quarter', 2, '2026-02-28'],
    ['UTC', '2026-03-10', 'week', 2, '2026-03-24'],
    ['America/New_York', '2026-02-20T12:00-05:00', 'month', 1, '2026-03-20T12:00-04:00'],
    // Havana has no midnight on that day: its start is one o'clock.
    ['America/Havana', '2024-02-10', 'month', 1, '2024-03-10T01:00-04:00'],
    // Half past one comes twice; none of a unit later it is still the second.
    ['America/New_York', '2026-11-01T01:30-05:00', 'day', 0, '2026-11-01T01:30-05:00'],
    ['America/New_York', '2026-10-31T01:30-04:00', 'day', 1, '2026-11-01T01:30-04:00'],
  ])('in %s, %s and %s x %s is %s', (timeZone, from, unit, count, to) => {
    const { zone, instant } = at(timeZone);
    expect(wholeUnits(zone, instant(from), instant(to), units[unit])).toBe(count);
    expect(elapsedUnits(zone, instant(from), instant(to), units[unit])).toBe(count);
  });
});

describe('units between two instants', () => {
  test.each<[string, string, string, CalendarUnit, number, number]>([
    ['UTC', '2026-01-01', '2026-02-15', 'month', 1, 1.5],
    ['UTC', '2026-01-01', '2026-01-01', 'month', 0, 0],
    ['UTC', '2026-01-31', '2026-02-28', 'month', 1, 1],
    ['UTC', '2026-01-31', '2026-02-27', 'month', 0, 27 / 28],
    ['UTC', '2026-01-15', '2026-03-14', 'month', 1, 55 / 28],
    ['UTC', '2026-01-31T12:00Z', '2026-02-28T11:00Z', 'month', 0, (28 * 24 - 1) / (28 * 24)],
    ['UTC', '2026-02-01', '2026-02-15T12:00Z', 'month', 0, 14.5 / 28],
    ['UTC', '2026-01-01T12:00Z', '2026-01-17', 'month', 0, 15.5 / 31],
    ['UTC', '2025-01-01', '2026-07-02T12:00Z', 'year', 1, 1.5],
    ['UTC', '2026-03-02', '2026-03-12T12:00Z', 'week', 1, 1.5],
    // The day has 23 hours, of which eleven have passed at noon; and the next one 24.
    ['America/New_York', '2026-03-08', '2026-03-08T12:00-04:00', 'day', 0, 11 / 23],
    ['America/New_York', '2026-03-08', '2026-03-09T12:00-04:00', 'day', 1, 1.5],
  ])('in %s from %s to %s are so many of a %s', (timeZone, from, to, unit, whole, elapsed) => {
    const { zone, instant } = at(timeZone);
    expect(wholeUnits(zone, instant(from), instant(to), units[unit])).toBe(whole);
    expect(elapsedUnits(zone, instant(from), instant(to), units[unit])).toBe(elapsed);
  });
});

describe('the position of an instant in the months', () => {
  test.each<[string, string, number]>([
    ['UTC', '2026-01-01', 2026 * 12],
    ['UTC', '2026-03-16T12:00Z', 2026 * 12 + 2.5],
    ['UTC', '2026-04-16', 2026 * 12 + 3.5],
    ['UTC', '2024-02-15T12:00Z', 2024 * 12 + 1.5],
    ['UTC', '2026-12-31T12:00Z', 2026 * 12 + 11 + 30.5 / 31],
    ['America/New_York', '2026-03-01', 2026 * 12 + 2],
    ['America/New_York', '2026-03-16T12:00-04:00', 2026 * 12 + 2.5],
    ['America/New_York', '2026-03-08T12:00-04:00', 2026 * 12 + 2 + (7 + 11 / 23) / 31],
  ])('in %s, %s', (timeZone, text, expected) => {
    const { zone, instant } = at(timeZone);
    expect(toNumber(monthPosition(zone, instant(text)))).toBe(expected);
  });

  test('positions at starts of days share one denominator, so that sums of them stay small', () => {
    const { zone, instant } = at('UTC');
    const [a, b] = ['2024-02-29', '2026-07-15'].map((text) => monthPosition(zone, instant(text)));
    if (a === undefined || b === undefined) throw new Error('two positions');
    expect(a.d).toBe(b.d);
    expect(toNumber(subtract(b, a))).toBeCloseTo(29 + 14 / 31 - 28 / 29, 12);
    // Also the start of a day that has 23 hours.
    const newYork = at('America/New_York');
    expect(monthPosition(newYork.zone, newYork.instant('2026-03-08')).d).toBe(a.d);
  });
});
