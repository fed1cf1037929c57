import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeInstants, epochsOf, instantValues, toEpoch, zoneOf } from '../../src/calendar/open.ts';
import type { CodedInstants, Column } from '../../src/table/index.ts';
import { propertyRuns } from '../support/property-runs.ts';

const berlin = zoneOf('Europe/Berlin', 'timeZone');
const read = (coded: CodedInstants) => epochsOf({ form: 'epochs', ...coded }, coded.epochs.length, berlin);

describe('numbers of a unit as epoch milliseconds', () => {
  test('of 64 bits are floored as bigints are', () => {
    const big = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
    const near = fc.bigInt({ min: -(10n ** 13n), max: 10n ** 13n });
    const parts = { ms: 1n, us: 1000n, ns: 1_000_000n } as const;
    fc.assert(
      fc.property(
        fc.array(fc.oneof(big, near), { maxLength: 20 }),
        fc.constantFrom('ms', 'us', 'ns'),
        (numbers, unit) => {
          const size = parts[unit];
          const expected = numbers.map((number) => {
            const floored = number / size - (number % size < 0n ? 1n : 0n);
            return floored >= -8_640_000_000_000_000n && floored <= 8_640_000_000_000_000n
              ? Number(floored)
              : Number.NaN;
          });
          expect([...read({ epochs: BigInt64Array.from(numbers), unit })]).toEqual(expected);
        },
      ),
      propertyRuns(400),
    );
  });

  test.each<[CodedInstants, number[]]>([
    [{ epochs: Float64Array.of(1.5, Number.NaN, -1), unit: 's' }, [1500, Number.POSITIVE_INFINITY, -1000]],
    [{ epochs: Float64Array.of(1_999, -1), unit: 'us' }, [1, -1]],
    [{ epochs: Float64Array.of(1_999_999, -1), unit: 'ns' }, [1, -1]],
    [{ epochs: Float64Array.of(1.5, 9e15), unit: 'ms' }, [Number.NaN, Number.NaN]],
    [{ epochs: BigUint64Array.of(2n ** 63n, 5n), unit: 'us' }, [Number.NaN, 0]],
    [{ epochs: BigInt64Array.of(-1n), unit: 's' }, [-1000]],
    [
      { epochs: Int32Array.of(1, 2, 3), unit: 's', valid: Uint8Array.of(0b101) },
      [1000, Number.POSITIVE_INFINITY, 3000],
    ],
  ])('%o', (coded, expected) => {
    expect([...read(coded)]).toEqual(expected);
  });

  test('days start when the zone says, and one that it skipped is none', () => {
    const days = (zone: string, ...numbers: number[]) => [
      ...epochsOf(
        { form: 'epochs', epochs: Int32Array.from(numbers), unit: 'day' } as Column,
        numbers.length,
        zoneOf(zone, 'z'),
      ),
    ];
    expect(days('Europe/Berlin', 20_513, 20_454)).toEqual([Date.UTC(2026, 1, 28, 23), Date.UTC(2025, 11, 31, 23)]);
    expect(days('Pacific/Apia', 15_338, 15_337)).toEqual([Number.NaN, Date.UTC(2011, 11, 29, 10)]);
  });
});

test('encoded instants mean what they meant', () => {
  const value = fc.constantFrom<unknown>(
    '2026-03-01',
    '2026-03-29',
    new Date(7),
    123,
    '2026-03-01T10:00:00+02:00',
    null,
    undefined,
  );
  fc.assert(
    fc.property(fc.array(value, { maxLength: 5 }), (values) => {
      const encoded = encodeInstants(values);
      const column = (
        'unit' in encoded ? { form: 'epochs', ...encoded } : { form: 'list', values: encoded, valid: undefined }
      ) as Column;
      const expected = values.map((own) => (own == null ? Number.POSITIVE_INFINITY : toEpoch(own, berlin)));
      expect([...epochsOf(column, values.length, berlin)]).toEqual(expected);
    }),
    propertyRuns(300),
  );
});

