import { fitAtMostZero, newton, startOf } from './logistic-newton.ts';
import { type StandardColumn, standardise } from './standardise.ts';

export interface LogisticRows {
  /** One a feature, each with a value a row; NaN where it is not known. */
  readonly columns: readonly ArrayLike<number>[];
  /** 1 for a positive. There must be one, and one that is not. */
  readonly isPositive: ArrayLike<number>;
}

export interface LogisticOptions {
  /** Above 0. What the square of each standardised coefficient costs, halved: 1 is a normal prior of variance 1 on each. */
  readonly ridge: number;
  /** Whether a coefficient must not be above 0: those that would be are 0, and the others fit best without them. */
  readonly atMostZero?: boolean;
}

export interface LogisticFit {
  readonly intercept: number;
  /** Of each column in its own unit; 0 for one whose known values do not differ. */
  readonly coefficients: readonly number[];
  /** The same for a column of deviation 1: what is comparable between columns. */
  readonly standardised: readonly number[];
}

/**
 * Regularised logistic regression: the coefficients that maximise the log-likelihood - ridge / 2 x sum of squares of the standardised ones,
 * the intercept left free, by Newton's method. A value that is not known counts as the mean. The maximum is unique; rows are put into an
 * order of their own first, so that theirs changes no digit. O(rows x columns^2) a step, some ten steps.
 *
 * Source: A. E. Hoerl, R. W. Kennard (1970) for the ridge; S. le Cessie, J. C. van Houwelingen (1992), Ridge estimators in logistic
 * regression, Applied Statistics 41(1), 191-201. Coefficients at most 0 by the active sets of C. L. Lawson, R. J. Hanson (1974), Solving
 * Least Squares Problems, chapter 23.
 */
export function fitLogisticRegression(rows: LogisticRows, options: LogisticOptions): LogisticFit {
  const { columns, isPositive } = inOrder(rows);
  const features = columns.map(standardise);
  const usable = features.flatMap(({ deviation }, index) => (deviation > 0 ? [index] : []));
  const problem = { features, isPositive, ridge: options.ridge };
  const beta = options.atMostZero ? fitAtMostZero(problem, usable) : newton(problem, startOf(problem), usable);
  const standardised = beta.slice(1);
  const coefficients = standardised.map((value, index) =>
    value === 0 ? 0 : value / (features[index] as StandardColumn).deviation,
  );
  const shift = coefficients.reduce((sum, value, index) => sum + value * (features[index] as StandardColumn).mean, 0);
  return { intercept: (beta[0] as number) - shift, coefficients, standardised };
}

/** Sums of doubles depend on their order, so the rows get one that is their own. */
function inOrder({ columns, isPositive }: LogisticRows): LogisticRows {
  const keys = [isPositive, ...columns].map((column) => Float64Array.from(column));
  const rank = (value: number) => (Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value);
  const order = Uint32Array.from({ length: isPositive.length }, (_, row) => row).sort((a, b) => {
    for (const key of keys) {
      const [x, y] = [rank(key[a] as number), rank(key[b] as number)];
      if (x !== y) return x - y;
    }
    return 0;
  });
  const [outcomes, ...sorted] = keys.map((key) => Float64Array.from(order, (row) => key[row] as number));
  return { columns: sorted, isPositive: outcomes as Float64Array };
}
