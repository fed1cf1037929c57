import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Near, type Numbers, nearNumbers, type Rational, rationals, undecided } from '../../src/exact/index.ts';
import { propertyRuns } from '../support/property-runs.ts';

/** Leaves and operations: worked out in either kind of number. */
type Formula = number | { readonly op: 'add' | 'subtract' | 'multiply'; readonly a: Formula; readonly b: Formula };

const leaf = fc.oneof(
  fc.integer({ min: -1000, max: 1000 }),
  fc.maxSafeInteger(),
  fc.integer({ min: -100_000, max: 100_000 }).map((thousandths) => thousandths / 1000),
  fc.double({ min: -1e3, max: 1e3, noNaN: true }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, 0.1, 1 / 3, 2 ** -60, 2 ** 53, 1e15 + 0.3, 1e-30, 1e30, 1e-31, 5e-324, 1.7976931348623157e308),
);
const { formula } = fc.letrec<{ formula: Formula }>((tie) => ({
  formula: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.record({ op: fc.constantFrom('add', 'subtract', 'multiply'), a: tie('formula'), b: tie('formula') }),
  ),
}));

function evaluate<T>(given: Formula, numbers: Numbers<T>): T {
  if (typeof given === 'number') return numbers.ofNumber(given);
  return numbers[given.op](evaluate(given.a, numbers), evaluate(given.b, numbers));
}

/** What a pair of formulas gives in one kind of number; undefined where it is not decided. */
function told<T>(numbers: Numbers<T>, tell: (a: T, b: T) => number, pair: readonly [Formula, Formula]) {
  try {
    return tell(...(pair.map((one) => evaluate(one, numbers)) as [T, T]));
  } catch (thrown) {
    if (thrown !== undecided) throw thrown;
    return undefined;
  }
}

const near = nearNumbers();
const isPositive = (one: Formula) => rationals.compare(evaluate(one, rationals), rationals.ofNumber(0)) > 0;

describe('near numbers', () => {
  test('compare as rationals do, or do not say', () => {
    fc.assert(
      fc.property(formula, formula, (a, b) => {
        const order = told<Near>(near, near.compare, [a, b]);
        if (order === undefined) return;
        expect(Math.sign(order)).toBe(Math.sign(told<Rational>(rationals, rationals.compare, [a, b]) as number));
      }),
      propertyRuns(3000),
    );
  });

  test('divide to the double that rationals round to, or do not say', () => {
    fc.assert(
      fc.property(formula, formula.filter(isPositive), (a, b) => {
        const quotient = told<Near>(near, near.quotient, [a, b]);
        if (quotient === undefined || Math.abs(quotient) < 1e-300) return;
        expect(quotient + 0).toBe(told<Rational>(rationals, rationals.quotient, [a, b]));
      }),
      propertyRuns(3000),
    );
  });

  test('say it of all but a few that are no larger and no smaller than numbers in use', () => {
    const usual = fc.integer({ min: 1, max: 1e6 }).chain((n) => fc.constantFrom(n, n / 1000, n / 7, 2 ** (-n / 1e5)));
    const pairs = fc.sample(fc.tuple(usual, usual, usual, usual), { numRuns: 2000, seed: 1 });
    const silent = pairs.filter(([a, b, c, d]) => {
      const [left, right] = [
        { op: 'multiply', a, b },
        { op: 'add', a: c, b: d },
      ] as const;
      return told<Near>(near, near.quotient, [left, right]) === undefined;
    });
    expect(silent).toEqual([]);
  });

  test('do not guess what lies within their error', () => {
    // Three times the decimal that a third prints as is 0.9999999999999999, to the last digit.
    const third = { op: 'multiply', a: 1 / 3, b: 3 } as const;
    expect(told<Near>(near, near.compare, [third, 0.9999999999999999])).toBeUndefined();
    expect(told<Near>(near, near.compare, [third, 1])).toBeLessThan(0);
    // Half-way between two doubles.
    const halfWay = { op: 'add', a: 2 ** 53, b: 1 } as const;
    expect(told<Near>(near, near.quotient, [halfWay, 1])).toBeUndefined();
  });

  test('fractions of any size', () => {
    const tiny = { n: 1n, d: 10n ** 400n };
    for (const value of [tiny, { n: 1n, d: 10n ** 40n }, { n: 10n ** 400n, d: 1n }]) {
      expect(() => near.compare(near.of(value), 0)).toThrow();
    }
    expect(near.of({ n: 0n, d: 7n })).toBe(0);
    expect(near.quotient(near.of({ n: 2n, d: 3n }), near.of({ n: 1n, d: 7n }))).toBe(14 / 3);
  });
});
