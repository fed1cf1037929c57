import { expect, test } from 'vitest';
import { areaUnderCurve } from '../../src/statistics/auc.ts';
import { growth } from '../support/growth.ts';

test('areaUnderCurve: a sort and a pass, however many rows', () => {
  const prepare = (rows: number) => {
    const values = Float64Array.from({ length: rows }, (_, row) => (row * 7919) % 1009);
    const isPositive = Uint8Array.from({ length: rows }, (_, row) => (row % 7 === 0 ? 1 : 0));
    const owners = Uint32Array.from({ length: rows }, (_, row) => row);
    return () => areaUnderCurve({ values, isPositive, owners, ownerCount: rows }, 0.95).value;
  };
  expect(prepare(30_000)()).toBeCloseTo(0.5, 2);
  expect(growth(prepare, 2_000)).toBeLessThan(1.5);
});
