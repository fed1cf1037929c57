import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { solvePositiveDefinite } from '../../../src/statistics/regression/cholesky.ts';
import { fitLogisticRegression } from '../../../src/statistics/regression/logistic-regression.ts';
import { standardise } from '../../../src/statistics/regression/standardise.ts';
import { propertyRuns } from '../../support/property-runs.ts';

/** Rows of features, in which NaN is a value that is not known, and outcomes, both kinds among them. */
const rowsArbitrary = fc.integer({ min: 1, max: 4 }).chain((features) =>
  fc
    .array(
      fc.record({
        values: fc.array(fc.oneof({ weight: 6, arbitrary: fc.integer({ min: -9, max: 9 }) }, fc.constant(Number.NaN)), {
          minLength: features,
          maxLength: features,
        }),
        isPositive: fc.constantFrom(0, 1),
      }),
      { minLength: 3, maxLength: 30 },
    )
    .filter((rows) => new Set(rows.map(({ isPositive }) => isPositive)).size === 2),
);
type Rows = readonly { readonly values: readonly number[]; readonly isPositive: number }[];
const ridgeArbitrary = fc.constantFrom(0.01, 1, 30);

function inColumns(rows: Rows) {
  const columns = (rows[0]?.values ?? []).map((_, column) => rows.map(({ values }) => values[column] as number));
  return { columns, isPositive: rows.map(({ isPositive }) => isPositive) };
}

/** The gradient of log-likelihood - ridge / 2 x squares by the intercept and each standardised coefficient. */
function gradientOf(
  rows: Rows,
  { intercept, coefficients, standardised }: ReturnType<typeof fitLogisticRegression>,
  ridge: number,
) {
  const { columns } = inColumns(rows);
  const columnsKnown = columns.map((column) => standardise(column));
  const filled = columns.map((column, index) =>
    column.map((value) => (Number.isNaN(value) ? (columnsKnown[index]?.mean as number) : value)),
  );
  const residuals = rows.map(({ isPositive }, row) => {
    const odds = coefficients.reduce((sum, value, index) => sum + value * (filled[index]?.[row] as number), intercept);
    return isPositive - 1 / (1 + Math.exp(-odds));
  });
  const along = (column: ArrayLike<number>) =>
    residuals.reduce((sum, rest, row) => sum + rest * (column[row] as number), 0);
  return {
    intercept: residuals.reduce((sum, rest) => sum + rest, 0),
    features: columnsKnown.map(({ values }, index) => along(values) - ridge * (standardised[index] as number)),
  };
}

