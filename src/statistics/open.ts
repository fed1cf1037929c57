export { type AreaUnderCurve, areaDifference, areaUnderCurve } from './auc.ts';
export { betaMeanOfReciprocal } from './beta-mean.ts';
export { standardErrorsAt } from './confidence.ts';
export { exactQuantile, quantile } from './quantile.ts';
export { fallingShares, shareAt } from './regression/isotonic-regression.ts';
export { fitLogisticRegression } from './regression/logistic-regression.ts';
export { wilsonBounds } from './wilson.ts';
