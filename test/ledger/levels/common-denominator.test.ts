import { describe, expect, test } from 'vitest';
import type { Rational } from '../../../src/exact/index.ts';
import { chooseUnit, rationalGroup, scaledGroup } from '../../../src/ledger/levels/common-denominator.ts';
import type { PaidSpans } from '../../../src/ledger/levels/paid-spans.ts';

/** A unit for customers who have these prices, each a fraction as n/d. */
function unitOf(...customers: readonly (readonly [n: bigint, d: bigint][])[]) {
  const all = customers.flat();
  const names = [...new Set(all.map(String))];
  const prices = names.map((name): Rational => {
    const [n, d] = name.split(',') as [string, string];
    return { n: BigInt(n), d: BigInt(d) };
  });
  const offsets = [0];
  for (const own of customers) offsets.push((offsets.at(-1) as number) + own.length);
  const spans = {
    offsets: Uint32Array.from(offsets),
    price: Uint32Array.from(all, (price) => names.indexOf(`${price}`)),
  };
  const { unit, group, priceUnits } = chooseUnit(spans as unknown as PaidSpans, prices);
  return { unit, group: [...group], units: all.map((price) => priceUnits[names.indexOf(`${price}`)]) };
}

// Two of them fit into 2^52 together, three do not.
const [p, q, r] = [16_777_213n, 16_777_183n, 16_777_199n];

describe('the unit of a ledger', () => {
  test('is what all prices are whole numbers of', () => {
    expect(unitOf([[4999n, 100n]], [[25n, 3n]], [[7n, 12n]])).toEqual({
      unit: 300n,
      group: [scaledGroup, scaledGroup, scaledGroup],
      units: [14997, 2500, 175],
    });
    expect(unitOf()).toEqual({ unit: 1n, group: [], units: [] });
  });

  test('takes the denominators of most rows first, and leaves out what does not fit', () => {
    const [ofP, ofQ, ofR] = [[[1n, p]], [[1n, q]], [[1n, r]]] as [
      [bigint, bigint][],
      [bigint, bigint][],
      [bigint, bigint][],
    ];
    const rare = unitOf(ofP, ofQ, ofR, ofQ, ofR, ofR);
    expect(rare).toMatchObject({
      unit: q * r,
      group: [rationalGroup, scaledGroup, scaledGroup, scaledGroup, scaledGroup, scaledGroup],
    });
    expect(rare.units[0]).toBeNaN();
    expect(unitOf(ofQ, ofP, ofR, ofP, ofR, ofP)).toMatchObject({ unit: p * r });
    // Two prices over one denominator count for it together.
    expect(
      unitOf(ofQ, ofQ, ofR, ofR, [[2n, p]], [[3n, p]], [[4n, p]]).group.filter((own) => own === rationalGroup),
    ).toHaveLength(2);
  });

  test('takes the smaller of those of equally many, whichever row comes first', () => {
    const [ofP, ofQ, ofR] = [[[1n, p]], [[1n, q]], [[1n, r]]] as [
      [bigint, bigint][],
      [bigint, bigint][],
      [bigint, bigint][],
    ];
    for (const order of [
      [ofP, ofQ, ofR],
      [ofR, ofP, ofQ],
      [ofQ, ofR, ofP],
    ]) {
      expect(unitOf(...order).unit).toBe(q * r);
    }
  });

  test('leaves room for the highest level: the sum of all that a customer ever has', () => {
    const cents: [bigint, bigint] = [1n, 100n];
    const million: [bigint, bigint] = [2n ** 26n, 1n];
    // 2^26 in hundredths of 1/p are more than 2^52.
    expect(unitOf([[1n, p]], [cents], [cents], [million])).toMatchObject({
      unit: 100n,
      group: [rationalGroup, 0, 0, 0],
    });
    expect(unitOf([[1n, p]], [cents], [cents], [[1n, 1n]])).toMatchObject({ unit: 100n * p, group: [0, 0, 0, 0] });
    const months: [bigint, bigint] = [1n, 12n];
    expect(unitOf([[1n, p]], [cents], [cents], [months], [months], [million])).toMatchObject({ unit: 300n });
    // 2^28 times p is just below 2^52, and out nevertheless: sums of levels are bounded in doubles, which round.
    const half: [bigint, bigint] = [2n ** 27n, 1n];
    expect(unitOf([[1n, p]], [half, half])).toMatchObject({ unit: 1n, group: [rationalGroup, 0] });
    expect(unitOf([[1n, p]], [half])).toMatchObject({ unit: p, group: [0, 0] });
  });

  test('is not made coarse by a customer with a million million', () => {
    const rich: [bigint, bigint] = [2n ** 40n, 1n];
    expect(unitOf([[1n, 1_000_003n]], [rich], [[1n, 100n]])).toMatchObject({
      unit: 100_000_300n,
      group: [scaledGroup, rationalGroup, scaledGroup],
    });
    // Though it would fit.
    expect(unitOf([[2n ** 41n, 1n]], [[1n, 100n]])).toMatchObject({ unit: 100n, group: [rationalGroup, scaledGroup] });
  });
});
