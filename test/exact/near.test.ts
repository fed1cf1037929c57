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

  /** A double as the fraction it is, and not as the decimal it prints as. */
  function exactly(value: number): Rational {
    let [n, d] = [value, 1n];
    for (; !Number.isInteger(n); d *= 2n) n *= 2;
    return { n: BigInt(n), d };
  }
  const size = ({ n, d }: Rational): Rational => ({ n: n < 0n ? -n : n, d });
  /** How far a formula may be from what its near number says, and how far it is. */
  function distance(one: Formula): { readonly bound: Rational; readonly is: Rational } {
    const found = evaluate<Near>(one, near);
    const exact = evaluate<Rational>(one, rationals);
    if (typeof found === 'number') return { bound: exactly(0), is: size(rationals.subtract(exact, exactly(found))) };
    const { hi, lo, error } = found;
    expect(hi + lo).toBe(hi);
    const middle = rationals.add(exactly(hi), exactly(lo));
    return { bound: exactly(error), is: size(rationals.subtract(exact, middle)) };
  }
  const moderate = (one: Formula): boolean =>
    typeof one === 'number'
      ? one === 0 || (Math.abs(one) > 1e-9 && Math.abs(one) < 1e9)
      : moderate(one.a) && moderate(one.b);

  test('are never further off than they say', () => {
    fc.assert(
      fc.property(formula.filter(moderate), (one) => {
        const { bound, is } = distance(one);
        expect(rationals.compare(is, bound)).toBeLessThanOrEqual(0);
      }),
      propertyRuns(5000),
    );
  });

  test('know some 29 digits of what nothing is taken away from', () => {
    const amount = fc.oneof(
      fc.integer({ min: 1, max: 1e6 }),
      fc.integer({ min: 1, max: 1e9 }).map((n) => n / 1000),
      fc.constant(1 / 3),
    );
    const op = fc.constantFrom('add' as const, 'multiply' as const);
    fc.assert(
      fc.property(fc.array(fc.tuple(op, amount), { minLength: 1, maxLength: 5 }), amount, (steps, first) => {
        const one = steps.reduce((a: Formula, [name, b]): Formula => ({ op: name, a, b }), first);
        const exact = evaluate<Rational>(one, rationals);
        const limit = rationals.multiply(size(exact), { n: 1n, d: 2n ** 96n });
        expect(rationals.compare(distance(one).bound, limit)).toBeLessThanOrEqual(0);
      }),
      propertyRuns(2000),
    );
  });

  test('stay plain doubles as long as doubles hold them, which is what makes them fast', () => {
    expect(near.ofNumber(-0)).toBe(0);
    expect(near.ofNumber(2.5)).toBe(2.5);
    expect(near.of({ n: 5n, d: 2n })).toBe(2.5);
    expect(near.add(2.5, 0.25)).toBe(2.75);
    expect(near.subtract(2.5, 0.25)).toBe(2.25);
    expect(near.multiply(2.5, 0.5)).toBe(1.25);
    expect(near.compare(2.5, 2.5)).toBe(0);
  });

  test('keep what a double loses', () => {
    const one = near.add(1e16, 1);
    expect(near.compare(one, 1e16)).toBe(1);
    // One double, and different numbers.
    const third = near.ofNumber(1 / 3);
    expect(near.compare(near.add(third, 1e-20), third)).toBeCloseTo(1e-20, 30);
  });

  test('read a decimal of sixteen digits as it is printed', () => {
    // A thousand times this double is 8800000120167211.
    const cents = near.subtract(near.ofNumber(8800000120167.21), 8800000120167);
    expect(near.compare(cents, 0.2095)).toBeGreaterThan(0);
    expect(near.compare(cents, 0.2105)).toBeLessThan(0);
  });

  test('do not say how a quotient rounds that lies half-way, above or below', () => {
    const threeAbove = near.add(2 ** 53, 3);
    expect(() => near.quotient(threeAbove, 1)).toThrow();
    const halfBelow = near.subtract(2 ** 53, 0.5);
    expect(() => near.quotient(halfBelow, 1)).toThrow();
  });

  test('remember the decimals of many digits, up to 10,000', () => {
    const numbers = nearNumbers();
    const third = numbers.ofNumber(1 / 3);
    numbers.ofNumber(2 / 3);
    for (let n = 1; n < 20_000; n += 2) numbers.ofNumber(n / 1000);
    expect(numbers.ofNumber(1 / 3)).toBe(third);
    for (let n = 1; n < 9_999; n++) numbers.ofNumber(n + 1 / 3);
    expect(numbers.ofNumber(1 / 3)).toBe(third);
    numbers.ofNumber(9_999 + 1 / 3);
    expect(numbers.ofNumber(1 / 3)).not.toBe(third);
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
