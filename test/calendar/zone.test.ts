import { mergeMovements, month, mrrMovements } from 'tenure';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { msPerDay } from '../../src/calendar/civil.ts';
import { addDays, sameZone, zoneOf } from '../../src/calendar/zone.ts';

const last = 8.64e15;
const same = (a: string, b: string) => sameZone(zoneOf(a, 'a'), zoneOf(b, 'b'));

// JavaScriptCore (Bun, Safari) gives a zone's name back as it was asked for, where V8 gives the same name for all of its names.
describe('names of one zone, in an engine that has no name for all of them', () => {
  beforeEach(() => {
    let asked = 0;
    vi.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions').mockImplementation(() => {
      asked += 1;
      return { timeZone: `name ${asked}` } as Intl.ResolvedDateTimeFormatOptions;
    });
  });
  afterEach(() => vi.restoreAllMocks());

  // Each name is asked for in this test alone, since the names that an engine gave are remembered.
  test.each([
    ['Asia/Yangon', 'Asia/Rangoon'],
    ['Asia/Ho_Chi_Minh', 'Asia/Saigon'],
    ['America/Los_Angeles', 'US/Pacific'],
    ['Australia/Sydney', 'Australia/NSW'],
    ['UTC', 'Etc/UCT'],
  ])('%s is %s', (a, b) => {
    expect(same(a, b)).toBe(true);
    expect(same(b, a)).toBe(true);
  });

  test('statements of both names merge', () => {
    const rows = [{ customerId: 'ada', start: '2026-01-01', amount: 10, interval: 'month' }] as const;
    const of = (timeZone: string) => mrrMovements(rows, month('2026-03', { timeZone }));
    expect(mergeMovements([of('Asia/Dhaka'), of('Asia/Dacca')]).closing).toBe(20);
  });
});

describe('zones are told apart', () => {
  test.each([
    ['America/New_York', 'America/Havana'],
    ['America/New_York', 'America/Toronto'],
    ['Europe/Berlin', 'Europe/Paris'],
    ['Asia/Kolkata', 'Asia/Colombo'],
    ['UTC', 'Europe/London'],
    ['Africa/Cairo', 'Africa/Johannesburg'],
  ])('%s is not %s', (a, b) => {
    expect(same(a, b)).toBe(false);
  });
});

describe('days that no Date can be', () => {
  const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Pacific/Kiritimati'].map((name) => zoneOf(name, 'zone'));
  const noon = Date.UTC(2026, 0, 1, 12);

  test.each(zones)('are infinitely late or early: $timeZone', (zone) => {
    for (const from of [noon, zone.startOfDay(zone.dayOf(noon))]) {
      for (const count of [1e8, 2e8, 1e13, 1e15, 2 ** 53, 1e300, Number.MAX_VALUE, Number.POSITIVE_INFINITY]) {
        expect(addDays(zone, from, count), `${count}`).toBe(Number.POSITIVE_INFINITY);
        expect(addDays(zone, from, -count * 2), `${-count}`).toBe(Number.NEGATIVE_INFINITY);
      }
      expect(addDays(zone, addDays(zone, from, 1e13), 30)).toBe(Number.POSITIVE_INFINITY);
    }
  });

  test.each(zones)('begin where the last ones that can be end: $timeZone', (zone) => {
    const offset = zone.wallClockAt(last) - last;
    expect(zone.wallClockAt(last + 1) - last - 1).toBe(offset);
    expect(zone.startOfDay(100_000_000)).toBe(last - offset);
    expect(zone.startOfDay(100_000_001)).toBe(last - offset + msPerDay);
    expect(zone.dayOf(zone.startOfDay(100_000_001))).toBe(100_000_001);
    expect(addDays(zone, last - msPerDay, 1)).toBe(last);
    expect(addDays(zone, last - msPerDay + 1, 1)).toBe(Number.POSITIVE_INFINITY);
    expect(addDays(zone, -last + msPerDay, -1)).toBe(-last);
    expect(addDays(zone, -last + msPerDay - 1, -1)).toBe(Number.NEGATIVE_INFINITY);
  });
});
