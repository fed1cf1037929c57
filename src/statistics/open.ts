export { type AreaUnderCurve, areaDifference, areaUnderCurve } from './auc.ts';
export { betaMeanOfReciprocal } from './beta-mean.ts';
export { chiSquareTail } from './chi-square.ts';
export type { CohortAverage, CohortCell } from './cohort-cell.ts';
export { defaultConfidence, standardErrorsAt } from './confidence.ts';
export { differenceOf } from './difference.ts';
export { type Distribution, distributionOf } from './distribution.ts';
export {
  type CountedValue,
  medianOf,
  quantile,
  type SortedValues,
  sortedCounted,
  sortedNumbers,
  sortedRationals,
} from './quantile.ts';
export type { Difference } from './rate-difference.ts';
export { solvePositiveDefinite } from './regression/cholesky.ts';
export {
  fallingShares,
  joinByValue,
  type RowsByValue,
  rowsByValue,
  shareAt,
} from './regression/isotonic-regression.ts';
export { fitLogisticRegression } from './regression/logistic-regression.ts';
export { effectiveCount, wilsonBounds } from './wilson.ts';
