import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isInRange, nearestDouble, ofNumber, parseDecimal, toNumber } from '../../src/exact/index.ts';
import { caught } from '../support/caught.ts';
import { propertyRuns } from '../support/property-runs.ts';

const bits = new DataView(new ArrayBuffer(8));

/** The exact value of a positive double, from its bits. */
function exactly(value: number) {
  bits.setFloat64(0, value);
  const raw = bits.getBigUint64(0);
  const biased = Number(raw >> 52n);
  const significand = (raw & 0xf_ffff_ffff_ffffn) | (biased === 0 ? 0n : 1n << 52n);
  const exponent = Math.max(biased, 1) - 1075;
  return exponent >= 0 ? { n: significand << BigInt(exponent), d: 1n } : { n: significand, d: 1n << BigInt(-exponent) };
}

function next(value: number): number {
  bits.setFloat64(0, value);
  bits.setBigUint64(0, bits.getBigUint64(0) + 1n);
  return bits.getFloat64(0);
}

const isEven = (value: number) => {
  bits.setFloat64(0, value);
  return (bits.getBigUint64(0) & 1n) === 0n;
};

const largest = Number.MAX_VALUE / 4;
const smallestNormal = 2 ** -1022;
const positive = fc.oneof(
  { arbitrary: fc.double({ min: Number.MIN_VALUE, max: largest, noNaN: true }), weight: 4 },
  { arbitrary: fc.double({ min: Number.MIN_VALUE, max: smallestNormal, noNaN: true }), weight: 1 },
);

describe('a fraction comes out as the nearest double', () => {
  test('doubles come back as they were, from their bits and from the decimal they print as', () => {
    fc.assert(
      fc.property(positive, (value) => {
        expect(toNumber(exactly(value))).toBe(value);
        expect(toNumber(ofNumber(value))).toBe(value);
        expect(toNumber({ n: -exactly(value).n, d: exactly(value).d })).toBe(-value);
      }),
      propertyRuns(2000),
    );
  });

  test('half-way goes to the even neighbour, a hair to either side to the nearer one', () => {
    fc.assert(
      fc.property(positive, (low) => {
        const high = next(low);
        const [a, b] = [exactly(low), exactly(high)];
        const middle = { n: a.n * b.d + b.n * a.d, d: 2n * a.d * b.d };
        const fine = 10n ** 40n;
        expect(toNumber(middle)).toBe(isEven(low) ? low : high);
        expect(toNumber({ n: middle.n * fine + 1n, d: middle.d * fine })).toBe(high);
        expect(toNumber({ n: middle.n * fine - 1n, d: middle.d * fine })).toBe(low);
      }),
      propertyRuns(2000),
    );
  });

  test('no neighbour is nearer, whatever the sizes of numerator and denominator', () => {
    const term = fc.integer({ min: 1, max: 120 }).chain((bits) => fc.bigInt({ min: 1n, max: 2n ** BigInt(bits) }));
    fc.assert(
      fc.property(term, term, (n, d) => {
        const value = toNumber({ n, d });
        const { n: top, d: bottom } = exactly(value);
        const step = exactly(next(value) - value);
        // |n/d - value| <= half a step, over one denominator.
        const away = n * bottom - top * d;
        expect(2n * (away < 0n ? -away : away) * step.d <= step.n * d * bottom).toBe(true);
        expect(toNumber({ n: -n, d })).toBe(-value);
      }),
      propertyRuns(2000),
    );
  });

  test.each([
    ['100/12', { n: 100n, d: 12n }, 8.333333333333334],
    ['1e-310, which has fewer bits than a normal one', { n: 1n, d: 10n ** 310n }, 1e-310],
    ['half-way between 2 and 3 of the smallest: the even one', { n: 5n, d: 2n ** 1075n }, 2 ** -1073],
    ['half-way between 3 and 4 of them: the even one', { n: 7n, d: 2n ** 1075n }, 2 ** -1072],
    ['a hair above 2 1/2 of them', { n: 5n * 2n ** 90n + 1n, d: 2n ** 1165n }, 3 * 2 ** -1074],
    ['a hair below', { n: 5n * 2n ** 90n - 1n, d: 2n ** 1165n }, 2 * 2 ** -1074],
    [
      'half-way between the largest subnormal and the smallest normal',
      { n: 2n ** 53n - 1n, d: 2n ** 1075n },
      2 ** -1022,
    ],
    ['a hair below that', { n: (2n ** 53n - 1n) * 2n ** 90n - 1n, d: 2n ** 1165n }, 2 ** -1022 - 2 ** -1074],
    ['the largest double', { n: (2n ** 53n - 1n) * 2n ** 971n, d: 1n }, Number.MAX_VALUE],
    ['a hair below half-way beyond it', { n: (2n ** 54n - 1n) * 2n ** 970n - 1n, d: 1n }, Number.MAX_VALUE],
    ['half-way beyond it', { n: (2n ** 54n - 1n) * 2n ** 970n, d: 1n }, Number.POSITIVE_INFINITY],
    ['a numerator just past 2^53', { n: 2n ** 53n + 1n, d: 1n }, 2 ** 53],
    ['and odd above that', { n: 2n ** 53n + 3n, d: 1n }, 2 ** 53 + 4],
    ['too small for one', { n: 1n, d: 10n ** 400n }, 0],
    ['half of the smallest', { n: 1n, d: 2n ** 1075n }, 0],
    ['more than half of the smallest', { n: 3n, d: 2n ** 1076n }, Number.MIN_VALUE],
    ['zero', { n: 0n, d: 7n }, 0],
    ['zero over a large denominator, without a sign', { n: 0n, d: 10n ** 20n }, 0],
    ['a negative numerator below -2^53 over 3', { n: -(2n ** 60n + 129n), d: 3n }, -384_307_168_202_282_370],
  ])('%s', (_, fraction, expected) => {
    expect(nearestDouble(fraction)).toBe(expected);
  });
});

