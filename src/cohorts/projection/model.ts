import { reject } from '../../errors.ts';
import { readFraction } from '../../ratio/open.ts';
import { checkKeys, isMissing, readNumberAboveZero } from '../../read/index.ts';

/**
 * A shifted-beta-geometric model: each customer leaves with a probability of its own in each period, and over all customers these
 * probabilities follow a beta distribution.
 */
export interface ShiftedBetaGeometric {
  /** With `beta`, the mean probability of leaving: alpha / (alpha + beta). The smaller both are, the more customers differ. */
  readonly alpha: number;
  /** The larger it is relative to `alpha`, the lower the mean probability of leaving. */
  readonly beta: number;
}

/** A geometric model: all customers leave with the same probability in each period, whatever their age. */
export interface Geometric {
  /** The churn rate per period, as a fraction, 0..1. */
  readonly churnRate: number;
}

/** The fields of both fitted models. */
export interface RenewalModelFit {
  /** The mean probability of leaving at the first renewal: alpha / (alpha + beta). */
  readonly churnRate: number;
  /** 1 / (alpha + beta), how much customers differ: 0 if they are all alike. */
  readonly spread: number;
  /** The natural logarithm of the likelihood of the survivors as given, counts or percentages. */
  readonly logLikelihood: number;
  /** The standard errors of the parameters; null for parameters that a geometric model lacks, or if the likelihood is too flat. */
  readonly standardErrors: {
    /** The standard error of `alpha`; null for a geometric model. */
    readonly alpha: number | null;
    /** The standard error of `beta`; null for a geometric model. */
    readonly beta: number | null;
    /** The standard error of `churnRate`. */
    readonly churnRate: number | null;
    /** The standard error of `spread`; null for a geometric model. */
    readonly spread: number | null;
  };
  /** The correlation of the errors of `churnRate` and `spread`; null if one of them is null. */
  readonly correlation: number | null;
}

/** A fitted shifted-beta-geometric model, with its likelihood and standard errors. */
export interface FittedShiftedBetaGeometric extends ShiftedBetaGeometric, RenewalModelFit {
  /** The name of the model, which distinguishes the two. */
  readonly model: 'shiftedBetaGeometric';
}

/** A fitted geometric model, for churn that does not fall with age: alpha and beta would then grow without limit, and are null. */
export interface FittedGeometric extends RenewalModelFit {
  /** The name of the model, which distinguishes the two. */
  readonly model: 'geometric';
  readonly alpha: null;
  readonly beta: null;
}

/** The result of `fitShiftedBetaGeometric`; `model` says which of the two models it is. */
export type FittedRenewalModel = FittedShiftedBetaGeometric | FittedGeometric;

/** A shifted-beta-geometric model: a fitted one, or its two parameters. */
export type ShiftedBetaGeometricModel = ShiftedBetaGeometric & Partial<FittedShiftedBetaGeometric>;

/** What projections accept as a model: a fitted model, the two parameters of a shifted-beta-geometric one, or one churn rate. */
export type RenewalModel = ShiftedBetaGeometricModel | (Geometric & Partial<FittedGeometric>);

/** The parameters of a model that was read; alpha and beta are null in a geometric one, of which the churn rate is read then. */
export type ModelParameters = ShiftedBetaGeometric | (Geometric & { readonly alpha: null });

const keys = ['model', 'alpha', 'beta', 'churnRate', 'spread', 'logLikelihood', 'standardErrors', 'correlation'];

export function readModel(model: unknown): ModelParameters {
  const given = checkKeys(model, keys, 'model');
  const { alpha, beta, churnRate, logLikelihood } = given;
  if (logLikelihood !== undefined && typeof logLikelihood !== 'number') {
    reject('INVALID_NUMBER', 'model.logLikelihood', 'be a number, or be left out', logLikelihood);
  }
  if (isMissing(alpha) && isMissing(beta) && !isMissing(churnRate)) {
    return { alpha: null, churnRate: readFraction(churnRate, 'model.churnRate') };
  }
  return { alpha: readParameter(alpha, 'model.alpha'), beta: readParameter(beta, 'model.beta') };
}

/** Beyond 2^53 the steps of the integral are lost to rounding, and it would not end. */
function readParameter(value: unknown, path: string): number {
  const parameter = readNumberAboveZero(value, path);
  if (parameter <= Number.MAX_SAFE_INTEGER) return parameter;
  return reject('INVALID_NUMBER', path, `be at most ${Number.MAX_SAFE_INTEGER}`, value);
}

/** The chance of a customer to stay at its next renewal, after a number of them. */
export function chanceToStay(model: ModelParameters, renewals: number): number {
  if (model.alpha === null) return 1 - model.churnRate;
  return (model.beta + renewals) / (model.alpha + model.beta + renewals);
}
