import { reject, tagOf } from '../../errors.ts';
import { add, type Rational, subtract, sum, zero } from '../../exact/index.ts';
import { type Amount, readAmount, readSignedAmount } from '../../money/index.ts';
import { checkKeys, isRecord } from '../../read/index.ts';
import { type ExactStatementTerms, exactTermsOf, mrrTermNames } from './mrr-statement.ts';
import type { CustomerTotals } from './totals.ts';

/**
 * The terms of an MRR bridge, as far as a rate needs them: a statement of `mrrMovements`, or figures of your own. Only
 * `opening` is required; a term that is left out is 0.
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
  /** Of one key, by `mrrMovementsBy`: which it is, and what moved between keys. */
  readonly key?: unknown;
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

/** Gains and losses of MRR, as far as the quick ratio needs them: any one of them, and no opening. */
export type MrrGainsAndLosses = Omit<MrrTerms, 'opening'> & { readonly opening?: Amount | undefined } & (
    | { readonly new: Amount }
    | { readonly reactivation: Amount }
    | { readonly expansion: Amount }
    | { readonly contraction: Amount }
    | { readonly churn: Amount }
  );

/** What a figure that was left out would be is told from the others. */
export type ExactMrrTerms = Omit<ExactStatementTerms, Derived> & { readonly [term in Derived]?: Rational | undefined };
type Derived = 'closing' | 'retainedGross' | 'retainedNet';

export type PrintedTerms = ReturnType<typeof readPrintedTerms>;
export type ExactCustomerTerms = ReturnType<typeof readCustomerTerms>;

// Known and not read by any rate.
const context = ['period', 'complete'];
/** What the bridge of one key has besides. */
const segmentNames = ['key', 'transferIn', 'transferOut', 'expansionCauses', 'contractionCauses'];
const mrrKeys = /* @__PURE__ */ [mrrTermNames, segmentNames, 'currency', context].flat();
const gainsAndLosses = ['new', 'reactivation', 'expansion', 'contraction', 'churn'] as const;
const customerKeys = ['opening', 'new', 'reactivated', 'churned', 'closing', 'retained'];

type Given = Readonly<Record<string, unknown>>;

/** The exact terms behind a statement of tenure's own, and of anything else what its figures say. */
export function readMrrTerms(terms: unknown, path = 'terms'): ExactMrrTerms {
  return (isRecord(terms) ? exactTermsOf(terms) : undefined) ?? readPrintedTerms(terms, path);
}

/** What gains and losses alone are asked of need not say what was open. */
export function readGainsAndLosses(terms: unknown, path = 'terms'): ExactMrrTerms {
  if (!isRecord(terms) || exactTermsOf(terms) !== undefined) return readMrrTerms(terms, path);
  checkTerms(terms, mrrKeys, path);
  const given = readPrintedTerms(terms.opening === undefined ? { ...terms, opening: 0 } : terms, path);
  if (gainsAndLosses.some((name) => terms[name] !== undefined)) return given;
  return reject('INVALID_TYPE', path, `have one of ${gainsAndLosses.join(', ')}`, terms);
}

/** What the figures of a statement say, whoever made it. */
export function readPrintedTerms(terms: unknown, path: string) {
  const given = checkTerms(terms, mrrKeys, path);
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
  const given = checkTerms(terms, [...customerKeys, ...context], path);
  return {
    opening: readAmount(given.opening, `${path}.opening`),
    new: orZero(given, 'new', path),
    reactivated: orZero(given, 'reactivated', path),
    churned: ifGiven(given, 'churned', path),
    closing: ifGiven(given, 'closing', path),
    retained: ifGiven(given, 'retained', path),
  };
}

/** The same of counts that need no reading. */
export function exactCustomers(counts: CustomerTotals): ExactCustomerTerms {
  const exact = (count: number): Rational => ({ n: BigInt(count), d: 1n });
  return {
    opening: exact(counts.opening),
    new: exact(counts.new),
    reactivated: exact(counts.reactivated),
    churned: exact(counts.churned),
    closing: exact(counts.closing),
    retained: exact(counts.retained),
  };
}

/** A Promise, a period or a list of anything has no terms, and is named for what it is. */
function checkTerms(terms: unknown, known: readonly string[], path: string): Given {
  if (!isRecord(terms) || tagOf(terms) !== 'Object' || 'timeZone' in terms) {
    const others = path === 'terms' ? ', or rows or a ledger and a period' : '';
    reject('INVALID_TYPE', path, `be the terms of a statement${others}`, terms);
  }
  return checkKeys(terms, known, path);
}

function ifGiven(given: Given, term: string, path: string): Rational | undefined {
  return given[term] === undefined ? undefined : readAmount(given[term], `${path}.${term}`);
}

function orZero(given: Given, term: string, path: string): Rational {
  return ifGiven(given, term, path) ?? zero;
}

/** What the terms add up to: opening, and all that moved it. */
export function footOf(terms: ExactMrrTerms): Rational {
  const gained = sum([terms.new, terms.reactivation, terms.expansion, terms.transferIn ?? zero, terms.fx]);
  const lost = sum([terms.contraction, terms.churn, terms.transferOut ?? zero]);
  return subtract(add(terms.opening, gained), lost);
}
