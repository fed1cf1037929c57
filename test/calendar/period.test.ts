import { day, month, months, period, quarter, trailing, week, weeks } from 'tenure';
import { describe, expect, test } from 'vitest';
import { parseDay } from '../../src/calendar/instant.ts';
import { type Period, readPeriod, zoneOfPeriods } from '../../src/calendar/period.ts';
import { type CalendarUnit, units } from '../../src/calendar/units.ts';
import { addDays, sameZone, zoneOf } from '../../src/calendar/zone.ts';
import { caught, keysOf } from '../support/caught.ts';

const march = month('2026-03');
const read = (change: object) => caught(() => readPeriod({ ...march, ...change }, 'period'));

describe('a period that a caller gives', () => {
  test('comes as numbers, and as it was', () => {
    expect(readPeriod(march, 'period')).toEqual({
      start: Date.UTC(2026, 2, 1),
      end: Date.UTC(2026, 3, 1),
      period: march,
    });
  });

  test.each<[string, object, object]>([
    [
      'no start',
      { start: '2026-03-01' },
      { code: 'INVALID_PERIOD', path: keysOf('period.start'), received: '2026-03-01' },
    ],
    ['an invalid end', { end: new Date(Number.NaN) }, { code: 'INVALID_PERIOD', path: keysOf('period.end') }],
    ['no span', { end: march.start }, { code: 'END_BEFORE_START', path: keysOf('period.end') }],
    ['a span that runs backwards', { end: new Date(0) }, { code: 'END_BEFORE_START', path: keysOf('period.end') }],
    ['no label', { label: 3 }, { code: 'INVALID_PERIOD', path: keysOf('period.label'), received: 3 }],
    ['no zone', { timeZone: 'Mars/Olympus' }, { code: 'INVALID_TIME_ZONE', path: keysOf('period.timeZone') }],
  ])('%s throws', (_, change, error) => {
    expect(read(change)).toMatchObject(error);
  });

  test.each<[unknown, string]>([
    ['2026-03', "'2026-03'"],
    [null, 'null'],
    [undefined, 'undefined'],
  ])('%s is none', (value, received) => {
    expect(caught(() => readPeriod(value, 'period'))).toMatchObject({
      code: 'INVALID_PERIOD',
      message: `period must be a Period, as month('2026-03') or period(start, end) makes one; received ${received}`,
    });
  });

  test('says what is wrong with a part of it', () => {
    const message = (change: object) => (read(change) as Error).message;
    expect(message({ start: 5 })).toBe(
      "period.start must be a valid Date; make periods with month('2026-03') or period(start, end); received 5",
    );
    expect(message({ end: march.start })).toBe('period.end must be after the start; received 2026-03-01T00:00:00.000Z');
    expect(message({ label: 3 })).toBe('period.label must be a string; received 3');
  });

  test('comes back from JSON', () => {
    expect(readPeriod(JSON.parse(JSON.stringify(march)), 'period').period).toEqual(march);
    expect(readPeriod({ ...march, end: march.end.toISOString() }, 'period').period).toEqual(march);
    expect(readPeriod(march, 'period').period).toBe(march);
    for (const wrong of [undefined, null, '2026-03', [march]]) {
      expect(caught(() => readPeriod(wrong, 'period'))).toMatchObject({ path: keysOf('period'), received: wrong });
    }
    // What is no text of an instant is refused by name.
    expect(read({ ...march, start: 'March' })).toMatchObject({ path: keysOf('period.start'), received: 'March' });
  });
});

test('what is made by hand is told how periods are made', () => {
  const { start, end } = march;
  expect(caught(() => readPeriod({ start, end }, 'period'))).toMatchObject({
    code: 'INVALID_PERIOD',
    path: keysOf('period'),
    message:
      "period must be a Period, as month('2026-03') or period(start, end) makes one; received an object with keys start, end",
  });
});

