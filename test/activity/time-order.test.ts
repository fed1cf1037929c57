import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { timeOrder } from '../../src/activity/time-order.ts';
import { propertyRuns } from '../support/property-runs.ts';

/** By comparison, equal ones in the order they came in. */
const compared = (at: readonly number[]) =>
  [...at.keys()].sort((a, b) => (at[a] as number) - (at[b] as number) || a - b);

const widest = 8.64e15;
const instant = fc.oneof(
  fc.integer({ min: 0, max: 3 }),
  fc.integer({ min: 1.7e12, max: 1.7e12 + 4096 }),
  fc.integer({ min: 1.6e12, max: 1.8e12 }),
  fc.integer({ min: -widest, max: widest }),
  fc.constantFrom(-widest, widest, widest - 1, 0, -1),
);

describe('rows in order of time', () => {
  test('are those of a sort by comparison', () => {
    fc.assert(
      fc.property(fc.array(instant, { maxLength: 40 }), (at) => {
        expect(Array.from(timeOrder(Float64Array.from(at)))).toEqual(compared(at));
      }),
      propertyRuns(1000),
    );
  });

  test('that are in order already stay as they are', () => {
    expect(timeOrder(Float64Array.of(1, 1, 2, 5))).toEqual(Uint32Array.of(0, 1, 2, 3));
    expect(timeOrder(new Float64Array(0))).toEqual(new Uint32Array(0));
  });

  test('one far away leaves the others in order', () => {
    const near = Array.from({ length: 5000 }, (_, row) => 1.7e12 + ((row * 7919) % 4999));
    const at = [-widest, ...near, widest, 3];
    expect(Array.from(timeOrder(Float64Array.from(at)))).toEqual(compared(at));
  });
});
