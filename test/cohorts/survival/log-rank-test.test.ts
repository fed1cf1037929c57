import fc from 'fast-check';
import { logRankTest } from 'tenure';
import { describe, expect, test } from 'vitest';
import { keysOf, refusal } from '../../support/caught.ts';
import { deepFreeze } from '../../support/deep-freeze.ts';
import { figureRows, survivalFigures } from '../../support/survival-figures.ts';

const byGroup = (row: { readonly group: string }) => row.group;

describe('logRankTest', () => {
  /** R: survdiff, and with late entries the score test of coxph with exact ties. */
  test.each(survivalFigures.logRank)('$data: as R has it', (figure) => {
    const { data, chiSquare, degreesOfFreedom, pValue, groups, observed, expected: sums } = figure;
    const result = logRankTest(figureRows(data), { by: byGroup });
    expect((result.chiSquare ?? 0) / chiSquare).toBeCloseTo(1, 13);
    expect((result.pValue ?? 0) / pValue).toBeCloseTo(1, 12);
    expect(result.degreesOfFreedom).toBe(degreesOfFreedom);
    if (groups === undefined) return;
    expect(result.segments.map(({ key }) => key)).toEqual(groups);
    expect(result.segments.map(({ events }) => events)).toEqual(observed);
    for (const [index, { expected }] of result.segments.entries()) {
      expect(expected / (sums?.[index] ?? 0)).toBeCloseTo(1, 12);
    }
  });

  /** By hand: at 1 one of 1 + 1 leaves, expected 1/2 each, variance 1/4; at 2 the last one, expected 0 and 1. d = 1/2, chi-square = 1. */
  test('by hand', () => {
    const rows = deepFreeze([
      { duration: 1, event: true, group: 'a' },
      { duration: 2, event: true, group: 'b' },
    ]);
    expect(logRankTest(rows, { by: byGroup })).toEqual({
      chiSquare: 1,
      degreesOfFreedom: 1,
      pValue: expect.closeTo(0.31731050786291415, 14),
      segments: [
        { key: 'a', customers: 1, events: 1, expected: 0.5 },
        { key: 'b', customers: 1, events: 1, expected: 1.5 },
      ],
    });
  });

  const row = fc.record({
    duration: fc.integer({ min: 1, max: 8 }),
    event: fc.boolean(),
    group: fc.constantFrom('a', 'b', 'c'),
    count: fc.integer({ min: 1, max: 3 }),
  });

  test('a count is so many rows; no order matters; the expected add up to the events', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), (rows) => {
        const whole = logRankTest(rows, { by: byGroup });
        const spread = rows.flatMap(({ count, ...one }) => new Array<typeof one>(count).fill(one));
        expect(logRankTest(spread.reverse(), { by: byGroup })).toEqual(whole);
        const sum = (key: 'events' | 'expected') => whole.segments.reduce((total, segment) => total + segment[key], 0);
        expect(sum('expected')).toBeCloseTo(sum('events'), 10);
        if (whole.pValue !== null) expect(whole.pValue).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('nothing to compare is null', () => {
    const nothing = { chiSquare: null, degreesOfFreedom: 0, pValue: null };
    expect(logRankTest([], { by: byGroup })).toEqual({ ...nothing, segments: [] });
    expect(logRankTest([{ duration: 1, event: true, group: 'a' }], { by: byGroup })).toMatchObject(nothing);
    // All of b are gone before anyone of a comes under observation.
    const apart = [
      { duration: 1, event: true, group: 'b' },
      { duration: 9, event: true, group: 'a', entry: 5 },
    ];
    expect(logRankTest(apart, { by: byGroup })).toMatchObject({ chiSquare: null, degreesOfFreedom: 1, pValue: null });
  });

  test('by a Map from customers', () => {
    const rows = [
      { customerId: 'ada', duration: 1, event: true },
      { customerId: 17, duration: 2, event: true },
    ];
    const by = new Map([
      ['ada', 'a'],
      ['17', 'b'],
    ]);
    expect(logRankTest(rows, { by }).chiSquare).toBe(1);
  });

  test.each<[unknown, unknown, string, string]>([
    [[], {}, 'INVALID_TYPE', 'options.by'],
    [[], undefined, 'INVALID_TYPE', 'options'],
    [[], { by: 'group' }, 'INVALID_TYPE', 'options.by'],
    [[], { by: byGroup, rho: 1 }, 'UNKNOWN_KEY', 'options.rho'],
    [[{ duration: 1, event: true, weight: 2 }], { by: byGroup }, 'INVALID_OPTION', 'durations[0].weight'],
  ])('%o, %o is %s', (rows, options, code, path) => {
    expect(refusal(() => logRankTest(rows as [], options as never))).toMatchObject({ code, path: keysOf(path) });
  });
});
