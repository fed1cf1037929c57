import { expect } from 'vitest';

/** Two results are the same but for the last digits of their numbers. */
export function expectClose(actual: unknown, expected: unknown, path = 'result'): void {
  if (typeof actual === 'number' && typeof expected === 'number') {
    // Almost all are equal, and `expect` takes far longer than to see that.
    if (Object.is(actual, expected)) return;
    const size = Math.max(1, Math.abs(expected));
    expect(Math.abs(actual - expected) / size, `${path}: ${actual} is not ${expected}`).toBeLessThan(1e-12);
  } else if (isPlain(actual) && isPlain(expected)) {
    const keys = Object.keys(expected);
    if (Object.keys(actual).length !== keys.length || !keys.every((key) => Object.hasOwn(actual, key))) {
      expect(Object.keys(actual).sort(), path).toEqual(keys.sort());
    }
    for (const key of keys) expectClose(actual[key], expected[key], `${path}.${key}`);
  } else if (!Object.is(actual, expected)) expect(actual, path).toEqual(expected);
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !(value instanceof Date);
}
