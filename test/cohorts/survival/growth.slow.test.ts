import { logRankTest, survivalCurve } from 'tenure';
import { describe, expect, test } from 'vitest';
import { growth } from '../../support/growth.ts';

const durations = (size: number) =>
  Array.from({ length: size }, (_, index) => ({
    duration: (index * 7919) % 300_007,
    event: index % 3 > 0,
    group: index % 2 === 0 ? 'a' : 'b',
  }));

describe('a sort and a pass, however many durations and times', () => {
  test.each<[string, (rows: ReturnType<typeof durations>) => unknown]>([
    ['survivalCurve', (rows) => survivalCurve(rows)],
    ['logRankTest', (rows) => logRankTest(rows, { by: ({ group }) => group })],
  ])('%s', (_, run) => {
    const prepare = (size: number) => {
      const rows = durations(size);
      return () => run(rows);
    };
    expect(growth(prepare, 2_000)).toBeLessThan(1.5);
  });
});