describe('fitLogisticRegression', () => {
  /**
   * Source: the example "hours of study and passing an exam" of the article on logistic regression of Wikipedia, coefficients 1.5046 and
   * -4.0777, with R's glm 1.504645 and -4.077713.
   */
  test('a published fit, without regularisation to speak of', () => {
    const hours = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.25, 3.5, 4, 4.25, 4.5, 4.75, 5, 5.5];
    const isPositive = [0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1];
    const { intercept, coefficients } = fitLogisticRegression({ columns: [hours], isPositive }, { ridge: 1e-9 });
    expect(coefficients[0]).toBeCloseTo(1.504645, 6);
    expect(intercept).toBeCloseTo(-4.077713, 6);
  });

  /** A table of two by two has the closed form ln(odds) and ln(odds ratio): 3 of 4 at 1, 2 of 6 at 0: ln(1/2) and ln(3 / (1/2)). */
  test('a table of two by two by its closed form', () => {
    const columns = [[1, 1, 1, 1, 0, 0, 0, 0, 0, 0]];
    const isPositive = [1, 1, 1, 0, 1, 1, 0, 0, 0, 0];
    const fit = fitLogisticRegression({ columns, isPositive }, { ridge: 1e-10 });
    expect(fit.intercept).toBeCloseTo(Math.log(1 / 2), 8);
    expect(fit.coefficients[0]).toBeCloseTo(Math.log(6), 8);
    // The deviation of four 1 and six 0 is sqrt(0.24).
    expect(fit.standardised[0]).toBeCloseTo(Math.log(6) * Math.sqrt(0.24), 8);
  });

  test('the gradient is 0 there, so that it is the maximum of a concave function', () => {
    fc.assert(
      fc.property(rowsArbitrary, ridgeArbitrary, (rows, ridge) => {
        const fit = fitLogisticRegression(inColumns(rows), { ridge });
        const gradient = gradientOf(rows, fit, ridge);
        expect(Math.abs(gradient.intercept)).toBeLessThan(1e-9);
        for (const slope of gradient.features) expect(Math.abs(slope)).toBeLessThan(1e-9);
      }),
      propertyRuns(300),
    );
  });

  test('held at most 0: the gradient is 0 where a coefficient is below 0, and pushes up where it is 0', () => {
    fc.assert(
      fc.property(rowsArbitrary, ridgeArbitrary, (rows, ridge) => {
        const fit = fitLogisticRegression(inColumns(rows), { ridge, atMostZero: true });
        const gradient = gradientOf(rows, fit, ridge);
        expect(Math.abs(gradient.intercept)).toBeLessThan(1e-9);
        for (const [index, slope] of gradient.features.entries()) {
          const value = fit.standardised[index] as number;
          expect(value).toBeLessThanOrEqual(0);
          if (value < 0) expect(Math.abs(slope)).toBeLessThan(1e-9);
          else expect(slope).toBeGreaterThan(-1e-7);
        }
      }),
      propertyRuns(500),
    );
  });

  test('where all point the right way, holding them there changes nothing', () => {
    const columns = [
      [5, 4, 4, 2, 1, 0, 3, 2],
      [9, 1, 8, 2, 7, 3, 1, 1],
    ];
    const rows = { columns, isPositive: [0, 0, 0, 1, 1, 1, 0, 1] };
    const free = fitLogisticRegression(rows, { ridge: 1 });
    expect(Math.max(...free.standardised)).toBeLessThan(0);
    const held = fitLogisticRegression(rows, { ridge: 1, atMostZero: true });
    for (const [index, value] of free.standardised.entries()) expect(held.standardised[index]).toBeCloseTo(value, 9);
  });

  test('no order of rows changes a digit', () => {
    fc.assert(
      fc.property(rowsArbitrary, fc.infiniteStream(fc.nat()), (rows, keys) => {
        const shuffled = rows.map((row) => ({ row, key: keys.next().value })).sort((a, b) => a.key - b.key);
        const options = { ridge: 1, atMostZero: true };
        expect(fitLogisticRegression(inColumns(shuffled.map(({ row }) => row)), options)).toEqual(
          fitLogisticRegression(inColumns(rows), options),
        );
      }),
    );
  });

  test('a column in another unit has the coefficient of that unit, and nothing else changes', () => {
    const isPositive = [0, 0, 1, 0, 1, 1];
    const column = [1, 2, 3, 4, 5, 7];
    const fit = fitLogisticRegression({ columns: [column], isPositive }, { ridge: 1 });
    const other = fitLogisticRegression({ columns: [column.map((x) => 10 * x - 3)], isPositive }, { ridge: 1 });
    expect(other.coefficients[0]).toBeCloseTo((fit.coefficients[0] as number) / 10, 12);
    expect(other.standardised[0]).toBeCloseTo(fit.standardised[0] as number, 12);
  });

  test('a value that is not known counts as the mean; a column that does not vary, or is not known at all, as nothing', () => {
    const isPositive = [0, 1, 0, 1, 1];
    const fit = fitLogisticRegression({ columns: [[1, 2, 3, 6, Number.NaN]], isPositive }, { ridge: 1 });
    // 1, 2, 3, 6 have the mean 3 and the deviation sqrt(14 / 4).
    expect(fit.coefficients[0]).toBeCloseTo((fit.standardised[0] as number) / Math.sqrt(3.5), 14);
    const nothing = [[7, 7, 7, Number.NaN, 7], [0.1, 0.1, 0.1, 0.1, 0.1], Array.from({ length: 5 }, () => Number.NaN)];
    const none = fitLogisticRegression({ columns: nothing, isPositive }, { ridge: 1 });
    expect(none).toMatchObject({ coefficients: [0, 0, 0], standardised: [0, 0, 0] });
    expect(none.intercept).toBeCloseTo(Math.log(3 / 2), 13);
  });

  test('where a column separates the kinds the ridge keeps the coefficient finite', () => {
    const rows = { columns: [[1, 2, 3, 4]], isPositive: [0, 0, 1, 1] };
    const weak = fitLogisticRegression(rows, { ridge: 1e-6 }).standardised[0] as number;
    const strong = fitLogisticRegression(rows, { ridge: 1 }).standardised[0] as number;
    expect(weak).toBeGreaterThan(strong);
    expect(Number.isFinite(weak)).toBe(true);
    expect(strong).toBeGreaterThan(0);
  });
});

describe('solvePositiveDefinite', () => {
  test('by hand: 4x + 2y = 10, 2x + 3y = 9 has x = 1.5, y = 2', () => {
    const [x, y] = solvePositiveDefinite(
      [
        [4, 2],
        [2, 3],
      ],
      [10, 9],
    );
    expect(x).toBeCloseTo(1.5, 14);
    expect(y).toBeCloseTo(2, 14);
  });

  test('the solution put in gives the right side', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 4, maxLength: 4 }), {
          minLength: 4,
          maxLength: 4,
        }),
        (a) => {
          // A times its transpose plus the unit matrix is positive definite.
          const matrix = a.map((row, i) =>
            a.map((other, j) => row.reduce((sum, x, k) => sum + x * (other[k] as number), i === j ? 1 : 0)),
          );
          const right = [1, -2, 3, 0.5];
          const solution = solvePositiveDefinite(matrix, right);
          for (const [i, row] of matrix.entries()) {
            expect(row.reduce((sum, x, j) => sum + x * (solution[j] as number), 0)).toBeCloseTo(right[i] as number, 8);
          }
        },
      ),
    );
  });
});
