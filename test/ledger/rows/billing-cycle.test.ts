import { describe, expect, test } from 'vitest';
import { type Cycle, cycleLength, cycleName, cycleOf } from '../../../src/ledger/rows/billing-cycle.ts';

const end = Date.UTC(2026, 6, 1);

describe('how long a price is for', () => {
  test.each([
    ['day', 3, { unit: 'day', count: 3 }, 3],
    ['week', 2, { unit: 'day', count: 14 }, 14],
    ['month', 6, { unit: 'month', count: 6 }, 182.5],
    ['quarter', 2, { unit: 'month', count: 6 }, 182.5],
    ['year', 2, { unit: 'month', count: 24 }, 730],
    ['term', 1, { unit: 'term', end }, Number.POSITIVE_INFINITY],
  ] as const)('%s x %i is %o, of %d days', (interval, count, cycle, days) => {
    expect(cycleOf(interval, count, end)).toEqual(cycle);
    expect(cycleLength(cycle)).toBe(days);
  });

  const names = (cycles: readonly Cycle[]) => new Set(cycles.map(cycleName)).size;
  test('has one name where it is as long, however it is written', () => {
    expect(names([cycleOf('month', 12, end), cycleOf('quarter', 4, end), cycleOf('year', 1, end)])).toBe(1);
    expect(names([cycleOf('day', 14, end), cycleOf('week', 2, 0)])).toBe(1);
  });

  test('has another where it is not, or is a term with another end', () => {
    const cycles = [
      cycleOf('month', 7, end),
      cycleOf('week', 1, end),
      cycleOf('month', 1, end),
      cycleOf('day', 1, end),
    ];
    expect(names(cycles)).toBe(4);
    expect(names([cycleOf('term', 1, end), cycleOf('term', 1, end), cycleOf('term', 1, end + 1)])).toBe(2);
  });
});
