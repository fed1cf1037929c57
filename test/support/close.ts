import { expect } from 'vitest';

/** Two results are the same but for the last digits of their numbers. */
export function expectClose(actual: unknown, expected: unknown, path = 'result'): void {
  if (typeof actual === 'number' && typeof expected === 'number') {
    const size = Math.max(1, Math.abs(expected));
    expect(Math.abs(actual - expected) / size, `${path}: ${actual} is not ${expected}`).toBeLessThan(1e-12);
  } else if (isPlain(actual) && isPlain(expected)) {
    expect(Object.keys(actual).sort(), path).toEqual(Object.keys(expected).sort());
    for (const key of Object.keys(expected)) expectClose(actual[key], expected[key], `${path}.${key}`);
  } else expect(actual, path).toEqual(expected);
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !(value instanceof Date);
}
