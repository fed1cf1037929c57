import { type Instant, lastPeriods, month, months, periodOf, week, weeks, years } from 'tenure';
import { describe, expect, test } from 'vitest';
import { readInstant } from '../../src/calendar/instant.ts';
import { readPeriod, readPeriods, zoneInForce } from '../../src/calendar/period.ts';
import { zoneOf } from '../../src/calendar/zone.ts';
import { caught, keysOf } from '../support/caught.ts';

const march = month('2026-03');
const berlin = { timeZone: 'Europe/Berlin' };
const utc = zoneOf('UTC', 'zone');

describe('the periods that a call asks about', () => {
  test('one or a list, in order, with the zone of them all', () => {
    const [april, may] = months('2026-04', '2026-05', berlin);
    expect(readPeriods(march)).toMatchObject({
      isList: false,
      periods: [{ period: march }],
      zone: { timeZone: 'UTC' },
    });
    expect(readPeriods([may, april])).toMatchObject({
      isList: true,
      periods: [{ period: may }, { period: april }],
      zone: berlin,
    });
    expect(readPeriods([])).toEqual({ isList: true, periods: [], zone: undefined });
  });

  test.each<[string, unknown, string | undefined, string]>([
    ['one', 'March', undefined, 'period'],
    ['one of an option', 'March', 'options.period', 'options.period'],
    ['one of a list', [march, 'March'], undefined, 'periods[1]'],
    ['one of a list of an option', [march, march, 'March'], 'options.periods', 'options.periods[2]'],
  ])('%s that is none is refused by its place', (_, value, path, expected) => {
    expect(caught(() => readPeriods(value, path))).toMatchObject({
      code: 'INVALID_PERIOD',
      path: keysOf(expected),
      received: 'March',
    });
  });

  test('a hole in a list is refused', () => {
    const holes: unknown[] = [march];
    holes[2] = march;
    expect(caught(() => readPeriods(holes))).toMatchObject({ path: ['periods', 1], received: undefined });
  });

  test('lists of two zones are refused by their own name', () => {
    expect(caught(() => readPeriods([march, month('2026-04', berlin)], 'options.periods'))).toMatchObject({
      path: keysOf('options.periods[1].timeZone'),
    });
  });

  test('a list where one is meant is told so', () => {
    expect(caught(() => readPeriod([march], 'period'))).toMatchObject({
      code: 'INVALID_PERIOD',
      message:
        "period must be one Period, not a list, as month('2026-03') or period(start, end) makes one; received an array of 1",
    });
  });

  test('a bound that is no text is none, though it prints as one', () => {
    const start = { toString: () => '2026-03-01T00:00:00Z' };
    expect(caught(() => readPeriod({ ...march, start }, 'period'))).toMatchObject({
      code: 'INVALID_PERIOD',
      path: keysOf('period.start'),
    });
  });
});

describe('the zone that a call is in', () => {
  const periodZone = zoneOf('Europe/Berlin', 'zone');

  test('is the one it names, else that of its periods, else UTC', () => {
    expect(zoneInForce('Asia/Tokyo', undefined, 'path')).toMatchObject({ timeZone: 'Asia/Tokyo' });
    expect(zoneInForce('Europe/Berlin', periodZone, 'path')).toMatchObject(berlin);
    expect(zoneInForce(undefined, periodZone, 'path')).toMatchObject(berlin);
    expect(zoneInForce(undefined, undefined, 'path')).toMatchObject({ timeZone: 'UTC' });
  });

  test('is not another than that of its periods', () => {
    expect(caught(() => zoneInForce('UTC', periodZone, 'policy.timeZone'))).toMatchObject({
      code: 'CONFLICTING_TIME_ZONES',
      path: keysOf('policy.timeZone'),
      message: "policy.timeZone must be the period's, 'Europe/Berlin'; received 'UTC'",
    });
    expect(caught(() => zoneInForce('Mars', periodZone, 'policy.timeZone'))).toMatchObject({
      code: 'INVALID_TIME_ZONE',
      path: keysOf('policy.timeZone'),
    });
  });
});

describe('what periods around an instant refuse, word for word', () => {
  const y10k = new Date(Date.UTC(10_000, 0, 1));
  test.each<[() => unknown, string, string]>([
    [
      () => periodOf('year', y10k),
      'INVALID_INSTANT',
      `instant must lie within the years 0 to 9999; received ${y10k.toISOString()}`,
    ],
    [
      () => periodOf('year', 0, { zone: 'UTC' } as never),
      'UNKNOWN_KEY',
      'options.zone is not a known option; expected one of timeZone',
    ],
    [
      () => lastPeriods(1, 'year', y10k),
      'INVALID_INSTANT',
      `asOf must lie within the years 0 to 9999; received ${y10k.toISOString()}`,
    ],
    [
      () => lastPeriods(1, 'year', 'May' as Instant),
      'INVALID_INSTANT',
      "asOf must be a Date, whole epoch milliseconds, a date such as '2026-03-01' or a date-time such as '2026-03-01T09:30:00Z'; received 'May'",
    ],
    [() => lastPeriods(100_001, 'day', 0), 'INVALID_NUMBER', 'count must be at most 100000; received 100001'],
    [() => lastPeriods(0, 'day', 0), 'INVALID_NUMBER', 'count must be a whole number >= 1; received 0'],
    [
      () => lastPeriods(2027, 'year', '2026-06-01'),
      'INVALID_NUMBER',
      'count must not reach back before the year 0; received 2027',
    ],
    [
      () => lastPeriods(1, 'days' as never, 0),
      'INVALID_OPTION',
      "unit must be one of 'day', 'week', 'month', 'quarter', 'year'; received 'days'",
    ],
    [
      () => lastPeriods(1, 'day', 0, { run: 'include' } as never),
      'UNKNOWN_KEY',
      'options.run is not a known option; expected one of timeZone, running',
    ],
    [
      () => months('2026-01', '2026-02', { zone: 'UTC' } as never),
      'UNKNOWN_KEY',
      'options.zone is not a known option; expected one of timeZone',
    ],
    [
      () => readInstant(['2026-03-01'], utc, 'at'),
      'INVALID_INSTANT',
      "at must be one instant, not a list: a Date, whole epoch milliseconds, a date such as '2026-03-01' or a date-time such as '2026-03-01T09:30:00Z'; received an array of 1",
    ],
  ])('%s', (make, code, message) => {
    expect(caught(make)).toMatchObject({ code, message });
  });

  test('the longest lists there are: 100,000 periods', () => {
    const list = lastPeriods(100_000, 'week', '2026-06-01', { running: 'include' });
    const first = new Date(week('2026-W23').start.getTime() - 99_999 * 7 * 86_400_000);
    expect(list[0]?.start).toEqual(first);
    expect(weeks(periodOf('week', first).label, '2026-W23')).toHaveLength(100_000);
  });

  test('a week is named by the year of its Thursday', () => {
    expect(periodOf('week', '2027-01-01').label).toBe('2026-W53');
    expect(periodOf('week', '2026-12-28').label).toBe('2026-W53');
    expect(years('2026', '2026').map(({ label }) => label)).toEqual(['2026']);
  });
});
