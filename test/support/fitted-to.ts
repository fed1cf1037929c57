import { type FittedShiftedBetaGeometric, fitShiftedBetaGeometric } from 'tenure';

/** The model of survivors whose churn falls with age. */
export function fittedTo(survivors: number[] | number[][]): FittedShiftedBetaGeometric {
  const fitted = fitShiftedBetaGeometric(survivors);
  if (fitted.model === 'geometric') throw new Error('churn does not fall with age');
  return fitted;
}
