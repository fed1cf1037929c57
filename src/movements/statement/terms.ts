import { reject, tagOf } from '../../errors.ts';
import { add, type Rational, subtract, sum, zero } from '../../exact/index.ts';
import { type Amount, readAmount, readSignedAmount } from '../../money/index.ts';
import { checkKeys, isRecord } from '../../read/index.ts';
import { type ExactStatementTerms, exactTermsOf, mrrTermNames } from './mrr-statement.ts';
import type { CustomerTotals } from './totals.ts';

/**
 * The terms of an MRR bridge that rates read: a statement of `mrrMovements`, or figures of your own. Only `opening` is required;
 * missing terms are 0. Amounts are in one currency and >= 0, except `fx`.
 */
export interface MrrTerms {
  /** MRR at the start. */
  readonly opening: Amount;
  /** MRR of customers who had never paid before. */
  readonly new?: Amount | undefined;
  /** MRR of returning customers. */
  readonly reactivation?: Amount | undefined;
  /** MRR added by customers who keep paying. */
  readonly expansion?: Amount | undefined;
  /** MRR given up by customers who keep paying. */
  readonly contraction?: Amount | undefined;
  /** MRR lost from customers who leave. */
  readonly churn?: Amount | undefined;
  /** MRR at the end; if missing, the sum of the other terms. */
  readonly closing?: Amount | undefined;
  /** The effect of exchange rates alone, with its sign. */
  readonly fx?: Amount | undefined;
  /** Sum over opening customers of the smaller of their opening and closing MRR; if missing, opening - contraction - churn. */
  readonly retainedGross?: Amount | undefined;
  /** Sum over opening customers of their closing MRR; if missing, opening + expansion - contraction - churn. */
  readonly retainedNet?: Amount | undefined;
  /** In a statement of `mrrMovementsBy`: its key. */
  readonly key?: unknown;
  /** In a statement of `mrrMovementsBy`: MRR moved here from other keys. */
  readonly transferIn?: Amount | undefined;
  /** In a statement of `mrrMovementsBy`: MRR moved from here to other keys. */
  readonly transferOut?: Amount | undefined;
  /** In a statement: its causes; no rate reads them. */
  readonly expansionCauses?: unknown;
  /** In a statement: its period; no rate reads it. */
  readonly period?: unknown;
  /** In a statement: whether the data reached the end of the period; no rate reads it. */
  readonly complete?: boolean | undefined;
  /** In a statement: the currency of its amounts; null where the rows name none. */
  readonly currency?: string | null | undefined;
  // A statement of customers is not a statement of MRR, although both have an opening.
  readonly reactivated?: never;
  readonly churned?: never;
  readonly retained?: never;
}

/**
 * The terms of a customer bridge that rates read: a statement of `customerMovements`, or figures of your own. Only `opening` is
 * required; all are counts >= 0.
 */
export interface CustomerTerms {
  /** Customers at the start. */
  readonly opening: number;
  /** Customers who had never paid before. */
  readonly new?: number | undefined;
  /** Customers who had paid before and returned. */
  readonly reactivated?: number | undefined;
  /** Customers who left. */
  readonly churned?: number | undefined;
  /** Customers at the end. */
  readonly closing?: number | undefined;
  /** Opening customers who are still there at the end. */
  readonly retained?: number | undefined;
  /** In a statement: its period; no rate reads it. */
  readonly period?: unknown;
  /** In a statement: whether the data reached the end of the period; no rate reads it. */
  readonly complete?: boolean | undefined;
  readonly reactivation?: never;
  readonly expansion?: never;
  readonly contraction?: never;
  readonly churn?: never;
  readonly retainedGross?: never;
  readonly retainedNet?: never;
}

/** Gains and losses of MRR, as the quick ratio reads them: at least one of the five; `opening` is not needed. */
export type MrrGainsAndLosses = Omit<MrrTerms, 'opening'> & {
  /** MRR at the start; accepted, but not used. */
  readonly opening?: Amount | undefined;
} & (
    | { readonly new: Amount }
    | { readonly reactivation: Amount }
    | { readonly expansion: Amount }
    | { readonly contraction: Amount }
    | { readonly churn: Amount }
  );

/** A missing figure is derived from the others. */
export type ExactMrrTerms = Omit<ExactStatementTerms, Derived> & { readonly [term in Derived]?: Rational | undefined };
type Derived = 'closing' | 'retainedGross' | 'retainedNet';

export type PrintedTerms = ReturnType<typeof readPrintedTerms>;
export type ExactCustomerTerms = ReturnType<typeof readCustomerTerms>;

// Known, but read by no rate.
const context = ['period', 'complete'];
/** The additional fields of a bridge by key. */
const segmentNames = ['key', 'transferIn', 'transferOut', 'expansionCauses', 'contractionCauses'];
const mrrKeys = /* @__PURE__ */ [mrrTermNames, segmentNames, 'currency', context].flat();
const gainsAndLosses = ['new', 'reactivation', 'expansion', 'contraction', 'churn'] as const;
const customerKeys = ['opening', 'new', 'reactivated', 'churned', 'closing', 'retained'];

type Given = Readonly<Record<string, unknown>>;

/** The exact terms behind one of tenure's own statements; for anything else, the terms that its figures state. */
export function readMrrTerms(terms: unknown, path = 'terms'): ExactMrrTerms {
  return (isRecord(terms) ? exactTermsOf(terms) : undefined) ?? readPrintedTerms(terms, path);
}

/** A rate of gains and losses alone does not need an opening. */
export function readGainsAndLosses(terms: unknown, path = 'terms'): ExactMrrTerms {
  if (!isRecord(terms) || exactTermsOf(terms) !== undefined) return readMrrTerms(terms, path);
  checkTerms(terms, mrrKeys, path);
  const given = readPrintedTerms(terms.opening === undefined ? { ...terms, opening: 0 } : terms, path);
  if (gainsAndLosses.some((name) => terms[name] !== undefined)) return given;
  return reject('INVALID_TYPE', path, `have one of ${gainsAndLosses.join(', ')}`, terms);
}

/** The terms that the figures of a statement state, whoever made it. */
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

/** The same for counts that need no reading. */
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

/** A Promise, a period or a list has no terms; the message names it as what it is. */
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

/** The sum of the terms: opening, and every movement. */
export function footOf(terms: ExactMrrTerms): Rational {
  const gained = sum([terms.new, terms.reactivation, terms.expansion, terms.transferIn ?? zero, terms.fx]);
  const lost = sum([terms.contraction, terms.churn, terms.transferOut ?? zero]);
  return subtract(add(terms.opening, gained), lost);
}
