import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { areaDifference, areaUnderCurve } from '../../src/statistics/auc.ts';
import { standardErrorsAt } from '../../src/statistics/confidence.ts';
import type { RankedOutcomes } from '../../src/statistics/placements.ts';
import { propertyRuns } from '../support/property-runs.ts';

const confidence = 0.95;
const z = standardErrorsAt(confidence);

type Row = readonly [value: number, isPositive: number, owner?: number];

function outcomesOf(rows: readonly Row[]): RankedOutcomes {
  return {
    values: rows.map(([value]) => value),
    isPositive: rows.map(([, isPositive]) => isPositive),
    owners: rows.map(([, , owner], row) => owner ?? row),
    ownerCount: Math.max(rows.length, 6),
  };
}

const repeated = (times: number, row: Row): Row[] => Array.from({ length: times }, () => row);
const rowArbitrary = fc.tuple(fc.integer({ min: 0, max: 8 }), fc.constantFrom(0, 1), fc.integer({ min: 0, max: 5 }));
const rowsArbitrary = fc.array(rowArbitrary, { maxLength: 40 });
/** Each row its own owner. */
const alone = (rows: readonly Row[]): Row[] => rows.map(([value, isPositive]) => [value, isPositive]);

/** How a positive stands to a negative: all there is to the definition. */
const psi = (positive: number, negative: number) => (positive > negative ? 1 : positive === negative ? 0.5 : 0);
const mean = (list: readonly number[]) => list.reduce((sum, x) => sum + x, 0) / list.length;

/** Area and DeLong's variance as they are defined, over all pairs. */
function bruteForce(rows: readonly Row[]) {
  const positives = rows.filter(([, is]) => is === 1).map(([value]) => value);
  const negatives = rows.filter(([, is]) => is === 0).map(([value]) => value);
  const area = mean(positives.flatMap((x) => negatives.map((y) => psi(x, y))));
  const spread = (list: readonly number[]) => list.reduce((sum, x) => sum + (x - area) ** 2, 0) / (list.length - 1);
  const ofPositives = positives.map((x) => mean(negatives.map((y) => psi(x, y))));
  const ofNegatives = negatives.map((y) => mean(positives.map((x) => psi(x, y))));
  return {
    area,
    variance: spread(ofPositives) / positives.length + spread(ofNegatives) / negatives.length,
    counts: [positives.length, negatives.length] as const,
  };
}

