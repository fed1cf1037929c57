import fc from 'fast-check';
import { medianLifetime, restrictedMeanLifetime, type SurvivalCurvePoint, survivalCurve } from 'tenure';
import { describe, expect, test } from 'vitest';
import { keysOf, refusal } from '../support/caught.ts';
import { deepFreeze } from '../support/deep-freeze.ts';

const curveOf = (...durations: number[]) => survivalCurve(durations.map((duration) => ({ duration, event: true })));

const badCurves: [unknown, string, string][] = [
  [{}, 'INVALID_TYPE', 'curve'],
  [{ time: 0, survival: 1 }, 'INVALID_TYPE', 'curve'],
  [[1, 0.5], 'INVALID_TYPE', 'curve[0]'],
  [[{ time: -1, survival: 1 }], 'INVALID_NUMBER', 'curve[0].time'],
  [[{ time: Number.NaN, survival: 1 }], 'INVALID_NUMBER', 'curve[0].time'],
  [[{ survival: 1 }], 'INVALID_NUMBER', 'curve[0].time'],
  [[{ time: 0, survival: 1.5 }], 'INVALID_NUMBER', 'curve[0].survival'],
  [[{ time: 0, survival: -0.5 }], 'INVALID_NUMBER', 'curve[0].survival'],
  [[{ time: 0 }], 'INVALID_NUMBER', 'curve[0].survival'],
  [
    [
      { time: 2, survival: 0.9 },
      { time: 1, survival: 0.8 },
    ],
    'INVALID_NUMBER',
    'curve[1].time',
  ],
  [
    [
      { time: 1, survival: 0.5 },
      { time: 2, survival: 0.8 },
    ],
    'INVALID_NUMBER',
    'curve[1].survival',
  ],
];

describe('medianLifetime', () => {
  test('is the first time at which at most half are left', () => {
    expect(medianLifetime(curveOf(2, 4, 9))).toBe(4);
    expect(medianLifetime(curveOf(3, 3, 3, 8))).toBe(3);
  });

  test('where exactly half are left for a while, it is the middle of that while, as in R', () => {
    expect(medianLifetime(curveOf(1, 4, 7, 20))).toBe(5.5);
    // A row of a customer last seen at 5 does not end the while.
    const rows = [1, 4, 20].map((duration) => ({ duration, event: true }));
    expect(
      medianLifetime([
        ...survivalCurve(rows).slice(0, 2),
        { time: 4, survival: 0.5 },
        { time: 5, survival: 0.5 },
        { time: 8, survival: 0.2 },
      ]),
    ).toBe(6);
    // 3/4 x 2/3 in doubles need not be 0.5 to the bit.
    expect(
      medianLifetime([
        { time: 1, survival: 0.5000000000000001 },
        { time: 3, survival: 0.4 },
      ]),
    ).toBe(2);
    expect(
      medianLifetime([
        { time: 1, survival: 0.4999999999999999 },
        { time: 3, survival: 0.4 },
      ]),
    ).toBe(2);
    expect(
      medianLifetime([
        { time: 1, survival: 0.4999 },
        { time: 3, survival: 0.4 },
      ]),
    ).toBe(1);
  });

  test('where the curve ends at exactly half, it is the time at which it got there', () => {
    expect(
      medianLifetime(
        survivalCurve([
          { duration: 4, event: 1 },
          { duration: 6, event: 0 },
        ]),
      ),
    ).toBe(4);
  });

  test('is null where the curve ends above one half', () => {
    expect(medianLifetime(survivalCurve([{ duration: 4, event: 0 }]))).toBeNull();
    expect(medianLifetime([{ time: 8, survival: 0.51 }])).toBeNull();
  });

  test('is the textbook median of durations, where nobody is censored', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 40 }), (durations) => {
        const sorted = [...durations].sort((a, b) => a - b);
        const middle = [sorted[Math.floor((sorted.length - 1) / 2)] ?? 0, sorted[Math.floor(sorted.length / 2)] ?? 0];
        expect(medianLifetime(curveOf(...durations))).toBe(((middle[0] ?? 0) + (middle[1] ?? 0)) / 2);
      }),
    );
  });

  test('of an empty curve is null', () => {
    expect(medianLifetime([])).toBeNull();
    expect(restrictedMeanLifetime([], 0)).toBeNull();
    expect(restrictedMeanLifetime(survivalCurve([]), 12)).toBeNull();
  });

  test.each(badCurves)('%o is %s', (curve, code, path) => {
    expect(refusal(() => medianLifetime(curve as []))).toMatchObject({ code, path: keysOf(path) });
  });
});

describe('restrictedMeanLifetime', () => {
  test('is the area under the curve: 1 x 2 + 0.75 x 2 + 0.25 x 1 up to 5', () => {
    const curve = deepFreeze(curveOf(2, 4, 4, 8));
    expect(restrictedMeanLifetime(curve, 5)).toBe(3.75);
    expect(restrictedMeanLifetime(curve, 2)).toBe(2);
    expect(restrictedMeanLifetime(curve, 1)).toBe(1);
    expect(restrictedMeanLifetime(curve, 0)).toBe(0);
  });

  test('beyond the last time it is null, unless nobody is left to tell of', () => {
    const rows = [
      { duration: 2, event: 1 },
      { duration: 4, event: 0 },
    ] as const;
    expect(restrictedMeanLifetime(survivalCurve(rows), 4)).toBe(3);
    expect(restrictedMeanLifetime(survivalCurve(rows), 4.001)).toBeNull();
    expect(restrictedMeanLifetime(curveOf(2, 4), 100)).toBe(3);
  });

  test('before the first row of a curve from elsewhere survival is 1', () => {
    expect(
      restrictedMeanLifetime(
        [
          { time: 3, survival: 0.5 },
          { time: 5, survival: 0 },
        ],
        4,
      ),
    ).toBe(3.5);
  });

  test('is the mean of min(duration, horizon), where nobody is censored', () => {
    const durationsArbitrary = fc.array(fc.nat(50), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(durationsArbitrary, fc.nat(60), (durations, horizon) => {
        const total = durations.reduce((sum, duration) => sum + Math.min(duration, horizon), 0);
        expect(restrictedMeanLifetime(curveOf(...durations), horizon)).toBeCloseTo(total / durations.length, 10);
      }),
    );
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY, undefined, '5'])('a horizon of %o throws', (horizon) => {
    const expected = { code: 'INVALID_NUMBER', path: keysOf('horizon') };
    expect(refusal(() => restrictedMeanLifetime(curveOf(1), horizon as number))).toMatchObject(expected);
  });

  test.each(badCurves)('%o is %s', (curve, code, path) => {
    const points = curve as readonly SurvivalCurvePoint[];
    expect(refusal(() => restrictedMeanLifetime(points, 1))).toMatchObject({ code, path: keysOf(path) });
  });
});