test('what no double can hold throws, as it could only come out as Infinity', () => {
  for (const n of [10n ** 400n, -(10n ** 400n)]) {
    expect(isInRange({ n, d: 1n })).toBe(false);
    expect(caught(() => toNumber({ n, d: 1n }))).toMatchObject({
      code: 'INVALID_AMOUNT',
      message: expect.stringContaining('amount must be within the range of numbers; received'),
    });
  }
  expect(isInRange({ n: 10n ** 400n, d: 10n ** 399n })).toBe(true);
});

describe('a decimal text is read exactly', () => {
  test.each([
    ['49.99', 4999n, 100n],
    ['-0.5', -5n, 10n],
    ['.5', 5n, 10n],
    ['5.', 5n, 1n],
    ['1e-7', 1n, 10_000_000n],
    ['+12', 12n, 1n],
    ['1e12', 10n ** 12n, 1n],
    ['2.50e1', 250n, 10n],
    ['12.345', 12_345n, 1000n],
    ['.125', 125n, 1000n],
    ['1.5E+3', 1500n, 1n],
    ['007', 7n, 1n],
  ])('%s', (text, n, d) => {
    expect(parseDecimal(text)).toEqual({ n, d });
  });

  test.each([
    '',
    '.',
    'e5',
    '1e',
    '1_000',
    '1,5',
    ' 1',
    '1 ',
    '0x1',
    'NaN',
    '--1',
    '-',
    '1e99999',
    '1e+',
    'x1',
    '1x',
    '1.2.3',
    '1e1e1',
    '1e1.5',
  ])('not %s', (text) => {
    expect(parseDecimal(text)).toBeUndefined();
  });
});

test.each([
  [3, 3n, 1n],
  [-0, 0n, 1n],
  [2 ** 53, 2n ** 53n, 1n],
  [1e21, 10n ** 21n, 1n],
  [0.1, 1n, 10n],
  [-2.5, -25n, 10n],
])('the number %s is the decimal it prints as', (value, n, d) => {
  expect(ofNumber(value)).toEqual({ n, d });
});

describe('fractions of many digits', () => {
  const bits = (most: bigint) => fc.bigInt({ min: 1n, max: 2n ** most });

  test('come out as those of all their digits do, also a hair to either side of half-way', () => {
    fc.assert(
      fc.property(
        bits(53n),
        bits(900n),
        fc.integer({ min: -60, max: 60 }),
        fc.constantFrom(-1n, 0n, 1n),
        (m, d, power, hair) => {
          // (2m + 1) / 2 x 2^power is half-way between two doubles where m has 53 bits.
          const half = { n: (2n * m + 1n) * d, d: 2n * d };
          const shifted =
            power < 0 ? { n: half.n, d: half.d << BigInt(-power) } : { n: half.n << BigInt(power), d: half.d };
          const scale = 2n ** 400n;
          const given = { n: shifted.n * scale + hair, d: shifted.d * scale };
          const fewer = { n: (2n * m + 1n) * 2n ** 200n + hair, d: 2n ** 201n };
          expect(toNumber(given)).toBe(toNumber(fewer) * 2 ** power);
        },
      ),
      propertyRuns(300),
    );
  });

  test('a negative one that no double can tell from 0 is 0, and not -0', () => {
    expect(toNumber({ n: -1n, d: 10n ** 400n })).toBe(0);
    expect(toNumber({ n: -(10n ** 100n), d: 10n ** 600n })).toBe(0);
  });
});
