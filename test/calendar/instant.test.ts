import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateKey, readInstant, toEpoch } from '../../src/calendar/instant.ts';
import { zoneOf } from '../../src/calendar/zone.ts';
import { zones } from '../oracle/arbitraries.ts';
import { caught, keysOf } from '../support/caught.ts';

const utc = zoneOf('UTC', 'zone');

describe('instants', () => {
  test.each([
    ['2026-03-01', '2026-03-01T00:00:00.000Z'],
    ['2026-03-01T09:30Z', '2026-03-01T09:30:00.000Z'],
    ['2026-03-01T09:30:15Z', '2026-03-01T09:30:15.000Z'],
    ['2026-03-01T09:30:15.5Z', '2026-03-01T09:30:15.500Z'],
    ['2026-03-01T09:30:15.123Z', '2026-03-01T09:30:15.123Z'],
    ['2026-03-01T00:30:00+01:00', '2026-02-28T23:30:00.000Z'],
    ['2026-02-28T20:00:00-0430', '2026-03-01T00:30:00.000Z'],
    ['2026-03-01T05:00:00+05', '2026-03-01T00:00:00.000Z'],
    ['2026-03-01T05:45:00+05:45', '2026-03-01T00:00:00.000Z'],
    ['2026-03-01T09:30:15,25Z', '2026-03-01T09:30:15.250Z'],
    ['2026-03-01T09:30:15.123456789+00:00', '2026-03-01T09:30:15.123Z'],
    ['2026-03-01T00:00:00+23:59', '2026-02-28T00:01:00.000Z'],
    ['2026-03-01T23:59:59.001-00:30', '2026-03-02T00:29:59.001Z'],
    ['2026-12-31', '2026-12-31T00:00:00.000Z'],
    ['2024-02-29T12:00Z', '2024-02-29T12:00:00.000Z'],
    ['0001-01-01', '0001-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  ])('%s', (text, expected) => {
    expect(new Date(toEpoch(text, utc)).toISOString()).toBe(expected);
  });

  test.each<unknown>([
    '2026-03-01T09:30',
    '2026-03-01T9:30Z',
    '2026-03-01T24:00Z',
    '2026-03-01T24:00:00Z',
    '2026-03-01T23:60Z',
    '2026-03-01T23:59:60Z',
    '2026-03-01T23:59:60+01:00',
    '2026-03-01T10:00+24:00',
    '2026-03-01T10:00+10:60',
    '2026-03-01T10:00+1',
    '2026-03-01T10:00Z+01:00',
    '2026-03-01T10:00:00.Z',
    '2026-03-01T10:00:00.1234567890Z',
    '2026-03-01T10:00:00.+01:00',
    '2026-02-29T10:00Z',
    '2026-02-29T10:00:00Z',
    '2026-02-30T10:00:00.000Z',
    '2026-00-10',
    '2026-10-00',
    '2026-04-31',
    '2026-13-01',
    '2026-10-32',
    '2026/03/01',
    '2026-03/01',
    '26-03-01',
    '2026-03-1',
    '2026-03-01 ',
    ' 2026-03-01T10:00Z',
    '2026-03-01T10:00Z ',
    '2026-03-01  10:00Z',
    '2026-03-01t10:00Z',
    '2026-03-01 10:00:00  UTC',
    '2026-03-01 10:00:00 utc',
    '2026-03-01 10:00:00 CET',
    '2026-03-01 10:00:00 +',
    '12026-03-01T10:00Z',
    '',
    'now',
    8.64e15 + 1,
    -8.64e15 - 1,
    1.5,
    Number.NaN,
    new Date(Number.NaN),
    null,
    undefined,
    true,
    1,
    -1,
    1n,
    1_767_225_600,
    1e11,
    -1e11,
    100_000_000_000n,
    253_402_300_800_000,
    -253_402_300_800_000n,
    1_767_225_600_000_000,
    1_767_225_600_000_000_000n,
    { value: 1_767_225_600_000 },
    { value: '2026-03-01T10:00:00' },
    { value: new Date(0) },
    {},
    { getTime: () => 5 },
  ])('%s is none', (value) => {
    expect(toEpoch(value, utc)).toBe(Number.NaN);
  });

  test.each([0, 1e11 + 1, -1e11 - 1, 253_402_300_799_999, -253_402_300_799_999])(
    '%s is one as a number, a bigint and a Date',
    (epoch) => {
      for (const value of [epoch, BigInt(epoch), new Date(epoch)]) expect(toEpoch(value, utc)).toBe(epoch);
    },
  );

  test.each([-1, 5, 1e11, 8.64e15, -8.64e15])('%s is one as a Date alone, whose unit is no question', (epoch) => {
    expect(toEpoch(new Date(epoch), utc)).toBe(epoch);
    expect(toEpoch(epoch, utc)).toBe(Number.NaN);
  });

  test.each([
    ['2026-03-01 10:00:00+00', '2026-03-01T10:00:00.000Z'],
    ['2026-03-01 10:00:00+0000', '2026-03-01T10:00:00.000Z'],
    ['2026-03-01 10:00:00+00:00', '2026-03-01T10:00:00.000Z'],
    ['2026-03-01 10:00:00 +0100', '2026-03-01T09:00:00.000Z'],
    ['2026-03-01 10:00:00.5-05:30', '2026-03-01T15:30:00.500Z'],
    ['2022-07-14 09:31:45.000Z', '2022-07-14T09:31:45.000Z'],
    ['2022-07-14 09:31:45Z', '2022-07-14T09:31:45.000Z'],
    ['2026-03-01 00:00:00 UTC', '2026-03-01T00:00:00.000Z'],
    ['2026-03-01 00:00:00.123456 UTC', '2026-03-01T00:00:00.123Z'],
    ['2026-03-01T00:00:00UTC', '2026-03-01T00:00:00.000Z'],
    ['2026-03-01 10:00Z', '2026-03-01T10:00:00.000Z'],
    ['2026-03-01T00:00:00.123456Z', '2026-03-01T00:00:00.123Z'],
  ])('as systems write them: %s', (text, expected) => {
    expect(new Date(toEpoch(text, utc)).toISOString()).toBe(expected);
    expect(toEpoch({ value: text }, utc)).toBe(Date.parse(expected));
  });

  /** What `Temporal` and its polyfills make, by what can be told of it from outside. */
  const temporal = (tag: string, text: string) => ({ [Symbol.toStringTag]: `Temporal.${tag}`, toString: () => text });

  test('objects of BigQuery and of Temporal', () => {
    const berlin = zoneOf('Europe/Berlin', 'zone');
    const start = Date.parse('2026-02-28T23:00:00Z');
    expect(toEpoch({ value: '2026-03-01' }, berlin)).toBe(start);
    expect(toEpoch(temporal('PlainDate', '2026-03-01'), berlin)).toBe(start);
    expect(toEpoch(temporal('PlainDate', '2026-03-01[u-ca=gregory]'), berlin)).toBe(start);
    expect(toEpoch(temporal('Instant', '2026-03-01T00:00:00.123456789Z'), berlin)).toBe(
      Date.parse('2026-03-01T00:00:00.123Z'),
    );
    for (const tag of ['PlainDateTime', 'ZonedDateTime', 'PlainYearMonth']) {
      expect(toEpoch(temporal(tag, '2026-03-01'), berlin)).toBe(Number.NaN);
    }
  });

  test.each<[unknown, string]>([
    [
      1_767_225_600,
      'at must be epoch milliseconds, and looks like seconds: multiply it by 1000, or give a Date (a column can state its unit); received 1767225600',
    ],
    [
      1_767_225_600n,
      'looks like seconds: multiply it by 1000, or give a Date (a column can state its unit); received 1767225600n',
    ],
    [-5, 'looks like seconds'],
    [1_767_225_600_000_000, 'looks like microseconds: divide it by 1000'],
    [1_767_225_600_000_000_000n, 'looks like nanoseconds: divide it by 1000000'],
    [1.5, "at must be a Date, whole epoch milliseconds, a date such as '2026-03-01'"],
    [
      '2026-03-01 10:00:00',
      "at must have an offset or 'Z' after its time of day, such as '+01:00' (in PostgreSQL: ::timestamptz); received '2026-03-01 10:00:00'",
    ],
    [{ value: '2026-03-01T10:00:00' }, "at.value must have an offset or 'Z' after its time of day"],
    [temporal('PlainDate', '-000001-01-01'), 'at must be a Date, whole epoch milliseconds'],
  ])('refused with the way out: %s', (value, message) => {
    const error = caught(() => readInstant(value, utc, 'at'));
    expect(error).toMatchObject({ code: 'INVALID_INSTANT' });
    expect((error as Error).message).toContain(message);
  });

  test('keys of dates tell days apart, and what is none of them is below 0', () => {
    expect(dateKey('2026-03-01')).toBe(2026 * 512 + 3 * 32 + 1);
    expect(dateKey('2026-03-31')).toBe(2026 * 512 + 3 * 32 + 31);
    // Whether there is such a day is for others to say.
    expect([dateKey('2026-00-10'), dateKey('2026-02-00')]).toEqual([2026 * 512 + 10, 2026 * 512 + 2 * 32]);
    for (const text of [
      '2026-03-32',
      '2026-13-01',
      '2026-03-0',
      '2026-03-010',
      '2026+03-01',
      '2026-03:01',
      'a026-03-01',
    ])
      expect(dateKey(text)).toBe(-1);
    for (const text of [
      '2/26-03-01',
      '2:26-03-01',
      '20/6-03-01',
      '20:6-03-01',
      '2026-0/-01',
      '2026-03-/1',
      '2026-03-0:',
    ])
      expect(dateKey(text)).toBe(-1);
  });

  test('digits beyond the millisecond are cut, so that no instant moves across a boundary', () => {
    expect(toEpoch('2026-02-28T23:59:59.999999Z', utc)).toBe(Date.parse('2026-02-28T23:59:59.999Z'));
  });

  test('a Date and its epoch, and what they print as, are one instant', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('0000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
        (date) => {
          // Numbers of another size are not looked at as milliseconds.
          const numbers = Math.abs(date.getTime()) > 1e11 ? [date.getTime(), BigInt(date.getTime())] : [];
          for (const value of [date, ...numbers, date.toISOString(), date.toISOString().replace('T', ' ')])
            expect(toEpoch(value, utc)).toBe(date.getTime());
        },
      ),
    );
  });

  test('a text with one character of another is read as it prints, or not at all', () => {
    for (const text of ['2026-03-01T09:30:15.123Z', '2024-02-29T23:59:59Z', '2026-12-31T00:00:00.000Z']) {
      for (const [place] of [...text].entries()) {
        for (const character of '0123456789:-+./TZtz ') {
          const changed = text.slice(0, place) + character + text.slice(place + 1);
          // A blank for the T is read, and one before the Z.
          const iso = changed.replace(/^(.{10}) /, '$1T').replace(/(\.\d\d) Z$/, '$10Z');
          const isShaped = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/.test(iso);
          const real = isShaped ? Date.parse(iso) : Number.NaN;
          const whole = iso.replace(/(:\d\d)Z$/, '$1.000Z');
          const isReal = !Number.isNaN(real) && new Date(real).toISOString() === whole;
          expect(toEpoch(changed, utc), changed).toBe(isReal ? real : Number.NaN);
        }
      }
    }
  });

  const rule =
    "at must be a Date, whole epoch milliseconds, a date such as '2026-03-01' or a date-time such as '2026-03-01T09:30:00Z'; received ";
  test.each<[unknown, string]>([
    [null, `${rule}null`],
    [undefined, `${rule}undefined`],
    [1.5, `${rule}1.5`],
    ['March', `${rule}'March'`],
    ['on 2026-03-01T10:00', `${rule}'on 2026-03-01T10:00'`],
    ['2026-03-01T10:00 or so', `${rule}'2026-03-01T10:00 or so'`],
    [
      '2026-03-01T10:00',
      "at must have an offset or 'Z' after its time of day, such as '+01:00' (in PostgreSQL: ::timestamptz); received '2026-03-01T10:00'",
    ],
    [
      '2026-03-01T10:00:15,5',
      "at must have an offset or 'Z' after its time of day, such as '+01:00' (in PostgreSQL: ::timestamptz); received '2026-03-01T10:00:15,5'",
    ],
  ])('%s is refused for what is wrong with it', (value, message) => {
    expect(caught(() => readInstant(value, utc, 'at'))).toMatchObject({
      code: 'INVALID_INSTANT',
      path: keysOf('at'),
      message,
    });
  });

  test('a date alone is that day’s start in the zone, whatever the machine’s own zone is', () => {
    for (const timeZone of zones) {
      const zone = zoneOf(timeZone, 'zone');
      const local = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
      const start = toEpoch('2026-03-01', zone);
      expect(local.format(start)).toBe('2026-03-01');
      expect(local.format(start - 1)).toBe('2026-02-28');
    }
  });
});
