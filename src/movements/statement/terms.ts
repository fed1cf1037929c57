import { add, type Rational, subtract, sum, zero } from '../../exact/index.ts';
import { type Amount, readAmount, readSignedAmount } from '../../money/index.ts';
import { checkKeys } from '../../read/index.ts';
import { mrrTermNames } from './mrr-statement.ts';

/**
 * The terms of an MRR bridge, as far as a rate needs them: a statement of `mrrMovements`, or figures of your own. Only `opening` is
 * required; a term that is left out is 0.
 */
export interface MrrTerms {
  readonly opening: Amount;
  readonly new?: Amount | undefined;
  readonly reactivation?: Amount | undefined;
  readonly expansion?: Amount | undefined;
  readonly contraction?: Amount | undefined;
  readonly churn?: Amount | undefined;
  readonly closing?: Amount | undefined;
  readonly fx?: Amount | undefined;
  readonly retainedGross?: Amount | undefined;
  readonly retainedNet?: Amount | undefined;
  /** Of a part by `mrrMovementsBy`: what moved between keys. */
  readonly transferIn?: Amount | undefined;
  readonly transferOut?: Amount | undefined;
  readonly expansionCauses?: unknown;
  readonly period?: unknown;
  readonly complete?: boolean | undefined;
  readonly currency?: string | null | undefined;
  // A statement of customers is no statement of MRR, although both have an opening.
  readonly reactivated?: never;
  readonly churned?: never;
  readonly retained?: never;
}

/** The terms of a customer bridge, likewise: a statement of `customerMovements`, or figures of your own. */
export interface CustomerTerms {
  readonly opening: number;
  readonly new?: number | undefined;
  readonly reactivated?: number | undefined;
  readonly churned?: number | undefined;
  readonly closing?: number | undefined;
  readonly retained?: number | undefined;
  readonly period?: unknown;
  readonly complete?: boolean | undefined;
  readonly reactivation?: never;
  readonly expansion?: never;
  readonly contraction?: never;
  readonly churn?: never;
  readonly retainedGross?: never;
  readonly retainedNet?: never;
}

export type ExactMrrTerms = ReturnType<typeof readMrrTerms>;
export type ExactCustomerTerms = ReturnType<typeof readCustomerTerms>;

// Known and not read by any rate.
const context = ['period', 'complete'];
/** What a part of a bridge has besides. */
const partNames = ['transferIn', 'transferOut', 'expansionCauses'];
const customerKeys = ['opening', 'new', 'reactivated', 'churned', 'closing', 'retained'];

type Given = Readonly<Record<string, unknown>>;

export function readMrrTerms(terms: unknown, path = 'terms') {
  const given = checkKeys(terms, [...mrrTermNames, ...partNames, 'currency', ...context], path);
  return {
    opening: readAmount(given.opening, `${path}.opening`),
    new: orZero(given, 'new', path),
    reactivation: orZero(given, 'reactivation', path),
    expansion: orZero(given, 'expansion', path),
    contraction: orZero(given, 'contraction', path),
    churn: orZero(given, 'churn', path),
    fx: given.fx === undefined ? zero : readSignedAmount(given.fx, `${path}.fx`),
    closing: ifGiven(given, 'closing', path),
    transferIn: orZero(given, 'transferIn', path),
    transferOut: orZero(given, 'transferOut', path),
    retainedGross: ifGiven(given, 'retainedGross', path),
    retainedNet: ifGiven(given, 'retainedNet', path),
  };
}

export function readCustomerTerms(terms: unknown, path = 'terms') {
  const given = checkKeys(terms, [...customerKeys, ...context], path);
  return {
    opening: readAmount(given.opening, `${path}.opening`),
    new: orZero(given, 'new', path),
    reactivated: orZero(given, 'reactivated', path),
    churned: ifGiven(given, 'churned', path),
    closing: ifGiven(given, 'closing', path),
    retained: ifGiven(given, 'retained', path),
  };
}

function ifGiven(given: Given, term: string, path: string): Rational | undefined {
  return given[term] === undefined ? undefined : readAmount(given[term], `${path}.${term}`);
}

function orZero(given: Given, term: string, path: string): Rational {
  return ifGiven(given, term, path) ?? zero;
}

/** What the terms add up to: opening, and all that moved it. */
export function footOf(terms: ExactMrrTerms): Rational {
  const gained = sum([terms.new, terms.reactivation, terms.expansion, terms.transferIn, terms.fx]);
  const lost = sum([terms.contraction, terms.churn, terms.transferOut]);
  return subtract(add(terms.opening, gained), lost);
}