describe('areaUnderCurve', () => {
  /**
   * By hand: positives 4 and 2, negatives 1, 3, 2. Of 6 pairs: 4 is above all 3; 2 is above 1, ties with 2, is below 3: 4.5 / 6 = 0.75.
   * Placements of the positives 1 and 0.5, of the negatives 1, 0.5, 0.75. Their variances (n - 1): 0.125 and 0.0625. So
   * 0.125 / 2 + 0.0625 / 3 = 1 / 12.
   */
  test('by hand, with the error of DeLong', () => {
    const found = areaUnderCurve(
      outcomesOf([
        [1, 0],
        [4, 1],
        [3, 0],
        [2, 1],
        [2, 0],
      ]),
      confidence,
    );
    expect(found.value).toBe(0.75);
    expect(found.standardError).toBeCloseTo(Math.sqrt(1 / 12), 15);
    // ln 3 +- z (1 / sqrt 12) / (0.75 x 0.25)
    const odds = (side: number) => 3 * Math.exp((side * z * Math.sqrt(1 / 12)) / 0.1875);
    expect(found.lower).toBeCloseTo(odds(-1) / (1 + odds(-1)), 14);
    expect(found.upper).toBeCloseTo(odds(1) / (1 + odds(1)), 14);
  });

  /**
   * Source: J. A. Hanley and B. J. McNeil (1982), The meaning and use of the area under a receiver operating characteristic (ROC) curve,
   * Radiology 143, 29-36: 58 normal and 51 abnormal images, rated 1 to 5; area 0.893, error (by their own formula) 0.032.
   */
  test('the ratings of Hanley and McNeil', () => {
    const normal = [33, 6, 6, 11, 2].flatMap((count, rating) => repeated(count, [rating, 0]));
    const abnormal = [3, 2, 2, 11, 33].flatMap((count, rating) => repeated(count, [rating, 1]));
    const found = areaUnderCurve(outcomesOf([...normal, ...abnormal]), confidence);
    expect(found.value).toBe(2642 / 2958);
    expect(found.value).toBeCloseTo(0.893, 3);
    expect(found.standardError).toBeCloseTo(0.032, 2);
  });

  test("is the share of all pairs, and its error DeLong's, as they are defined", () => {
    fc.assert(
      fc.property(rowsArbitrary, (rows) => {
        const found = areaUnderCurve(outcomesOf(alone(rows)), confidence);
        const { area, variance, counts } = bruteForce(rows);
        if (Math.min(...counts) === 0) {
          expect(found).toEqual({ value: null, standardError: null, lower: null, upper: null, confidence });
          return;
        }
        expect(found.value).toBeCloseTo(area, 14);
        const known = Math.min(...counts) > 1 && variance > 1e-20;
        if (known) expect(found.standardError).toBeCloseTo(Math.sqrt(variance), 13);
        else expect(found).toMatchObject({ standardError: null, lower: null, upper: null, confidence });
      }),
      propertyRuns(500),
    );
  });

  /**
   * With two rows of each owner, all alike, the data says no more than with one: the error must be that of one row each. (That the rows
   * were independent would make it smaller by the square root of two, nearly.)
   */
  test('rows of one owner that are alike do not narrow the interval', () => {
    fc.assert(
      fc.property(rowsArbitrary, (rows) => {
        const owned = rows.map(([value, isPositive], owner): Row => [value, isPositive, owner]);
        const once = areaUnderCurve(outcomesOf(owned), confidence);
        const twice = areaUnderCurve(outcomesOf([...owned, ...owned]), confidence);
        expect(twice.value).toBe(once.value);
        if (once.standardError === null) expect(twice.standardError).toBeNull();
        else expect(twice.standardError).toBeCloseTo(once.standardError, 13);
      }),
    );
  });

  /**
   * By hand: owner 0 has a positive 3 and a negative 2, owner 1 a positive 1 and a negative 0. Pairs: 3 > 2, 3 > 0, 1 < 2, 1 > 0: 3/4.
   * Placements less 3/4: positives 1/4, -1/4; negatives (2: above it 3 of 3 and 1) 1/2 - 3/4 = -1/4, and 1 - 3/4 = 1/4. Two owners with
   * each kind: (2/1) (2/16) / 4 = 1/16 for either kind, and 2 (2/1) (-2/16) / 4 = -1/8 for both together: 0. So no error is known.
   */
  test('what an owner has of both kinds errs together', () => {
    const rows: Row[] = [
      [3, 1, 0],
      [2, 0, 0],
      [1, 1, 1],
      [0, 0, 1],
    ];
    expect(areaUnderCurve(outcomesOf(rows), confidence)).toEqual({
      value: 0.75,
      standardError: null,
      lower: null,
      upper: null,
      confidence,
    });
    expect(areaUnderCurve(outcomesOf(alone(rows)), confidence).standardError).toBeCloseTo(Math.sqrt(1 / 8), 15);
  });

  test('only the order of the values counts, and neither the order of the rows nor that of the owners', () => {
    fc.assert(
      fc.property(rowsArbitrary, fc.infiniteStream(fc.nat()), (rows, keys) => {
        const found = areaUnderCurve(outcomesOf(rows), confidence);
        const bent = rows.map(([value, isPositive, owner]): Row => [Math.exp(value) - 7, isPositive, owner]);
        expect(areaUnderCurve(outcomesOf(bent), confidence)).toEqual(found);
        const shuffled = rows.map((row) => ({ row, key: keys.next().value })).sort((a, b) => a.key - b.key);
        const renamed = shuffled.map(({ row: [value, isPositive, owner] }): Row => [value, isPositive, 5 - owner]);
        expect(areaUnderCurve({ ...outcomesOf(renamed), ownerCount: 60 }, confidence)).toEqual(found);
      }),
    );
  });

  test('upside down it is 1 less', () => {
    fc.assert(
      fc.property(rowsArbitrary, (rows) => {
        const found = areaUnderCurve(outcomesOf(rows), confidence);
        const turned = areaUnderCurve(outcomesOf(rows.map(([value, is, owner]) => [-value, is, owner])), confidence);
        expect(turned.value === null).toBe(found.value === null);
        if (found.value === null) return;
        expect(turned.value).toBeCloseTo(1 - found.value, 14);
        if (found.lower !== null) expect(turned.upper).toBeCloseTo(1 - found.lower, 10);
      }),
    );
  });

  test('where the kinds do not overlap, or nothing tells any two apart, no interval is claimed', () => {
    const apart = [...repeated(5, [1, 0]), ...repeated(5, [2, 1])];
    expect(areaUnderCurve(outcomesOf(apart), confidence)).toEqual({
      value: 1,
      standardError: null,
      lower: null,
      upper: null,
      confidence,
    });
    const alike = [...repeated(5, [1, 0]), ...repeated(5, [1, 1])];
    expect(areaUnderCurve(outcomesOf(alike), confidence)).toEqual({
      value: 0.5,
      standardError: null,
      lower: null,
      upper: null,
      confidence,
    });
  });
});

