import fc from 'fast-check';
import { rateDifference, ratioInterval } from 'tenure';
import { describe, expect, test } from 'vitest';
import { keysOf, refusal } from '../support/caught.ts';

const ratio = (numerator: number, denominator: number) => ({
  value: denominator === 0 ? null : numerator / denominator,
  numerator,
  denominator,
});

describe('rateDifference', () => {
  test('is exact, and rounded once', () => {
    expect(rateDifference(ratio(56, 70), ratio(48, 80)).value).toBe(-0.2);
    expect(rateDifference(ratio(1, 3), ratio(2, 3)).value).toBe(1 / 3);
    expect(rateDifference(ratio(1, 3), ratio(1, 3)).value).toBe(0);
    expect(rateDifference(ratio(2 ** 52 + 1, 2 ** 53 - 1), ratio(2 ** 52, 2 ** 53 - 1)).value).toBe(-1 / (2 ** 53 - 1));
  });

  /** Source: R. G. Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10. */
  test.each([
    [[56, 70], [48, 80], 0.0524, 0.3339],
    [[9, 10], [3, 10], 0.1705, 0.809],
    [[6, 7], [2, 7], 0.0582, 0.8062],
    [[5, 56], [0, 29], -0.0381, 0.1926],
    [[0, 10], [0, 20], -0.1611, 0.2775],
    [[0, 10], [0, 10], -0.2775, 0.2775],
    [[10, 10], [0, 20], 0.6791, 1],
    [[10, 10], [0, 10], 0.6075, 1],
  ] as const)('%o less %o: from %f to %f, as published', ([x, m], [y, n], lower, upper) => {
    const difference = rateDifference(ratio(y, n), ratio(x, m));
    expect(difference.value).toBeCloseTo(x / m - y / n, 14);
    expect(difference.lower).toBeCloseTo(lower, 4);
    expect(difference.upper).toBeCloseTo(upper, 4);
  });

  const share = fc.integer({ min: 1, max: 200 }).chain((n) => fc.nat(n).map((x) => ratio(x, n)));
  test('holds the difference, within -1..1, and turned round it is the negative', () => {
    fc.assert(
      fc.property(share, share, (a, b) => {
        const { value, lower, upper } = rateDifference(a, b, { confidence: 0.9 });
        expect(lower).toBeLessThanOrEqual(value ?? 0);
        expect(upper).toBeGreaterThanOrEqual(value ?? 0);
        expect(Math.max(-(lower ?? 0), upper ?? 0)).toBeLessThanOrEqual(1 + 1e-15);
        expect(rateDifference(b, a, { confidence: 0.9 }).upper).toBeCloseTo(-(lower ?? 0), 14);
      }),
    );
  });

  test('null where there is nothing, and refusals', () => {
    const nothing = { value: null, lower: null, upper: null, confidence: 0.95 };
    expect(rateDifference(ratio(0, 0), ratio(1, 2))).toEqual(nothing);
    expect(rateDifference(ratio(1, 2), ratio(0, 0))).toEqual(nothing);
    const bad = (call: () => unknown, path: string) => expect(refusal(call)?.path).toEqual(keysOf(path));
    bad(() => rateDifference(ratio(3, 2), ratio(1, 2)), 'first.numerator');
    bad(() => rateDifference(ratio(1, 2), ratio(1.5, 2)), 'second.numerator');
    bad(() => rateDifference(ratio(1, 2), null as never), 'second');
    bad(() => rateDifference(ratio(1, 2), ratio(1, 2), { confidence: 2 }), 'options.confidence');
    bad(() => rateDifference(ratio(1, 2), ratio(1, 2), { level: 2 } as object), 'options.level');
    expect(ratioInterval(ratio(1, 2)).lower).not.toBeNull();
  });
});
