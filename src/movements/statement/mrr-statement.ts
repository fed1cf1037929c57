import type { Period } from '../../calendar/open.ts';
import type { Rational } from '../../exact/index.ts';
import type { OpenedSource } from '../../ledger/query.ts';
import type { PeriodTotals } from './totals.ts';

/**
 * How MRR went from `opening` to `closing` in one period: opening + new + reactivation + expansion - contraction - churn + fx =
 * closing. All terms are >= 0, but for `fx`, which has a sign.
 */
export interface MrrMovements<M = number> {
  readonly period: Period;
  /** Whether the data reaches to the end of the period. */
  readonly complete: boolean;
  /** The currency of the amounts; null where the rows name none. */
  readonly currency: string | null;
  readonly opening: M;
  readonly new: M;
  readonly reactivation: M;
  readonly expansion: M;
  readonly contraction: M;
  readonly churn: M;
  readonly closing: M;
  /** What exchange rates alone did to the MRR. */
  readonly fx: M;
  /** Over the customers open at the start: the sum of the smaller of their opening and closing MRR. */
  readonly retainedGross: M;
  /** Over the customers open at the start: the sum of their closing MRR. */
  readonly retainedNet: M;
}

/** What an amount of a statement is called. */
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

// Kept beside the figures and out of sight, so that statements made under different definitions are not merged by mistake.
const policyKey = Symbol.for('tenure.policy');

/** The definitions that a statement was made under, as text; undefined for one that was not made by this library, or was copied. */
export function policyOf(statement: object): string | undefined {
  return (statement as { readonly [policyKey]?: string })[policyKey];
}

export function withPolicy<T extends object>(statement: T, policy: string | undefined): T {
  return policy === undefined ? statement : Object.defineProperty(statement, policyKey, { value: policy });
}

/** One period's totals as a statement; `print` brings each amount to its form. */
export function mrrStatement<M>(
  { span, complete, mrr: totals }: PeriodTotals,
  { ledger, definitions }: OpenedSource,
  print: (amount: Rational) => M,
): MrrMovements<M> {
  const mrr = totals();
  const [fresh, reactivation, expansion, contraction, churn] = mrr.terms;
  const statement = {
    period: span.period,
    complete,
    currency: ledger.currency,
    opening: print(mrr.opening),
    new: print(fresh),
    reactivation: print(reactivation),
    expansion: print(expansion),
    contraction: print(contraction),
    churn: print(churn),
    closing: print(mrr.closing),
    fx: print(mrr.fx),
    retainedGross: print(mrr.retainedGross),
    retainedNet: print(mrr.retainedNet),
  };
  return withPolicy(statement, definitions);
}
