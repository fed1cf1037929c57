import { describe, expect, test } from 'vitest';
import { betaDraw, binomialDraw, gammaDraw, logGamma } from '../../src/forecast/chances/distributions.ts';
import { factorTable } from '../../src/forecast/chances/factors.ts';
import { randomFrom } from '../../src/forecast/chances/random.ts';

/** Mean and variance of many draws. */
function momentsOf(draw: () => number, count = 20_000) {
  const drawn = Array.from({ length: count }, draw);
  const mean = drawn.reduce((sum, value) => sum + value, 0) / count;
  return { mean, variance: drawn.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count };
}

/** Within so many standard errors of the mean. */
function expectMoments(draw: () => number, mean: number, variance: number) {
  const found = momentsOf(draw);
  expect(Math.abs(found.mean - mean)).toBeLessThan(4 * Math.sqrt(variance / 20_000));
  expect(found.variance / variance).toBeGreaterThan(0.9);
  expect(found.variance / variance).toBeLessThan(1.1);
}

describe('drawn from a seed', () => {
  test('uniform numbers lie between 0 and 1, evenly', () => {
    const random = randomFrom(1);
    expectMoments(random.uniform, 0.5, 1 / 12);
    const tenths = new Uint32Array(10);
    for (let i = 0; i < 20_000; i += 1) {
      const tenth = Math.floor(random.uniform() * 10);
      tenths[tenth] = (tenths[tenth] as number) + 1;
    }
    expect(Math.min(...tenths)).toBeGreaterThan(1800);
    expect(Math.max(...tenths)).toBeLessThan(2200);
  });

  test('neighbouring seeds have nothing in common', () => {
    const first = Array.from({ length: 200 }, (_, seed) => randomFrom(seed).uniform());
    expect(new Set(first).size).toBe(200);
    const steps = first.slice(1).map((value, index) => (value - (first[index] as number)) ** 2);
    // Of independent uniform numbers the mean square difference is 1/6.
    expect(steps.reduce((sum, step) => sum + step, 0) / steps.length).toBeGreaterThan(0.12);
  });

  test('normal, gamma and beta numbers', () => {
    const random = randomFrom(2);
    expectMoments(random.normal, 0, 1);
    for (const shape of [0.3, 1, 7.5]) expectMoments(() => gammaDraw(random, shape), shape, shape);
    for (const [a, b] of [
      [0.5, 0.5],
      [2, 30],
      [400, 3],
    ] as const) {
      expectMoments(() => betaDraw(random, a, b), a / (a + b), (a * b) / ((a + b) ** 2 * (a + b + 1)));
    }
    expect(betaDraw(random, 0, 5)).toBe(0);
    expect(betaDraw(random, 5, 0)).toBe(1);
  });

  test.each([
    [3, 0.2],
    [40, 0.02],
    [40, 0.97],
    [50, 0.3],
    [5000, 0.001],
    [5000, 0.4],
  ])('%i things with a chance of %f each', (count, chance) => {
    const random = randomFrom(3);
    const draw = () => binomialDraw(random, count, chance);
    expectMoments(draw, count * chance, count * chance * (1 - chance));
    const drawn = Array.from({ length: 2000 }, draw);
    expect(drawn.every((value) => Number.isInteger(value) && value >= 0 && value <= count)).toBe(true);
  });

  test('nothing, or all of it, where there is no doubt', () => {
    const random = randomFrom(4);
    expect([binomialDraw(random, 0, 0.5), binomialDraw(random, 9, 0), binomialDraw(random, 9, 1)]).toEqual([0, 0, 9]);
  });
});

test.each([
  [1, 0],
  [0.5, Math.log(Math.PI) / 2],
  [5, Math.log(24)],
  [101, 363.73937555556347],
])('the logarithm of gamma at %f', (x, expected) => {
  expect(logGamma(x)).toBeCloseTo(expected, 10);
});

test('factors weigh what was paid before, so that their mean is that of the amounts', () => {
  const table = factorTable({ factors: [2, 1.1, 3], levels: [10, 980, 10] });
  const mean = table.reduce((sum, factor) => sum + factor, 0) / table.length;
  expect(mean).toBeCloseTo((20 + 1078 + 30) / 1000, 10);
  expect(factorTable({ factors: [], levels: [] })).toHaveLength(0);
});
