import { reject } from '../../errors.ts';
import { checkKeys, isFiniteNumber } from '../../read/index.ts';
import type { FittedRenewalModel, ModelParameters } from './model.ts';
import type { Renewals } from './read-survivors.ts';

/**
 * How well the two numbers of a model are known: its mean churn rate and its spread, in whose terms the likelihood is well-behaved however
 * much alike customers are; alpha and beta lie on a long curved ridge.
 */
export interface Uncertainty {
  readonly mean: number;
  readonly spread: number;
  readonly meanError: number;
  /** 0 in a geometric model, whose customers are taken to be alike. */
  readonly spreadError: number;
  readonly correlation: number;
}

/**
 * The standard errors at the maximum of the likelihood, from the inverse of its observed information. Those of alpha = mean / spread and beta =
 * (1 - mean) / spread follow by their derivatives.
 */
export function errorsAt(
  { lost, kept }: Renewals,
  mean: number,
  spread: number,
): Pick<FittedRenewalModel, 'standardErrors' | 'correlation'> {
  let [meanInformation, mixed, spreadInformation] = [0, 0, 0];
  for (let age = 0; age < kept.length; age += 1) {
    const whole = 1 + age * spread;
    const [gone, stayed] = [lost[age] as number, kept[age] as number];
    const curvature = stayed / (whole - mean) ** 2;
    meanInformation += gone / mean ** 2 + curvature;
    mixed -= age * curvature;
    spreadInformation += age * age * (curvature - (gone + stayed) / whole ** 2);
  }
  const unknown = { alpha: null, beta: null, churnRate: null, spread: null };
  if (spread === 0) {
    return { standardErrors: { ...unknown, churnRate: 1 / Math.sqrt(meanInformation) }, correlation: null };
  }
  const determinant = meanInformation * spreadInformation - mixed * mixed;
  if (!(determinant > 0)) return { standardErrors: unknown, correlation: null };
  const meanError = Math.sqrt(spreadInformation / determinant);
  const spreadError = Math.sqrt(meanInformation / determinant);
  const correlation = -mixed / Math.sqrt(meanInformation * spreadInformation);
  const errorOf = (share: number, sign: number) =>
    errorBy(sign / spread, -share / spread ** 2, { mean, spread, meanError, spreadError, correlation });
  return {
    standardErrors: { alpha: errorOf(mean, 1), beta: errorOf(1 - mean, -1), churnRate: meanError, spread: spreadError },
    correlation,
  };
}

/** The same of a model that was fitted and given back, perhaps through JSON. Null where the likelihood was too flat to tell. */
export function readUncertainty(model: object, parameters: ModelParameters): Uncertainty | null {
  const { standardErrors, correlation } = model as Record<string, unknown>;
  const errors = checkKeys(standardErrors, ['alpha', 'beta', 'churnRate', 'spread'], 'model.standardErrors');
  const meanError = readError(errors.churnRate, 'model.standardErrors.churnRate');
  if (parameters.alpha === null) {
    const { churnRate: mean } = parameters;
    return meanError === null ? null : { mean, spread: 0, meanError, spreadError: 0, correlation: 0 };
  }
  const spreadError = readError(errors.spread, 'model.standardErrors.spread');
  if (meanError === null || spreadError === null) return null;
  if (!isFiniteNumber(correlation) || Math.abs(correlation) > 1) {
    reject(
      'INVALID_NUMBER',
      'model.correlation',
      'be from -1 to 1, as fitShiftedBetaGeometric returns it',
      correlation,
    );
  }
  const sum = parameters.alpha + parameters.beta;
  return { mean: parameters.alpha / sum, spread: 1 / sum, meanError, spreadError, correlation };
}

function readError(value: unknown, path: string): number | null {
  if (value === null || (isFiniteNumber(value) && value >= 0)) return value;
  return reject('INVALID_NUMBER', path, 'be a number >= 0, as fitShiftedBetaGeometric returns it', value);
}

/** The standard error of a quantity that changes so much with the mean and with the spread. */
export function errorBy(
  byMean: number,
  bySpread: number,
  { meanError, spreadError, correlation }: Uncertainty,
): number {
  const [a, b] = [byMean * meanError, bySpread * spreadError];
  // Never below 0 but by a rounding.
  return Math.sqrt(Math.max(0, a * a + b * b + 2 * a * b * correlation));
}