describe('areaDifference', () => {
  const pairArbitrary = fc.array(fc.tuple(fc.nat(6), fc.nat(6), fc.constantFrom(0, 1)), { maxLength: 40 });

  /** By the covariance of DeLong, which the difference of the placements takes a shorter way to. */
  function variancesOf(rows: readonly (readonly [number, number, number])[]) {
    const positives = rows.filter(([, , is]) => is === 1);
    const negatives = rows.filter(([, , is]) => is === 0);
    const above = (score: 0 | 1) => positives.map((x) => mean(negatives.map((y) => psi(x[score], y[score]))));
    const below = (score: 0 | 1) => negatives.map((y) => mean(positives.map((x) => psi(x[score], y[score]))));
    const covariance = (a: readonly number[], b: readonly number[]) =>
      a.reduce((sum, x, i) => sum + (x - mean(a)) * ((b[i] as number) - mean(b)), 0) / (a.length - 1);
    const s = (a: 0 | 1, b: 0 | 1) =>
      covariance(above(a), above(b)) / positives.length + covariance(below(a), below(b)) / negatives.length;
    return { counts: [positives.length, negatives.length], variance: s(0, 0) + s(1, 1) - 2 * s(0, 1) };
  }

  test('is the difference of the two areas, with the error that their covariance gives', () => {
    fc.assert(
      fc.property(pairArbitrary, (rows) => {
        const first = outcomesOf(rows.map(([value, , is]) => [value, is]));
        const others = rows.map(([, value]) => value);
        const found = areaDifference(first, others, confidence);
        const [a, b] = [
          areaUnderCurve(first, confidence).value,
          areaUnderCurve({ ...first, values: others }, confidence).value,
        ];
        expect(found.value).toBe(a === null || b === null ? null : a - b);
        const { counts, variance } = variancesOf(rows);
        const known = Math.min(...counts) > 1 && variance > 1e-20;
        expect(found.standardError === null).toBe(!known);
        if (!known) return;
        expect(found.standardError).toBeCloseTo(Math.sqrt(variance), 12);
        expect(found.upper).toBeCloseTo((found.value as number) + z * Math.sqrt(variance), 12);
      }),
      propertyRuns(300),
    );
  });

  test('of a score and itself is 0, of which no interval is claimed', () => {
    const rows = outcomesOf([
      [1, 0],
      [2, 1],
      [3, 0],
      [4, 1],
    ]);
    expect(areaDifference(rows, rows.values, confidence)).toEqual({
      value: 0,
      standardError: null,
      lower: null,
      upper: null,
      confidence,
    });
  });
});
