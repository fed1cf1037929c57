import type { Period } from '../../calendar/open.ts';
import type { Rational } from '../../exact/index.ts';
import type { OpenedSource } from '../../ledger/query.ts';
import type { MrrTotals, PeriodTotals } from './totals.ts';

/**
 * How MRR moved from `opening` to `closing` in one period: opening + new + reactivation + expansion - contraction - churn + fx =
 * closing. Every term is >= 0 except `fx`, which has a sign.
 */
export interface MrrMovements<M = number> {
  /** The period of the statement. */
  readonly period: Period;
  /** False when the period ends after `asOf`: the data does not reach the end of the period. */
  readonly complete: boolean;
  /** The currency of the amounts; null when the rows name none. */
  readonly currency: string | null;
  /** MRR just before the period starts, in major currency units, like every amount here. */
  readonly opening: M;
  /** MRR of customers who had never paid before in the source. */
  readonly new: M;
  /** MRR of customers who return from 0. */
  readonly reactivation: M;
  /** MRR added by customers who keep paying. */
  readonly expansion: M;
  /** MRR given up by customers who keep paying. */
  readonly contraction: M;
  /** MRR lost from customers who fall to 0. */
  readonly churn: M;
  /** MRR just before the period ends. */
  readonly closing: M;
  /** The effect of exchange rates alone, with its sign; 0 without exchange rates. */
  readonly fx: M;
  /** Sum over opening customers of the smaller of their opening and closing MRR. */
  readonly retainedGross: M;
  /** Sum over opening customers of their closing MRR. */
  readonly retainedNet: M;
}

/** The name of an amount in an MRR statement. */
export type MrrTermName = Exclude<keyof MrrMovements, 'period' | 'complete' | 'currency'>;

/** The amounts of a statement, in its order. */
export const mrrTermNames = [
  'opening',
  'new',
  'reactivation',
  'expansion',
  'contraction',
  'churn',
  'closing',
  'fx',
  'retainedGross',
  'retainedNet',
] as const satisfies readonly MrrTermName[];

// Kept beside the figures and out of sight. Copies of any kind (a spread, JSON, structuredClone) drop them.
const policyKey = Symbol.for('tenure.policy');
const termsKey = Symbol.for('tenure.terms');

/** The exact amounts of a statement. */
export interface ExactStatementTerms extends MrrTotals {
  /** Between keys; absent from a bridge that is not split. */
  readonly transferIn?: Rational;
  readonly transferOut?: Rational;
}

/** The policy under which a statement was made, as text; undefined for a copy, or for a statement not made by this library. */
export function policyOf(statement: object): string | undefined {
  return (statement as { readonly [policyKey]?: string })[policyKey];
}

/** The exact amounts behind a statement, under the same conditions. Only rates read them. */
export function exactTermsOf(statement: object): ExactStatementTerms | undefined {
  return (statement as { readonly [termsKey]?: ExactStatementTerms })[termsKey];
}

/** Freezes a statement with its policy and, unless it was built from printed figures, its exact amounts. */
export function sealed<T extends object>(statement: T, policy: string | undefined, terms?: ExactStatementTerms): T {
  if (policy !== undefined) Object.defineProperty(statement, policyKey, { value: policy });
  if (terms !== undefined) Object.defineProperty(statement, termsKey, { value: Object.freeze(terms) });
  return Object.freeze(statement);
}

/** The rest of a statement, besides its totals. */
export interface StatementFrame {
  readonly ledger: Pick<OpenedSource['ledger'], 'currency'>;
  definitions(): string;
}

/** One period's totals as a statement; `print` brings each amount to its form. */
export function mrrStatement<M>(
  totals: PeriodTotals,
  { ledger, definitions }: StatementFrame,
  print: (amount: Rational) => M,
): MrrMovements<M> {
  const terms = totals.mrr();
  const statement = {
    period: totals.checked.period,
    complete: totals.complete,
    currency: ledger.currency,
    opening: print(terms.opening),
    new: print(terms.new),
    reactivation: print(terms.reactivation),
    expansion: print(terms.expansion),
    contraction: print(terms.contraction),
    churn: print(terms.churn),
    closing: print(terms.closing),
    fx: print(terms.fx),
    retainedGross: print(terms.retainedGross),
    retainedNet: print(terms.retainedNet),
  };
  return sealed(statement, definitions(), terms);
}
