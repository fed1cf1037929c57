import type { Period } from '../../calendar/open.ts';
import { ofNumber, type Rational, toNumber, zero } from '../../exact/index.ts';
import { checkPolicy, isSource, type OpenedSource, type StatementRules, statementRules } from '../../ledger/query.ts';
import type { Ratio } from '../../ratio/open.ts';
import { customerStatement } from '../customer-movements.ts';
import { mrrStatement } from './mrr-statement.ts';
import { type ExactCustomerTerms, type ExactMrrTerms, readCustomerTerms, readMrrTerms } from './terms.ts';
import { type PeriodTotals, statementOf } from './totals.ts';

/** The options of a rate over given terms, by name; over data the whole policy may be given. */
type Options = readonly (keyof StatementRules)[];
type Formula<T> = (terms: T, rules: StatementRules) => Ratio;
/** Terms and their options, or data, period and policy: what the overloads of a rate can pass. */
type Arguments = readonly [first: unknown, second: unknown, third: unknown];

/** A rate over an MRR bridge: of the terms given, or of the statement of the data given. */
export function mrrRate(args: Arguments, options: Options, formula: Formula<ExactMrrTerms>): Ratio {
  return rate(args, options, readMrrTerms, mrrTermsOf, formula);
}

/** A rate over a customer bridge, likewise. */
export function customerRate(args: Arguments, options: Options, formula: Formula<ExactCustomerTerms>): Ratio {
  const termsOf = (totals: PeriodTotals) => readCustomerTerms(customerStatement(totals));
  return rate(args, options, readCustomerTerms, termsOf, formula);
}

/**
 * The terms as a statement of the data prints them, so that the rate of the data is the rate of its statement to the last bit. Numbers
 * are rounded; the other forms are exact as far as a rate can tell.
 */
function mrrTermsOf(totals: PeriodTotals, opened: OpenedSource): ExactMrrTerms {
  const print = (amount: Rational) => (opened.statement.money === 'number' ? ofNumber(toNumber(amount)) : amount);
  return { ...mrrStatement(totals, opened, print), transferIn: zero, transferOut: zero };
}

function rate<T>(
  [first, second, third]: Arguments,
  options: Options,
  read: (terms: unknown) => T,
  termsOf: (totals: PeriodTotals, opened: OpenedSource) => T,
  formula: Formula<T>,
): Ratio {
  if (isSource(first)) {
    return statementOf(first, second as Period, third, (totals, opened) =>
      formula(termsOf(totals, opened), opened.statement),
    );
  }
  // As the callback of `statements.map`, a rate gets an index where options could be.
  const given = second === undefined || typeof second === 'number' ? {} : second;
  return formula(read(first), statementRules(checkPolicy(given, 'options', options)));
}
