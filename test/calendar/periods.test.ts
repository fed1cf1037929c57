import * as dateFns from 'date-fns';
import fc from 'fast-check';
import {
  type CalendarOptions,
  day,
  days,
  isMetricsError,
  month,
  months,
  type Period,
  period,
  quarter,
  quarters,
  trailing,
  week,
  weeks,
  year,
  years,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { zones } from '../oracle/arbitraries.ts';
import * as oracleZone from '../oracle/zone.ts';
import { caught, keysOf } from '../support/caught.ts';
import { propertyRuns } from '../support/property-runs.ts';

const bounds = ({ start, end }: Period) => [start.toISOString(), end.toISOString()];
const labels = (list: readonly Period[]) => list.map(({ label }) => label);
const iso = (text: string) => new Date(text).toISOString();

describe('days in a time zone', () => {
  test.each([
    ['23 hours', '2026-03-29', 'Europe/Berlin', '2026-03-28T23:00Z', '2026-03-29T22:00Z'],
    ['25 hours', '2026-10-25', 'Europe/Berlin', '2026-10-24T22:00Z', '2026-10-25T23:00Z'],
    ['24.5 hours', '2026-04-05', 'Australia/Lord_Howe', '2026-04-04T13:00Z', '2026-04-05T13:30Z'],
    [
      'midnight twice: the day starts at the first',
      '2024-10-27',
      'Atlantic/Azores',
      '2024-10-27T00:00Z',
      '2024-10-28T01:00Z',
    ],
    [
      'midnight missing: the day starts at one',
      '2024-03-10',
      'America/Havana',
      '2024-03-10T05:00Z',
      '2024-03-11T04:00Z',
    ],
    ['midnight missing in São Paulo', '2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00Z', '2018-11-05T02:00Z'],
    ['back across midnight in St. John’s', '2010-11-07', 'America/St_Johns', '2010-11-07T02:30Z', '2010-11-08T03:30Z'],
    ['before a skipped day', '2011-12-29', 'Pacific/Apia', '2011-12-29T10:00Z', '2011-12-30T10:00Z'],
    ['after a skipped day', '2011-12-31', 'Pacific/Apia', '2011-12-30T10:00Z', '2011-12-31T10:00Z'],
    ['an offset of 5:45', '2026-01-01', 'Asia/Kathmandu', '2025-12-31T18:15Z', '2026-01-01T18:15Z'],
    [
      'an offset with seconds, west of Greenwich by less than an hour',
      '1971-06-01',
      'Africa/Monrovia',
      '1971-06-01T00:44:30Z',
      '1971-06-02T00:44:30Z',
    ],
    ['a leap day', '2024-02-29', 'UTC', '2024-02-29T00:00Z', '2024-03-01T00:00Z'],
    ['a year before 100', '0033-04-03', 'UTC', '0033-04-03T00:00Z', '0033-04-04T00:00Z'],
  ])('%s', (_, label, timeZone, start, end) => {
    expect(bounds(day(label, { timeZone }))).toEqual([iso(start), iso(end)]);
  });

  test('a skipped day throws, and is not in a list around it', () => {
    const apia = { timeZone: 'Pacific/Apia' };
    expect(caught(() => day('2011-12-30', apia))).toMatchObject({ code: 'SKIPPED_DAY', path: keysOf('day') });
    expect(caught(() => period('2011-12-30', '2012-01-05', apia))).toMatchObject({
      code: 'SKIPPED_DAY',
      path: keysOf('start'),
    });
    expect(labels(days('2011-12-29', '2012-01-01', apia))).toEqual(['2011-12-29', '2011-12-31', '2012-01-01']);
    expect(bounds(month('2011-12', apia))).toEqual([iso('2011-12-01T10:00Z'), iso('2011-12-31T10:00Z')]);
    // Enderbury skipped the first day of 1995 (or the last of 1994): the month starts with what came next.
    const [december, january] = months('1994-12', '1995-01', { timeZone: 'Pacific/Enderbury' });
    expect(december?.end).toEqual(january?.start);
  });

  test('agree with a brute force over Intl, in every zone of the fuzzing', () => {
    const label = fc
      .date({ min: new Date('2009-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(fc.constantFrom(...zones), label, (timeZone, text) => {
        const number = Date.parse(text) / 86_400_000;
        const expected = caught(() => oracleZone.startOfDay(number, timeZone));
        if (typeof expected !== 'number') expect(caught(() => day(text, { timeZone }))).toSatisfy(isMetricsError);
        else expect(day(text, { timeZone }).start.getTime()).toBe(expected);
      }),
      propertyRuns(1500),
    );
  });

  test('agree with it around every change of the clocks', () => {
    for (const timeZone of zones) {
      for (const change of clockChanges(timeZone)) {
        for (const offset of [-1, 0, 1]) {
          const number = Math.floor(change / 86_400_000) + offset;
          const text = new Date(number * 86_400_000).toISOString().slice(0, 10);
          const expected = caught(() => oracleZone.startOfDay(number, timeZone));
          if (typeof expected === 'number')
            expect(day(text, { timeZone }).start.getTime(), `${timeZone} ${text}`).toBe(expected);
        }
      }
    }
  });
});

/** The first instants after the changes of a zone's offset from 2008 to 2027, to a day. */
function clockChanges(timeZone: string): number[] {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  const changes: number[] = [];
  let before = '';
  for (let instant = Date.UTC(2008, 0, 1); instant < Date.UTC(2028, 0, 1); instant += 86_400_000) {
    const offset = format.format(instant).split('GMT')[1] ?? '';
    if (before !== '' && offset !== before) changes.push(instant);
    before = offset;
  }
  return changes;
}

describe('ISO weeks', () => {
  test.each([
    ['2026-W53', '2026-12-28'],
    ['2025-W01', '2024-12-30'],
    ['2020-W53', '2020-12-28'],
    ['2021-W01', '2021-01-04'],
    ['2026-W11', '2026-03-09'],
  ])('%s starts on Monday %s', (label, monday) => {
    expect(bounds(week(label))).toEqual([
      iso(monday),
      iso(new Date(Date.parse(monday) + 7 * 86_400_000).toISOString()),
    ]);
  });

  test('are numbered as date-fns numbers them, through every year end', () => {
    for (const { label, start } of weeks('1999-W50', '2040-W03')) {
      const local = new Date(start.getUTCFullYear(), start.getUTCMonth(), start.getUTCDate());
      const number = String(dateFns.getISOWeek(local)).padStart(2, '0');
      expect(label).toBe(`${dateFns.getISOWeekYear(local)}-W${number}`);
    }
  });
});

describe('months, quarters and years', () => {
  test('are contiguous', () => {
    for (const list of [months('2023-11', '2024-03'), quarters('2023-Q3', '2024-Q2'), years('2023', '2025')]) {
      for (const [i, { start }] of list.entries()) if (i > 0) expect(start).toEqual(list[i - 1]?.end);
    }
    expect(labels(quarters('2023-Q3', '2024-Q2'))).toEqual(['2023-Q3', '2023-Q4', '2024-Q1', '2024-Q2']);
    expect(bounds(quarter('2024-Q1'))).toEqual([iso('2024-01-01'), iso('2024-04-01')]);
    expect(bounds(year('2024'))).toEqual([iso('2024-01-01'), iso('2025-01-01')]);
    expect(bounds(month('2026-03', { timeZone: 'America/New_York' }))).toEqual([
      iso('2026-03-01T05:00Z'),
      iso('2026-04-01T04:00Z'),
    ]);
  });

  test('are frozen, labelled, and know their zone', () => {
    const march = month('2026-03', { timeZone: 'Europe/Berlin' });
    expect(march).toMatchObject({ label: '2026-03', timeZone: 'Europe/Berlin' });
    expect(Object.isFrozen(march)).toBe(true);
    expect(month('2026-03').timeZone).toBe('UTC');
  });
});

describe('any period', () => {
  test('takes dates in its zone, instants, and a label', () => {
    const berlin = { timeZone: 'Europe/Berlin' };
    expect(bounds(period('2026-02-01', '2026-05-01', berlin))).toEqual([
      iso('2026-01-31T23:00Z'),
      iso('2026-04-30T22:00Z'),
    ]);
    expect(period('2026-02-01', '2026-05-01', berlin).label).toBe('2026-02-01/2026-05-01');
    expect(period(0, new Date(1)).label).toBe('1970-01-01T00:00:00.000Z/1970-01-01T00:00:00.001Z');
    expect(period('2026-02-01', '2026-05-01', { label: 'fiscal Q1' }).label).toBe('fiscal Q1');
  });

  test.each<[string, number, 'day' | 'week' | 'month' | 'quarter' | 'year', string, string]>([
    ['twelve months', 12, 'month', '2026-04-01', '2025-04-01T00:00Z'],
    ['a short month', 1, 'month', '2026-03-31', '2026-02-28T00:00Z'],
    ['a leap day, a year back', 1, 'year', '2024-02-29', '2023-02-28T00:00Z'],
    ['to a leap day', 4, 'year', '2024-02-29', '2020-02-29T00:00Z'],
    ['two quarters', 2, 'quarter', '2026-08-31', '2026-02-28T00:00Z'],
    ['weeks', 2, 'week', '2026-03-10', '2026-02-24T00:00Z'],
    ['days, with a time of day', 30, 'day', '2026-03-31T12:34:56.789Z', '2026-03-01T12:34:56.789Z'],
  ])('trailing: %s', (_, count, unit, asOf, start) => {
    expect(bounds(trailing(count, unit, asOf))).toEqual([iso(start), iso(asOf)]);
  });

  test('trailing keeps the local time of day through a change of the clocks', () => {
    const newYork = { timeZone: 'America/New_York' };
    expect(bounds(trailing(1, 'month', '2026-03-20T12:00:00-04:00', newYork))[0]).toBe(
      iso('2026-02-20T12:00:00-05:00'),
    );
    // 02:30 on the day that has none is 03:30: an hour after 01:30, as clocks go.
    expect(bounds(trailing(1, 'day', '2026-03-09T02:30:00-04:00', newYork))[0]).toBe(iso('2026-03-08T03:30:00-04:00'));
    expect(bounds(trailing(1, 'month', '2024-04-10', { timeZone: 'America/Havana' }))[0]).toBe(
      iso('2024-03-10T05:00Z'),
    );
  });
});

describe('what is not a period', () => {
  const refused: [name: string, make: (label: string, options?: CalendarOptions) => Period, labels: unknown[]][] = [
    [
      'day',
      day,
      ['2026-02-30', '2025-02-29', '1900-02-29', '2026-3-1', '2026-03', ' 2026-03-01', 20260301, null, undefined],
    ],
    ['week', week, ['2025-W53', '2026-W00', '2026-W54', '2026-W1', '2026W11', '2026-11', 11]],
    ['month', month, ['2026-00', '2026-13', '2026-3', '202603', '2026-03-01', 'March 2026', new Date(0)]],
    ['quarter', quarter, ['2026-Q0', '2026-Q5', '2026-q1', 'Q1 2026', '2026-1']],
    ['year', year, ['26', '20260', '2026 ', 2026]],
  ];
  test.each(refused)('%s', (name, make, wrong) => {
    for (const label of wrong) {
      const error = caught(() => make(label as string));
      expect(error).toMatchObject({ code: 'INVALID_PERIOD', path: [name], received: label });
      expect((error as Error).message).toMatch(new RegExp(`^${name} must be an? `));
    }
  });

  test('lists that run backwards', () => {
    expect(caught(() => months('2026-03', '2026-02'))).toMatchObject({
      code: 'END_BEFORE_START',
      path: keysOf('last'),
    });
    expect(months('2026-03', '2026-03')).toHaveLength(1);
  });

  test('options and bounds', () => {
    const wrong = { timezone: 'UTC' } as CalendarOptions;
    expect(caught(() => month('2026-03', wrong))).toMatchObject({
      code: 'UNKNOWN_KEY',
      path: keysOf('options.timezone'),
    });
    expect(caught(() => ['2026-03'].map(month as never))).toMatchObject({
      code: 'INVALID_TYPE',
      path: keysOf('options'),
    });
    expect(caught(() => month('2026-03', { timeZone: 'Mars/Olympus' }))).toMatchObject({ code: 'INVALID_TIME_ZONE' });
    expect(caught(() => month('2026-03', { timeZone: '+2' }))).toMatchObject({ code: 'INVALID_TIME_ZONE' });
    expect(caught(() => period('2026-03-01', '2026-03-01'))).toMatchObject({
      code: 'END_BEFORE_START',
      path: keysOf('end'),
    });
    expect(caught(() => period('2026-03-01T10:00', '2026-03-02'))).toMatchObject({
      code: 'INVALID_INSTANT',
      path: keysOf('start'),
    });
    expect(caught(() => period('2026-03-01', '2026-03-02', { label: 5 as never }))).toMatchObject({
      code: 'INVALID_TYPE',
    });
    expect(caught(() => trailing(0, 'month', '2026-03-01'))).toMatchObject({
      code: 'INVALID_NUMBER',
      path: keysOf('count'),
    });
    expect(caught(() => trailing(1.5, 'month', '2026-03-01'))).toMatchObject({
      code: 'INVALID_NUMBER',
      path: keysOf('count'),
    });
    expect(caught(() => trailing(1, 'months' as never, '2026-03-01'))).toMatchObject({
      code: 'INVALID_OPTION',
      path: keysOf('unit'),
    });
  });

  test.each(['UTC', 'Europe/Berlin', 'America/New_York'])('further back than any Date can be: %s', (timeZone) => {
    for (const unit of ['day', 'week', 'month', 'quarter', 'year'] as const) {
      for (const count of [2e8, 1e13, 1e15, 1e300, Number.MAX_VALUE]) {
        for (const asOf of ['2026-03-01', '2026-03-01T12:30:00Z']) {
          const error = caught(() => trailing(count, unit, asOf, { timeZone }));
          expect(error, `${count} ${unit}`).toMatchObject({ code: 'INVALID_NUMBER', path: keysOf('count') });
        }
      }
    }
  });

  test.each(['UTC', 'Europe/Berlin', 'America/New_York'])('the days of the years 0 to 99: %s', (timeZone) => {
    const list = days('0000-12-30', '0001-01-02', { timeZone });
    expect(list.map(({ label }) => label)).toEqual(['0000-12-30', '0000-12-31', '0001-01-01', '0001-01-02']);
    for (const { start, end } of list) expect(end.getTime() - start.getTime()).toBe(86_400_000);
  });
});
