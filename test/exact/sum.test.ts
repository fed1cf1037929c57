import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { absolute, add, compare, keyedSums, type Rational, sum, zero } from '../../src/exact/index.ts';
import { propertyRuns } from '../support/property-runs.ts';

const rational: fc.Arbitrary<Rational> = fc.record({
  n: fc.bigInt({ min: -1000n, max: 1000n }),
  d: fc.bigInt({ min: 1n, max: 30n }),
});
const inTurn = (amounts: readonly Rational[]) => amounts.reduce(add, zero);

describe('sum', () => {
  test('is what adding in turn comes to, of any number of fractions', () => {
    fc.assert(
      fc.property(fc.array(rational, { maxLength: 9 }), (amounts) => {
        expect(compare(sum(amounts), inTurn(amounts))).toBe(0);
      }),
      propertyRuns(200),
    );
  });

  test('of nothing is 0, of one fraction itself, and over one denominator keeps it', () => {
    const half = { n: 2n, d: 4n };
    expect(sum([])).toEqual(zero);
    expect(sum([half])).toBe(half);
    expect(sum([half, half, half])).toEqual({ n: 6n, d: 4n });
  });
});

describe('keyed sums', () => {
  test('are the sum of what was added to each key, in any order', () => {
    const added = fc.array(fc.tuple(fc.nat(3), rational), { maxLength: 20 });
    fc.assert(
      fc.property(added, (pairs) => {
        const sums = keyedSums<number>();
        for (const [key, amount] of pairs) sums.add(key, amount);
        for (const key of [0, 1, 2, 3]) {
          const own = pairs.filter(([other]) => other === key).map(([, amount]) => amount);
          expect(compare(sums.get(key), inTurn(own))).toBe(0);
        }
      }),
      propertyRuns(200),
    );
  });

  test('keep a denominator as it is, and are 0 where nothing was added', () => {
    const sums = keyedSums<string>();
    sums.add('a', { n: 1n, d: 100n });
    sums.add('a', { n: 3n, d: 100n });
    expect(sums.get('a')).toEqual({ n: 4n, d: 100n });
    expect(sums.get('b')).toEqual(zero);
    expect([...sums.keys()]).toEqual(['a']);
  });
});

test.each([
  [3n, 3n],
  [-3n, 3n],
  [0n, 0n],
])('the absolute value of %i quarters is %i quarters', (n, expected) => {
  expect(absolute({ n, d: 4n })).toEqual({ n: expected, d: 4n });
});
