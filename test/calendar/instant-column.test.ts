import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeInstants, epochsOf, toEpoch, zoneOf } from '../../src/calendar/open.ts';
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
