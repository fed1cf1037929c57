import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sameClocks } from '../../src/calendar/clocks.ts';
import { propertyRuns } from '../support/property-runs.ts';

const hour = 3_600_000;
const week = 168 * hour;
const first = week;
const last = Date.UTC(2037, 11, 1);

let made = 0;

/** Clocks an hour apart before and after each change. What was found for a name is remembered, so each has its own,
 * also where this file runs once more (test/zones). */
function clocks(changes: readonly number[], offset = 0) {
  made += 1;
  const passed = (instant: number) => changes.filter((change) => change <= instant).length;
  return {
    timeZone: `clocks ${made} in ${process.env.TZ}`,
    wallClockAt: (instant: number) => instant + offset + (passed(instant) % 2) * hour,
  };
}

describe('clocks are the same', () => {
  const change = fc.integer({ min: first, max: last });

  test('that change at the same instants', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 4 }), (changes) => {
        expect(sameClocks(clocks(changes), clocks(changes))).toBe(true);
      }),
      propertyRuns(20),
    );
  });

  test('never that change a millisecond or an hour apart, in either order', () => {
    fc.assert(
      fc.property(change, fc.constantFrom(1, 500, hour, 5 * 24 * hour), (at, later) => {
        expect(sameClocks(clocks([at]), clocks([at + later]))).toBe(false);
        expect(sameClocks(clocks([at + later]), clocks([at]))).toBe(false);
      }),
      propertyRuns(50),
    );
  });

  test('never that show another hour throughout, or before a change they share, or after it', () => {
    const changes = [Date.UTC(2026, 2, 29, 1)];
    expect(sameClocks(clocks(changes), clocks(changes, hour))).toBe(false);
    expect(sameClocks(clocks(changes), clocks([]))).toBe(false);
    expect(sameClocks(clocks([]), clocks(changes))).toBe(false);
    expect(sameClocks(clocks(changes), clocks([], hour))).toBe(false);
  });

  test('whatever they showed before 1970', () => {
    expect(sameClocks(clocks([]), clocks([-5 * week, -4 * week]))).toBe(true);
  });

  test('for two names once and for all', () => {
    const [a, b] = [clocks([last]), clocks([last])];
    expect(sameClocks(a, b)).toBe(true);
    const unasked = () => {
      throw new Error('asked again');
    };
    expect(sameClocks({ ...a, wallClockAt: unasked }, { ...b, wallClockAt: unasked })).toBe(true);
  });
});
