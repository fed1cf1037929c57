import { netPromoterScore, period } from 'tenure';
import { expect, test } from 'vitest';
import { growth } from '../support/growth.ts';

test('many windows that overlap cost about as much as few', () => {
  const first = Date.UTC(2026, 0, 1);
  const windows = (count: number) =>
    Array.from({ length: count }, (_, index) => period(first + index * 10, first + (index + count) * 10));
  const answers = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ score: index % 11, at: first + ((index * 7919) % (20 * count)) }));
  const prepare = (size: number) => {
    const [rows, period] = [answers(size), windows(size)];
    return () => netPromoterScore(rows, { period });
  };
  expect(growth(prepare, 300)).toBeLessThan(1.5);
});
