import { mergeMovements, month, mrrMovements } from 'tenure';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { sameZone, zoneOf } from '../../src/calendar/zone.ts';

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