describe('the one zone of many periods', () => {
  const zone = (...periods: Period[]) =>
    caught(() => zoneOfPeriods(periods.map((given) => readPeriod(given, 'period'))));
  const berlin = { timeZone: 'Europe/Berlin' };

  test('of none is none', () => {
    expect(zone()).toBe(undefined);
  });

  test('is that of them all, whichever of its names they give', () => {
    expect(zone(march, month('2026-04'))).toMatchObject({ timeZone: 'UTC' });
    expect(
      zone(month('2026-03', { timeZone: 'Asia/Calcutta' }), month('2026-04', { timeZone: 'Asia/Kolkata' })),
    ).toMatchObject({
      timeZone: 'Asia/Calcutta',
    });
  });

  test('of two zones throws and says which period has the other', () => {
    expect(zone(march, march, month('2026-04', berlin))).toMatchObject({
      code: 'CONFLICTING_TIME_ZONES',
      path: keysOf('periods[2].timeZone'),
      message: "periods[2].timeZone must be that of the other periods, 'UTC'; received 'Europe/Berlin'",
    });
  });
});

describe('labels of any period', () => {
  const newYork = { timeZone: 'America/New_York' };
  test.each<[string, () => Period, string]>([
    ['days of its zone', () => period('2026-03-01', '2026-03-08', newYork), '2026-03-01/2026-03-08'],
    [
      'instants, where the end is no start of a day',
      () => period('2026-03-01', '2026-03-08T12:00Z'),
      '2026-03-01T00:00:00.000Z/2026-03-08T12:00:00.000Z',
    ],
    [
      'instants, where the start is none',
      () => period('2026-03-01', '2026-03-08T05:00Z', { ...newYork, label: undefined }),
      '2026-03-01/2026-03-08',
    ],
    [
      'instants, where it is one in UTC alone',
      () => period('2026-03-01T00:00Z', '2026-03-08', newYork),
      '2026-03-01T00:00:00.000Z/2026-03-08T05:00:00.000Z',
    ],
    ['of trailing ones', () => trailing(7, 'day', '2026-03-08', newYork), '2026-03-01/2026-03-08'],
  ])('%s', (_, make, label) => {
    expect(make().label).toBe(label);
  });
});

describe('zones', () => {
  test('a name that is none throws, and says what one looks like', () => {
    expect(caught(() => zoneOf('Mars/Olympus', 'options.timeZone'))).toMatchObject({
      code: 'INVALID_TIME_ZONE',
      message:
        "options.timeZone must be an IANA time zone like 'Europe/Berlin' or an offset like '+02:00'; received 'Mars/Olympus'",
    });
    for (const wrong of ['', '+2', '+0200', '+24:00', '+02:60', 'Etc/GMT+13', '1Europe/Berlin', 5, null, undefined]) {
      expect(caught(() => zoneOf(wrong, 'zone'))).toMatchObject({ code: 'INVALID_TIME_ZONE', path: keysOf('zone') });
    }
  });

  test.each([
    ['+02:00', 2],
    ['-05:30', -5.5],
    ['+14:00', 14],
    ['-00:00', 0],
    ['Etc/GMT-2', 2],
    ['Etc/GMT+12', -12],
    ['etc/gmt+0', 0],
    ['Zulu', 0],
  ])('%s has clocks that are always %d hours ahead', (timeZone, hours) => {
    const zone = zoneOf(timeZone, 'zone');
    const noon = Date.UTC(2026, 6, 1, 12);
    expect(zone.wallClockAt(noon) - noon).toBe(hours * 3_600_000);
    expect(zone.startOfDay(20_635)).toBe(20_635 * 86_400_000 - hours * 3_600_000);
    expect(zone.dayOf(zone.startOfDay(20_635))).toBe(20_635);
    expect(zone.dayOf(zone.startOfDay(20_635) - 1)).toBe(20_634);
    expect(zone.instantOf(zone.wallClockAt(noon))).toBe(noon);
    const other = zoneOf(hours === 2 ? 'Africa/Maputo' : 'Europe/Berlin', 'zone');
    expect(sameZone(zone, other)).toBe(hours === 2);
  });

  test('are one zone under any of its names, and keep the name they were asked for by', () => {
    expect(zoneOf('Etc/UTC', 'zone').timeZone).toBe('Etc/UTC');
    expect(sameZone(zoneOf('Etc/UTC', 'zone'), zoneOf('UTC', 'zone'))).toBe(true);
    expect(sameZone(zoneOf('Europe/Berlin', 'zone'), zoneOf('Europe/Paris', 'zone'))).toBe(false);
  });

  test('a day later is the same time of day, or the start of the day where it was one', () => {
    const zone = zoneOf('America/New_York', 'zone');
    const instant = (text: string) => Date.parse(text);
    expect(addDays(zone, instant('2026-03-07T12:00-05:00'), 1)).toBe(instant('2026-03-08T12:00-04:00'));
    expect(addDays(zone, instant('2026-03-07T00:00-05:00'), 2)).toBe(instant('2026-03-09T00:00-04:00'));
    expect(addDays(zone, instant('2026-03-09T12:00-04:00'), -2)).toBe(instant('2026-03-07T12:00-05:00'));
    const utc = zoneOf('UTC', 'zone');
    expect(addDays(utc, instant('2026-02-28T12:34:56.789Z'), 1)).toBe(instant('2026-03-01T12:34:56.789Z'));
  });
});

