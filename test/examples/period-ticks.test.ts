import { months } from 'tenure';
import { describe, expect, test } from 'vitest';
import { periodTicks } from '../../docs/examples/support/draw/period-ticks.ts';

describe('labels of periods', () => {
  const labels = (first: string, last: string, width: number) =>
    periodTicks(
      months(first, last).map(({ label }) => label),
      width,
    );

  test('all where they fit, else those of even months, quarters or years', () => {
    expect(labels('2024-02', '2024-04', 286)).toEqual(['2024-02', '2024-03', '2024-04']);
    expect(labels('2023-01', '2026-06', 286)).toEqual(['2023-01', '2024-01', '2025-01', '2026-01']);
    expect(labels('2023-02', '2026-06', 1026)[0]).toBe('2023-04');
    expect(periodTicks(['2023-Q3', '2023-Q4', '2024-Q1', '2024-Q2', '2024-Q3', '2024-Q4'], 200)).toEqual(['2024-Q1']);
    expect(periodTicks(['2023', '2024', '2025'], 500)).toEqual(['2023', '2024', '2025']);
  });

  test('never so many that they touch, and never none', () => {
    const all = months('2001-01', '2020-12').map(({ label }) => label);
    for (let count = 1; count <= all.length; count += 1) {
      const shown = periodTicks(all.slice(0, count), 286).length;
      expect(shown).toBeGreaterThan(0);
      expect((shown - 1) * 60).toBeLessThan(286);
    }
  });
});
