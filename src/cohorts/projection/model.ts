import { reject } from '../../errors.ts';
import { checkKeys, readNumberAboveZero } from '../../read/index.ts';

/**
 * A shifted-beta-geometric model: each customer leaves with a probability of its own in each period, and over all customers these
 * probabilities follow a beta distribution.
 */
export interface ShiftedBetaGeometric {
  /** Together with `beta`: the mean probability to leave is alpha / (alpha + beta); the smaller both are, the more customers differ. */
  readonly alpha: number;
  readonly beta: number;
}

/** A model that was fitted, with how well it fits. */
export interface FittedShiftedBetaGeometric extends ShiftedBetaGeometric {
  /** The natural logarithm of the likelihood, of the survivors as they were given: counts, or percents. */
  readonly logLikelihood: number;
}

/** What the functions of projection take: a fitted model, or its two parameters. */
export type ShiftedBetaGeometricModel = ShiftedBetaGeometric & Partial<FittedShiftedBetaGeometric>;

export function readModel(model: unknown): ShiftedBetaGeometric {
  const { alpha, beta, logLikelihood } = checkKeys(model, ['alpha', 'beta', 'logLikelihood'], 'model');
  if (logLikelihood !== undefined && typeof logLikelihood !== 'number') {
    reject('INVALID_NUMBER', 'model.logLikelihood', 'be a number, or be left out', logLikelihood);
  }
  return { alpha: readParameter(alpha, 'model.alpha'), beta: readParameter(beta, 'model.beta') };
}

/** Beyond 2^53 the steps of the integral are lost to rounding, and it would not end. */
function readParameter(value: unknown, path: string): number {
  const parameter = readNumberAboveZero(value, path);
  if (parameter <= Number.MAX_SAFE_INTEGER) return parameter;
  return reject('INVALID_NUMBER', path, `be at most ${Number.MAX_SAFE_INTEGER}`, value);
}