describe('a zone whose midnight is missing, Havana on 10 March 2024', () => {
  const zone = zoneOf('America/Havana', 'zone');
  const at = (text: string) => Date.parse(text);
  test('the start of that day is followed by the start of the next, not by one o’clock', () => {
    expect(addDays(zone, at('2024-03-10T01:00-04:00'), 1)).toBe(at('2024-03-11T00:00-04:00'));
  });
  test('one o’clock is the first instant of the new time', () => {
    expect(addDays(zone, at('2024-03-09T01:00-05:00'), 1)).toBe(at('2024-03-10T01:00-04:00'));
    expect(addDays(zone, at('2024-03-09T00:30-05:00'), 1)).toBe(at('2024-03-10T01:30-04:00'));
  });
});

describe('units', () => {
  test.each(Object.entries(units))('%s: a day is in the period whose label, first and last day say so', (_, unit) => {
    for (const label of ['0033-04-03', '1969-12-31', '1970-01-01', '2024-02-29', '2026-12-31', '2027-01-01']) {
      const ordinal = unit.ordinalOf(parseDay(label));
      expect(unit.parse(unit.label(ordinal))).toBe(ordinal);
      expect(unit.firstDay(ordinal)).toBeLessThanOrEqual(parseDay(label));
      expect(unit.firstDay(ordinal + 1)).toBeGreaterThan(parseDay(label));
    }
  });

  test('have labels of four digits of a year', () => {
    const wanted = { day: '0033-04-03', week: '0033-W13', month: '0033-04', quarter: '0033-Q2', year: '0033' };
    for (const [name, label] of Object.entries(wanted))
      expect(units[name as CalendarUnit].label(units[name as CalendarUnit].ordinalOf(parseDay('0033-04-03')))).toBe(
        label,
      );
  });

  test('other than days are never skipped, also those with the number of a skipped day', () => {
    // Apia skipped day 15,338 since 1970: week 15,338 is in 2263, month 15,338 in 1278.
    const apia = { timeZone: 'Pacific/Apia' };
    expect(weeks('2263-W40', '2263-W53', apia)).toHaveLength(14);
    expect(months('1278-01', '1278-12', apia)).toHaveLength(12);
  });

  test('reach back to the first instant that a Date can be', () => {
    expect(trailing(1, 'day', new Date(-8.64e15 + 86_400_000)).start.getTime()).toBe(-8.64e15);
  });
});

