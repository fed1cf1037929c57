import { reject } from '../../errors.ts';
import { readFraction } from '../../ratio/open.ts';
import { checkKeys, isMissing, readNumberAboveZero } from '../../read/index.ts';

/**
 * A shifted-beta-geometric model: each customer leaves with a probability of its own in each period, and over all customers these
 * probabilities follow a beta distribution.
 */
export interface ShiftedBetaGeometric {
  /** Together with `beta`: the mean probability to leave is alpha / (alpha + beta); the smaller both are, the more customers differ. */
  readonly alpha: number;
  /** Together with `alpha`: the larger it is beside `alpha`, the smaller the mean probability to leave. */
  readonly beta: number;
}

/** A geometric model: all customers leave with the same probability in each period, whatever their age. */
export interface Geometric {
  /** A fraction, 0..1. */
  readonly churnRate: number;
}

/** What both fitted models have. */
export interface RenewalModelFit {
  /** The mean probability to leave in the first period: alpha / (alpha + beta). */
  readonly churnRate: number;
  /** 1 / (alpha + beta), how much customers differ: 0 if they are all alike. */
  readonly spread: number;
  /** The natural logarithm of the likelihood, of the survivors as they were given: counts, or percents. */
  readonly logLikelihood: number;
  /** How well the parameters are known; null for those that a geometric model lacks, and where the likelihood is too flat to tell. */
  readonly standardErrors: {
    /** Of `alpha`; null for a geometric model. */
    readonly alpha: number | null;
    /** Of `beta`; null for a geometric model. */
    readonly beta: number | null;
    /** Of `churnRate`. */
    readonly churnRate: number | null;
    /** Of `spread`; null for a geometric model. */
    readonly spread: number | null;
  };
  /** Between the errors of `churnRate` and `spread`; null where one of them is. */
  readonly correlation: number | null;
}

/** A shifted-beta-geometric model that was fitted, with how well it fits and how well its parameters are known. */
export interface FittedShiftedBetaGeometric extends ShiftedBetaGeometric, RenewalModelFit {
  /** Tells the two models apart. */
  readonly model: 'shiftedBetaGeometric';
}

/** The geometric model, fitted where churn does not fall with age: alpha and beta would grow without end there, and are null. */
export interface FittedGeometric extends RenewalModelFit {
  /** Tells the two models apart. */
  readonly model: 'geometric';
  readonly alpha: null;
  readonly beta: null;
}

/** What `fitShiftedBetaGeometric` finds; `model` tells which of the two. */
export type FittedRenewalModel = FittedShiftedBetaGeometric | FittedGeometric;

/** A shifted-beta-geometric model: one that was fitted, or its two parameters. */
export type ShiftedBetaGeometricModel = ShiftedBetaGeometric & Partial<FittedShiftedBetaGeometric>;

/** What the functions of projection take: a fitted model, the two parameters of a shifted-beta-geometric one, or one churn rate. */
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
