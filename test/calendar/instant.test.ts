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
    '2026-03-01 10:00Z',
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
    1n,
    {},
    { getTime: () => 5 },
  ])('%s is none', (value) => {
    expect(toEpoch(value, utc)).toBe(Number.NaN);
  });

  test.each([0, -1, 8.64e15, -8.64e15])('%s is one, as a number and as a Date', (epoch) => {
    expect(toEpoch(epoch, utc)).toBe(epoch);
    expect(toEpoch(new Date(epoch), utc)).toBe(epoch);
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
          for (const value of [date, date.getTime(), date.toISOString()])
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
          const isShaped = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/.test(changed);
          const real = isShaped ? Date.parse(changed) : Number.NaN;
          const whole = changed.replace(/(:\d\d)Z$/, '$1.000Z');
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
    ['2026-03-01T10:00', "at must have an offset or 'Z' after its time of day; received '2026-03-01T10:00'"],
    ['2026-03-01T10:00:15,5', "at must have an offset or 'Z' after its time of day; received '2026-03-01T10:00:15,5'"],
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
