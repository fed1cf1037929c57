import { describe, expect, test } from 'vitest';
import { zoneOf } from '../../../src/calendar/zone.ts';
import { instantTable, sortInstants } from '../../../src/ledger/rows/instant-codes.ts';

const berlin = zoneOf('Europe/Berlin', 'timeZone');
const midnight = Date.parse('2026-02-28T23:00:00Z');

describe('the instants of a ledger', () => {
  test('have codes in order of first sight, one for each whatever it is written as', () => {
    const { codeOf, codeOfEpoch, epochs } = instantTable(berlin);
    const codes = ['2026-03-01', midnight, new Date(midnight), '2026-02-28T23:00:00Z', '2026-03-01'].map(codeOf);
    expect(codes).toEqual([0, 0, 0, 0, 0]);
    expect(['2026-01-01', '2026-03-01', '2026-01-01'].map(codeOf)).toEqual([1, 0, 1]);
    expect(codeOfEpoch(midnight)).toBe(0);
    expect(codeOfEpoch(midnight + 1)).toBe(2);
    expect(epochs).toEqual([midnight, Date.parse('2025-12-31T23:00:00Z'), midnight + 1]);
  });

  test('are days of any year, the ones that are looked up by their digits and the ones before and after', () => {
    const days = ['1969-12-31', '1970-01-01', '2099-12-31', '2100-01-01', '0001-01-01', '9999-12-31'];
    const { codeOf, epochs } = instantTable(zoneOf('UTC', 'timeZone'));
    for (const again of [1, 2]) expect([again, ...days.map(codeOf)]).toEqual([again, 0, 1, 2, 3, 4, 5]);
    expect(epochs).toEqual(days.map((day) => Date.parse(day)));
  });

  test('and what is none has no code, however often it is asked for', () => {
    const { codeOf, epochs } = instantTable(berlin);
    const nothing = ['2026-02-30', '2026-13-01', '2026-03', 'soon', Number.NaN, undefined, null, {}];
    for (const value of [...nothing, ...nothing]) expect(codeOf(value)).toBeLessThan(0);
    expect(epochs).toEqual([]);
  });

  test('are put in order in the end, and every code is told its place', () => {
    const table = instantTable(berlin);
    for (const day of ['2026-03-01', '2025-01-01', '2026-02-01', '1969-01-01']) table.codeOf(day);
    const { instants, places } = sortInstants(table);
    expect(Array.from(instants)).toEqual([...table.epochs].sort((a, b) => a - b));
    expect(Array.from(places)).toEqual([3, 1, 2, 0]);
  });
});