describe('what calendar functions refuse, word for word', () => {
  const lost = { timeZone: 'Mars/Olympus' };
  test.each<[() => unknown, string]>([
    [
      () => month('2026-03', lost),
      "options.timeZone must be an IANA time zone like 'Europe/Berlin' or an offset like '+02:00'; received 'Mars/Olympus'",
    ],
    [() => months('2026-03', 'May'), "last must be a calendar month like '2026-03'; received 'May'"],
    [() => month('x2026-03'), "month must be a calendar month like '2026-03'; received 'x2026-03'"],
    [() => week('x2026-W11'), "week must be an ISO 8601 week like '2026-W11'; received 'x2026-W11'"],
    [() => week('2026-W111'), "week must be an ISO 8601 week like '2026-W11'; received '2026-W111'"],
    [
      () => day('2011-12-30', { timeZone: 'Pacific/Apia' }),
      "day must be a day that Pacific/Apia had (its clocks skipped this one); received '2011-12-30'",
    ],
    [
      () => period('2026-03-01', '2026-03-02', { lable: 'x' } as never),
      'options.lable is not a known option; expected one of timeZone, label',
    ],
    [
      () => period('2026-03-01', '2026-03-02T10:00'),
      "end must have an offset or 'Z' after its time of day, such as '+01:00' (in PostgreSQL: ::timestamptz); received '2026-03-02T10:00'",
    ],
    [
      () => trailing(1, ['month'] as never, '2026-03-01'),
      "unit must be one of 'day', 'week', 'month', 'quarter', 'year'; received an array of 1",
    ],
    [() => month('2026-13'), "month must be a calendar month like '2026-03'; received '2026-13'"],
    [() => week('2026-W54'), "week must be an ISO 8601 week like '2026-W11'; received '2026-W54'"],
    [() => quarter('x2026-Q1'), "quarter must be a calendar quarter like '2026-Q1'; received 'x2026-Q1'"],
    [() => quarter('2026-Q12'), "quarter must be a calendar quarter like '2026-Q1'; received '2026-Q12'"],
    [
      () => trailing(1, 'month', '2026-03-01', { zone: 'UTC' } as never),
      'options.zone is not a known option; expected one of timeZone',
    ],
    [() => months('2026-03', '2026-02'), "last must not come before '2026-03'; received '2026-02'"],
    [() => months('March', '2026-02'), "first must be a calendar month like '2026-03'; received 'March'"],
    [
      () => period('2011-12-30', '2012-01-05', { timeZone: 'Pacific/Apia' }),
      "start must be a day that exists in the time zone in force (this one was skipped); received '2011-12-30'",
    ],
    [() => period('2026-03-02', '2026-03-01'), "end must be after the start; received '2026-03-01'"],
    [() => period('2026-03-01', '2026-03-02', { label: 5 as never }), 'options.label must be a string; received 5'],
    [() => trailing(0, 'month', '2026-03-01'), 'count must be a whole number >= 1; received 0'],
    [
      () => trailing(1, 'months' as never, '2026-03-01'),
      "unit must be one of 'day', 'week', 'month', 'quarter', 'year'; received 'months'",
    ],
    [
      () => trailing(1, 5 as never, '2026-03-01'),
      "unit must be one of 'day', 'week', 'month', 'quarter', 'year'; received 5",
    ],
    [
      () => trailing(1, 'toString' as never, '2026-03-01'),
      "unit must be one of 'day', 'week', 'month', 'quarter', 'year'; received 'toString'",
    ],
    [() => trailing(1e6, 'year', '2026-03-01'), 'count must stay within the range of dates; received 1000000'],
    [
      () => trailing(1, 'month', '2026-03-01T10:00'),
      "asOf must have an offset or 'Z' after its time of day, such as '+01:00' (in PostgreSQL: ::timestamptz); received '2026-03-01T10:00'",
    ],
    [
      () => period('March', '2026-03-02'),
      "start must be a Date, whole epoch milliseconds, a date such as '2026-03-01' or a date-time such as '2026-03-01T09:30:00Z'; received 'March'",
    ],
  ])('%s', (make, message) => {
    expect(caught(make)).toMatchObject({ message });
  });

  test('a count that leads beyond all dates, as a number that is wrong', () => {
    expect(caught(() => trailing(1e6, 'year', '2026-03-01'))).toMatchObject({
      code: 'INVALID_NUMBER',
      path: keysOf('count'),
    });
  });
});