describe('a column is read as its rows would be, one by one', () => {
  const missing = Number.POSITIVE_INFINITY;
  const inBerlin = (column: Column | undefined, length: number) => [...epochsOf(column, length, berlin)];
  const midnight = Date.UTC(2026, 1, 28, 23);

  test('a list of instants in all their forms', () => {
    const values = [
      '2026-03-01',
      '2026-02-28T23:00:00Z',
      midnight,
      BigInt(midnight),
      new Date(midnight),
      { value: '2026-03-01' },
    ];
    const list: Column = { form: 'list', values: [...values, null, undefined, 'soon', '2026-02-30'], valid: undefined };
    expect(inBerlin(list, 10)).toEqual([...values.map(() => midnight), missing, missing, Number.NaN, Number.NaN]);
    const typed = [BigInt64Array.of(BigInt(midnight)), BigUint64Array.of(BigInt(midnight)), Float64Array.of(midnight)];
    for (const own of typed)
      expect(inBerlin({ form: 'list', values: own as never, valid: undefined }, 1)).toEqual([midnight]);
    // Without a unit what looks like seconds or microseconds is none; with one it is what it says.
    const seconds = midnight / 1000;
    for (const own of [Float64Array.of(seconds), BigInt64Array.of(BigInt(seconds)), [seconds]])
      expect(inBerlin({ form: 'list', values: own as never, valid: undefined }, 1)).toEqual([Number.NaN]);
    expect(inBerlin({ form: 'epochs', epochs: BigInt64Array.of(BigInt(seconds)), unit: 'ms' }, 1)).toEqual([seconds]);
  });

  test('one value for all, none at all, and a bitmap', () => {
    expect(inBerlin({ form: 'one', value: '2026-03-01' }, 2)).toEqual([midnight, midnight]);
    expect(inBerlin(undefined, 2)).toEqual([missing, missing]);
    expect(inBerlin({ form: 'list', values: ['2026-03-01', '2026-03-01'], valid: Uint8Array.of(0b10) }, 2)).toEqual([
      missing,
      midnight,
    ]);
  });

  test('days before and after the years that are remembered, parts of days, and days past the last Date', () => {
    const days = [-719_528, 0, 399_999, 400_000, 2_000_000, 100_000_000, 100_000_001, 1.5, Number.NaN];
    const utc = zoneOf('UTC', 'z');
    const expected = [...days.slice(0, 6).map((day) => day * 86_400_000), Number.NaN, Number.NaN, missing];
    const column: Column = { form: 'epochs', epochs: Float64Array.from(days), unit: 'day' };
    expect([...epochsOf(column, days.length, utc)]).toEqual(expected);
  });

  test('and handed back: days as texts, other units as Dates, what is none with its unit', () => {
    const valuesOf = (coded: CodedInstants) => {
      const column: Column = { form: 'epochs', ...coded };
      const epochs = epochsOf(column, coded.epochs.length, berlin);
      const at = instantValues(column, (row) => epochs[row] as number);
      return Array.from({ length: coded.epochs.length }, (_, row) => at(row));
    };
    expect(valuesOf({ epochs: Int32Array.of(20_513, 0), unit: 'day', valid: Uint8Array.of(0b01) })).toEqual([
      '2026-03-01',
      undefined,
    ]);
    expect(valuesOf({ epochs: Float64Array.of(1.5, Number.NaN), unit: 'day' })).toEqual([1.5, undefined]);
    expect(valuesOf({ epochs: Float64Array.of(1, Number.NaN, 1e14), unit: 's' })).toEqual([
      new Date(1000),
      undefined,
      '100000000000000 s',
    ]);
    const list: Column = { form: 'list', values: ['2026-03-01', null], valid: undefined };
    expect(instantValues(list, () => 0)(0)).toBe('2026-03-01');
  });

  test('instants become days, epochs or stay as they are', () => {
    expect(encodeInstants(['2026-03-01', null, '1970-01-01'])).toEqual({
      epochs: Int32Array.of(20_513, 0, 0),
      unit: 'day',
      valid: Uint8Array.of(0b101),
    });
    expect(encodeInstants([midnight, undefined, '2026-02-28T23:00:00Z'])).toEqual(
      Float64Array.of(midnight, Number.NaN, midnight),
    );
    expect(encodeInstants([new Date(5), midnight])).toEqual({ epochs: Float64Array.of(5, midnight), unit: 'ms' });
    expect(encodeInstants([midnight, '2026-03-01', null])).toEqual([midnight, '2026-03-01', null]);
    expect(encodeInstants([midnight, 'soon'])).toEqual([midnight, 'soon']);
  });
});
